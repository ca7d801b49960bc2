"""The reference data in `data/`: complete in both languages, with source and status, and in step with the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from anyam.config import env
from anyam.registry.agencies.choices import CapacityState, Need, Sector, ServiceLevel

DATA = env.ROOT / "data"
VOCABULARIES = sorted((DATA / "vocabularies").glob("*.json"))
STATUSES = {"confirmed", "from_memory", "own"}


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "vocabularies" / f"{name}.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("file", VOCABULARIES, ids=lambda file: file.stem)
def test_every_code_list_says_where_it_is_from_and_how_sure_we_are(file: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content["code"] == file.stem
    assert content["source"]
    assert content["status"] in STATUSES
    assert all(item.get("status", content["status"]) in STATUSES for item in content["items"])


@pytest.mark.parametrize("file", VOCABULARIES, ids=lambda file: file.stem)
def test_every_code_has_a_label_in_both_languages_and_stands_once(file: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    codes = [item["code"] for item in content["items"]]
    assert len(set(codes)) == len(codes)
    assert all(content["title"][language] for language in ("id", "en"))
    assert all(item[language].strip() for item in content["items"] for language in ("id", "en"))
    assert all(re.fullmatch(r"[a-z0-9_]+", code) for code in codes)


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("needs", Need),
        ("service_levels", ServiceLevel),
        ("capacity_states", CapacityState),
        ("sectors", Sector),
    ],
)
def test_the_program_knows_exactly_the_codes_of_the_list(name: str, choices: Any) -> None:
    assert {item["code"] for item in read(name)["items"]} == set(choices.values)


def test_the_needs_read_in_the_program_as_in_the_list() -> None:
    with translation.override("en"):
        assert {item["code"]: item["en"] for item in read("needs")["items"]} == {
            n.value: str(n.label) for n in Need
        }


def test_article_59_has_its_fifteen_letters() -> None:
    letters = [item["letter"] for item in read("art59_categories")["items"]]
    assert letters == list("abcdefghijklmno")


def test_the_demo_district_invents_its_numbers_and_names_nobody() -> None:
    agencies = json.loads((DATA / "agencies" / "tulungagung.json").read_text(encoding="utf-8"))["agencies"]
    kinds = {item["code"] for item in read("agency_kinds")["items"]}
    for agency in agencies:
        assert agency["kind"] in kinds
        assert re.fullmatch(r"0355-0000-\d\d", agency["phone"])
        assert re.fullmatch(r"(0800-0000-\d\d)?", agency["emergency_phone"])
        assert all("name" not in contact for contact in agency["contacts"])
        for service in agency["services"]:
            assert set(service["needs"]) <= set(Need.values)
            assert service["level"] in ServiceLevel.values
            assert 0 <= service["age_from"] <= service["age_to"] <= 17
