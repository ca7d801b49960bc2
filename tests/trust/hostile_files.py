"""Hostile files: made to deceive, to burst or to act, and offered as an innocent photograph."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from unittest.mock import patch

from anyam.foundation.core.apart import Collapsed, call_apart
from anyam.foundation.uploads import examining, foreign, office, pictures
from anyam.foundation.uploads.refusing import Unacceptable
from tests.trust.board import Row, judged
from tests.trust.honest_files import HONEST, TELLING
from tests.trust.wicked_files import WICKED

CLAIM = "No hostile file is taken in, no honest one refused, and no served copy tells where or by whom"
QUICK, FULL = 100, 2_000

Examine = Callable[[bytes], str]


def tells(copy: bytes) -> bool:
    """Whether a served copy carries what its maker's device wrote into it; archives are unpacked for the look."""
    if copy.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(copy)) as archive:
            return any(TELLING in archive.read(name) for name in archive.namelist())
    return TELLING in copy


def apart(content: bytes) -> str:
    """What the product itself says, in its process apart: accepted, or the refusal."""
    try:
        facts, copy = call_apart(examining.EXAMINE, content)
    except Collapsed:
        return "too_heavy"
    return str(facts.get("refused") or ("tells" if tells(copy) else "accepted"))


def within(content: bytes) -> str:
    """The same in this process, where a check can be taken out."""
    try:
        _form, copy = examining.examine(content)
    except Unacceptable as no:
        return no.code
    return "tells" if tells(copy) else "accepted"


def measure(*, full: bool, seed: int) -> Row:
    rng = Random(seed)
    tries = FULL if full else QUICK
    # A process apart for each costs a fifth of a second: in the quick size every third goes the whole way.
    turns = iter(range(tries))
    examine = apart if full else lambda content: (within if next(turns) % 3 else apart)(content)
    failures = list(wrong(rng, tries, examine))
    missed = [name for name in CONTROLS if not list(control(name, rng))]
    note = (
        f"{len(WICKED)} hostile kinds, {len(HONEST)} honest ones; {len(CONTROLS)} checks taken out one by one"
    )
    if failures or missed:
        note += f"; wrong: {failures[:5]}; not noticed: {missed}"
    return judged(CLAIM, tried=tries, failed=len(failures), control_caught=not missed, seed=seed, note=note)


def wrong(rng: Random, tries: int, examine: Examine) -> Iterator[str]:
    """Hostile files taken in, and honest ones refused or telling; one in five is honest."""
    wicked, honest = list(WICKED), list(HONEST)
    for number in range(tries):
        if number % 5 == 4:
            name = honest[(number // 5) % len(honest)]
            if (said := examine(HONEST[name][1](rng))) != "accepted":
                yield f"{name}: {said}"
        else:
            name = wicked[(number - number // 5) % len(wicked)]
            if (said := examine(WICKED[name](rng))) in {"accepted", "tells"}:
                yield f"{name}: {said}"


# --- each check, taken out -------------------------------------------------------------------------------------------

CONTROLS: dict[str, tuple[tuple[Any, str, Any], list[str]]] = {
    "second file inside": (
        (pictures, "hides_another", lambda content: False),
        [
            "picture with an archive behind it",
            "picture with a page in its comment",
            "WebP with a page behind it",
        ],
    ),
    "entities": ((office, "_read_through", lambda part: None), ["document nested without end"]),
    "macros": ((office, "_MACROS", office._INSIDE), ["document with macros"]),
    "what reaches out": ((office, "_OUTSIDE", office._INSIDE), ["document with a template from elsewhere"]),
    "malware sign": ((foreign, "_HARMFUL", ()), ["known sign of malware"]),
    "properties": ((office, "_cleaned", lambda name, part: part), []),
}


def control(name: str, rng: Random) -> Iterator[str]:
    """What goes wrong with one check taken out."""
    (module, attribute, instead), kinds = CONTROLS[name]
    with patch.object(module, attribute, instead):
        for kind in kinds:
            for _ in range(6):
                if (said := within(WICKED[kind](rng))) in {"accepted", "tells"}:
                    yield f"{kind}: {said}"
        if not kinds and (said := within(HONEST["document"][1](rng))) == "tells":
            yield f"document: {said}"
