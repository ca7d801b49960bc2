"""The quick size of `stolen_dump`."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured
from tests.trust.stolen_dump import MARK, needles


def test_a_stolen_dump_holds_no_sealed_word(measured: Measured) -> None:
    row = measured("stolen_dump")
    assert row.holds, row


@pytest.mark.full
def test_a_stolen_dump_holds_no_sealed_word_in_full(measured: Measured) -> None:
    row = measured("stolen_dump", full=True)
    assert row.holds, row


def test_each_form_is_recognised() -> None:
    from base64 import b64encode
    from urllib.parse import quote

    for before in ("", "x", "xy", "xyz"):
        words = f"{before}{MARK}99"
        for form in (b64encode(words.encode()), quote(words).encode(), words.encode().hex().encode()):
            assert any(needle in form for needle in needles().values()), (before, form)
