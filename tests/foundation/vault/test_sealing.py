"""The form in which things are sealed: known answers, and nothing opens that was touched or moved."""

from __future__ import annotations

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from anyam.foundation.vault.data_keys import wrap_mark
from anyam.foundation.vault.errors import SealBroken
from anyam.foundation.vault.keys import PUBLISHED, derived
from anyam.foundation.vault.sealing import BLOCK, filled, parts, row_mark, seal, unfilled, unseal

KEY = bytes(range(32))
NONCE = bytes(range(100, 112))
SCOPE = UUID("01890a5d-ac96-774b-bcce-b302099a8057")

# Made once and written down: what was sealed years ago must open with every later version.
KNOWN = {
    "derived": (
        lambda: derived(KEY, b"wrap"),
        "bec8a7bf559c5cd4736a73eed63878d2951fcf06147292f61627bacd055d7600",
    ),
    "parts": (lambda: parts(b"a", b"", b"bc"), "00000001610000000000000002" + "6263"),
    "row": (lambda: row_mark(SCOPE), "01890a5dac96774bbcceb302099a8057"),
    "number row": (lambda: row_mark(17), "3d3137"),
    "filled": (lambda: filled(b"Siti"), "5369746980" + "00" * 27),
    "wrap mark": (
        lambda: wrap_mark((SCOPE, "identity"), 3),
        "00000008"
        + b"data key".hex()
        + "00000010"
        + SCOPE.hex
        + "00000008"
        + b"identity".hex()
        + "0000000400000003",
    ),
    "sealed": (
        lambda: seal(AESGCM(KEY), filled(b"Siti"), b"row", nonce=NONCE),
        "016465666768696a6b6c6d6e6f1b72aa0ff9e9569e3e625fe8da656afd42c2060a8b6cf372a7d1ac48fba3a54801250df458dcda6bf629364d7020121f",
    ),
    "sealed nothing": (
        lambda: seal(AESGCM(KEY), b"", b"", nonce=NONCE),
        "016465666768696a6b6c6d6e6f96454fb7ccb36e5063756e0ca308bd22",
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_answers(name: str) -> None:
    make, expected = KNOWN[name]
    assert make().hex() == expected


def test_the_key_of_the_known_answers_is_refused_everywhere_else() -> None:
    assert KEY in PUBLISHED


@given(words=st.binary(max_size=300), bound=st.binary(max_size=60))
def test_what_was_sealed_opens_again(words: bytes, bound: bytes) -> None:
    sealed = seal(AESGCM(KEY), words, bound)
    assert unseal(AESGCM(KEY), sealed, bound) == words
    assert words not in sealed or len(words) < 4


@given(words=st.binary(max_size=40), at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(words: bytes, at: int, bit: int) -> None:
    sealed = bytearray(seal(AESGCM(KEY), words, b"here"))
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        unseal(AESGCM(KEY), bytes(sealed), b"here")


@given(cut=st.integers(1, 80), words=st.binary(max_size=40))
def test_what_was_cut_or_grew_is_refused(words: bytes, cut: int) -> None:
    sealed = seal(AESGCM(KEY), words, b"here")
    for wrong in (sealed[:-cut], sealed[cut:], sealed + b"\0" * cut):
        with pytest.raises(SealBroken):
            unseal(AESGCM(KEY), wrong, b"here")


@given(words=st.binary(max_size=200))
def test_filling_comes_off_again_and_hides_the_length(words: bytes) -> None:
    assert unfilled(filled(words)) == words
    assert len(filled(words)) % BLOCK == 0
    assert len(filled(b"true")) == len(filled(b"false"))


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_two_lists_never_give_the_same_bytes(one: list[bytes], other: list[bytes]) -> None:
    assert (parts(*one) == parts(*other)) == (one == other)


def test_no_nonce_comes_twice() -> None:
    sealed = {seal(AESGCM(KEY), b"the same", b"") for _ in range(2000)}
    assert len({one[1:13] for one in sealed}) == 2000
