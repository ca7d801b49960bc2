"""What was signed, as a number that changes with every letter."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence


def digest_of(parts: Sequence[object]) -> str:
    """SHA-256 over the parts of a signed text, in their order; the same parts always give the same number."""
    written = json.dumps([str(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def policy_code(kind: str, number: str, year: int) -> str:
    """The code by which SOPs and agreements name a rule: PERBUP-42-2015, SK-188-45-112-2024."""
    plain = "-".join(re.findall(r"[A-Z0-9]+", number.upper()))
    return f"{kind.upper()}-{plain or 'X'}-{year}"[:60]


def token_digest(token: str) -> str:
    """What is kept of a secret address: enough to know it again, too little to make it."""
    return hashlib.sha256(token.encode()).hexdigest()
