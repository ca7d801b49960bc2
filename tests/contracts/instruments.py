"""A draft of an instrument, for every address about one."""

from __future__ import annotations

from typing import Any

from anyam.registry.instruments import actions
from tests.cast import Cast

SHEETS = """
| survey |
| | type | name | label |
| | text | who | Siapa |
| settings |
| | form_id | form_title |
| | {code} | Contoh |
"""


def sheets_of(code: str) -> bytes:
    """An XLSForm in Markdown."""
    return SHEETS.replace("{code}", code).encode()


def instrument_of(cast: Cast) -> dict[str, Any]:
    version_id = actions.upload_instrument(cast.agus, content=sheets_of("contoh"))
    addresses = ("detail", "preview", "definition", "file", "put_into_force", "withdraw")
    return {f"instruments:{name}:version_id": version_id for name in addresses}
