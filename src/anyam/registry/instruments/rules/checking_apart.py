"""A file made into an instrument, all in a process apart: reading, taking apart, building."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .building import Trouble, built
from .reading import read_apart
from .storing import as_json
from .xform import HasNoWords, taken_apart

MAKE = f"{__name__}:made_apart"


def made_apart(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Findings, troubles, and the instrument as JSON where nothing stands against it."""
    facts, xml = read_apart(content)
    if not xml:
        return facts, b""
    rows: dict[str, int] = facts.pop("rows")
    try:
        form = taken_apart(xml.decode())
        placed = {f"{form.root}{path}": row for path, row in rows.items()}
        instrument, troubles = built(form, placed)
    except HasNoWords as problem:
        troubles, placed = [Trouble(problem.path, "", "", problem.feature)], {}
        instrument = None
    except RecursionError:
        return {"refused": "too_heavy"}, b""
    told = [{**asdict(one), "row": placed.get(one.path, 0)} for one in troubles]
    rows_of_chain = {path: placed.get(path, 0) for one in troubles for path in one.chain}
    facts = {**facts, "troubles": told, "chain_rows": rows_of_chain, "extras": form_extras(instrument, xml)}
    return facts, json.dumps(as_json(instrument)).encode() if instrument else b""


def form_extras(instrument: object, xml: bytes) -> list[str]:
    """What the form asks for and Anyam does without: said as advice."""
    if instrument is None:
        return []
    found = {
        "encryption": b"base64RsaPublicKey=" in xml,
        "media": b'<value form="image"' in xml
        or b'<value form="audio"' in xml
        or b'<value form="video"' in xml,
        "device": b'jr:preload="property"' in xml,
    }
    return [name for name, is_there in found.items() if is_there]
