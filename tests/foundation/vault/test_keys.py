"""Keys lie in files that only we can read, are strong, are made once, and do not show themselves."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from anyam.foundation.core.ids import new_id
from anyam.foundation.vault import keys, signing
from anyam.foundation.vault.data_keys import key_for_sealing, make_keys
from anyam.foundation.vault.errors import CannotBePickled, KeysMissing, KeysUnsafe, SealBroken
from anyam.foundation.vault.preparing import prepare_keys
from anyam.foundation.vault.tokens import token

ROOT = Path(__file__).resolve().parents[3]
GOOD = bytes(range(7, 39)).hex()


def secrets_of(folder: Path) -> list[str]:
    return [path.read_text().strip() for path in folder.iterdir()]


class TestMaking:
    def test_keys_are_made_on_first_need_and_only_for_their_owner(self, own_keys: Path) -> None:
        ring = keys.ring()
        assert ring.versions == (1,)
        assert {path.name for path in own_keys.iterdir()} == {"kek-0001", "index-key", "signing-key"}
        assert {path.stat().st_mode & 0o777 for path in own_keys.iterdir()} == {0o600}
        assert own_keys.stat().st_mode & 0o777 == 0o700
        assert len(set(secrets_of(own_keys))) == 3

    def test_many_who_begin_at_once_get_the_same_keys(self, own_keys: Path) -> None:
        with ThreadPoolExecutor(8) as others:
            list(others.map(lambda _n: keys.make(own_keys), range(16)))
        assert [path.name for path in own_keys.parent.iterdir()] == ["keys"]
        before = secrets_of(own_keys)
        keys.make(own_keys)
        assert secrets_of(own_keys) == before

    def test_outside_a_demo_nothing_but_prepare_makes_keys(
        self, db: None, own_keys: Path, settings: Any
    ) -> None:
        settings.ANYAM_MAKES_KEYS = False
        with pytest.raises(KeysMissing):
            keys.ring()
        prepare_keys()
        assert keys.ring().versions == (1,)

    def test_lost_keys_are_not_replaced_by_new_ones(self, transactional_db: None, own_keys: Path) -> None:
        make_keys([(new_id(), "identity")])
        for path in own_keys.iterdir():
            path.unlink()
        keys.forget()
        with pytest.raises(CommandError, match="bring the keys back from custody"):
            call_command("prepare", verbosity=0)
        assert not list(own_keys.iterdir())

    def test_keys_of_another_installation_are_noticed_before_anything_is_written(
        self, db: None, own_keys: Path
    ) -> None:
        make_keys([(new_id(), "identity")])
        keys.write_key(own_keys / "other")
        (own_keys / "other").replace(own_keys / "kek-0001")
        keys.forget()
        with pytest.raises(SealBroken):
            prepare_keys()


class TestRefusing:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            ("00" * 32, "guess"),
            ("ab" * 32, "guess"),
            (bytes(range(32)).hex(), "guess"),
            ("ab" * 31, "32 bytes"),
            (GOOD + "ff", "32 bytes"),
            ("", "32 bytes"),
            ("no digits at all", "hexadecimal"),
        ],
    )
    @pytest.mark.parametrize("name", ["kek-0001", "index-key", "signing-key"])
    def test_weak_and_damaged_keys(self, own_keys: Path, name: str, content: str, why: str) -> None:
        keys.ring()
        (own_keys / name).write_text(content)
        with pytest.raises(KeysUnsafe, match=why):
            keys.read(own_keys)

    def test_the_check_lets_good_keys_pass(self, own_keys: Path) -> None:
        keys.ring()
        (own_keys / "kek-0001").write_text(GOOD)
        assert keys.read(own_keys).versions == (1,)

    @pytest.mark.parametrize("name", ["kek-0001", "index-key", "signing-key", "."])
    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o711])
    def test_files_open_to_others(self, own_keys: Path, name: str, mode: int) -> None:
        keys.ring()
        (own_keys / name).chmod(mode)
        with pytest.raises(KeysUnsafe, match="open to others"):
            keys.read(own_keys)

    @pytest.mark.parametrize("name", ["kek-0001", "index-key", "signing-key"])
    def test_a_ring_that_lacks_a_key_is_not_completed(self, own_keys: Path, name: str) -> None:
        keys.ring()
        (own_keys / name).unlink()
        keys.forget()
        with pytest.raises(KeysMissing):
            keys.ring()
        assert not (own_keys / name).exists()

    def test_the_same_key_for_two_uses(self, own_keys: Path) -> None:
        keys.ring()
        (own_keys / "index-key").write_text((own_keys / "kek-0001").read_text())
        with pytest.raises(KeysUnsafe, match="same key"):
            keys.read(own_keys)

    def test_no_process_starts_on_unsafe_keys(self, tmp_path: Path) -> None:
        surroundings = {"ANYAM_KEYS": str(tmp_path / "k"), "PYTHONPATH": str(ROOT / "src"), "ANYAM_DEMO": "1"}
        keys.make(tmp_path / "k")
        start = [sys.executable, "-c", "import django; django.setup(); print('started')"]
        surroundings["DJANGO_SETTINGS_MODULE"] = "anyam.config.settings"
        assert subprocess.run(start, env=surroundings, capture_output=True, text=True).stdout == "started\n"
        (tmp_path / "k" / "index-key").chmod(0o644)
        refused = subprocess.run(start, env=surroundings, capture_output=True, text=True)
        assert refused.returncode != 0
        assert "KeysUnsafe" in refused.stderr


class TestHiding:
    def test_neither_ring_nor_key_shows_itself(self, db: None, own_keys: Path) -> None:
        ring = keys.ring()
        cipher, _mark = key_for_sealing((new_id(), "identity"))
        shown = "".join(map(repr, (ring, cipher, ring.__dict__, ring.signing))) + str(ring)
        assert "kek-0001" in shown
        for secret in secrets_of(own_keys):
            assert secret not in shown
            assert repr(bytes.fromhex(secret)) not in shown

    def test_they_cannot_leave_the_process(self, own_keys: Path) -> None:
        for leave in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(CannotBePickled):
                leave(keys.ring())


class TestTokens:
    def test_the_same_word_has_the_same_token_and_another_kind_another(self, own_keys: Path) -> None:
        assert token("name", "siti") == token("name", "siti")
        assert len({token("name", "siti"), token("nik", "siti"), token("name", "sita")}) == 3
        assert len(token("name", "")) == 16

    def test_without_the_index_key_nobody_can_make_it(self, own_keys: Path) -> None:
        before = token("nik", "3504011201010001")
        for path in own_keys.iterdir():
            path.unlink()
        own_keys.rmdir()
        keys.forget()
        assert token("nik", "3504011201010001") != before


class TestSigning:
    def test_only_the_same_words_by_the_same_key_are_signed(self, own_keys: Path) -> None:
        signature = signing.sign(b"checkpoint 7")
        assert signing.is_signed(b"checkpoint 7", signature)
        assert signing.is_signed(b"checkpoint 7", signature, by=signing.public_key())
        assert not signing.is_signed(b"checkpoint 8", signature)
        assert not signing.is_signed(b"checkpoint 7", signature[:-1] + bytes([signature[-1] ^ 1]))
        assert not signing.is_signed(b"checkpoint 7", b"")
        assert not signing.is_signed(b"checkpoint 7", signature, by=bytes(range(32)))
