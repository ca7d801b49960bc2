"""The quick size of `audit_tampering`."""

from __future__ import annotations

import pytest

from tests.trust.conftest import Measured


def test_fifty_tamperings_by_a_superuser_are_found_and_located(measured: Measured) -> None:
    assert measured("audit_tampering").holds


@pytest.mark.full
def test_a_thousand_tamperings_are_found_and_located(measured: Measured) -> None:
    assert measured("audit_tampering", full=True).holds
