"""Addresses are Indonesian words, named, unique, and carry nothing about a child."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.architecture.addresses import Address, addresses

# The words of our addresses, a file beside this one. Add the Indonesian word that people use for the page.
WORDS = set(Path(__file__).with_name("address_words.txt").read_text(encoding="utf-8").split())
# What other programs ask for keeps the name they expect.
FOR_MACHINES = {"healthz", "api", "v1", "static"}
# In an address stand ids and codes, never a name or a number somebody is known by.
PARTS = {"uuid", "slug", "code"}
CODE_PARTS = {"key": "a promised time's key", "code": "a place's code", "number": "a seal's number"}


def wrong(found: list[Address]) -> list[str]:
    said = []
    for address in (a for a in found if not a.route.startswith("api/")):
        strange = set(address.words) - WORDS - FOR_MACHINES
        if strange:
            said.append(f"{address.route}: unknown word {', '.join(sorted(strange))}")
        if not address.pattern.name:
            said.append(f"{address.route}: has no name")
        said += [
            f"{address.route}: <{kind}:{name}>"
            for name, kind in address.parts.items()
            if kind not in PARTS and name not in CODE_PARTS
        ]
    return said


def test_addresses_are_indonesian_and_hold_ids_only() -> None:
    found = wrong(addresses())
    assert not found, (
        f"Name the page as people call it (address_words.txt) and put ids only into addresses: {found}."
    )


def test_no_word_is_listed_for_nothing() -> None:
    used = {word for address in addresses() for word in address.words}
    assert not WORDS - used, f"Take these out of address_words.txt: {sorted(WORDS - used)}."


def test_seeded_english_address_with_a_name_in_it_is_caught() -> None:
    seeded = replace(addresses()[0], route="cases/<str:child_name>/")
    assert len(wrong([seeded])) == 2


def doubled(found: list[Address]) -> set[str]:
    names = [address.name for address in found]
    return {name for name in names if names.count(name) > 1}


def test_names_are_unique() -> None:
    assert not doubled(addresses()), f"Two addresses share a name: {doubled(addresses())}."


def test_seeded_double_name_is_caught() -> None:
    one = addresses()[0]
    assert doubled([one, replace(one, route="lain/")]) == {one.name}
