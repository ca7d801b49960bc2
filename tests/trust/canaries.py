"""Canaries in every sealed column, looked for in everything that leaves: logs, mails, exports, errors, dump, backup.

One child's way is walked by the real actions and pages; every telling word on it holds a canary. What that leaves
empty is planted row by row, so that every sealed column holds one. Then each outlet is read and searched, in every form
in which a word might hide. The control: into each outlet one leak is planted, which the same search must find there.
"""

from __future__ import annotations

import io
import json
import logging
import re
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from unittest.mock import patch
from uuid import UUID

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from pypdf import PdfReader

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import header
from anyam.casework.exports import actions as exports
from anyam.casework.files import actions as files
from anyam.casework.messages.actions import choose_mail
from anyam.casework.referrals import actions as referrals
from anyam.config import database
from anyam.config.discreet_logging import DiscreetFormatter
from anyam.foundation.backups.making import make_set
from anyam.foundation.backups.sources import Source
from anyam.foundation.core import clock
from anyam.foundation.entry import held_forms
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import MARKER, PHONE_MARKER, Cast, Story
from tests.trust import ground, restore_drill, stolen_dump
from tests.trust.board import Row, judged

CLAIM = "No word about a child leaves by logs, mails, exports, error pages, the dump, the stored files or a backup"
STRANGERS = ("maya", "wulan", "tamu", "eko")
DOORS = ("/kasus/{case_id}/", "/kasus/{case_id}/linimasa/", "/laporan/{report_id}/", "/rujukan/{referral_id}/",
         "/api/v1/cases/{case_id}", "/api/v1/referrals/{referral_id}", "/cari/", "/kasus/")  # fmt: skip

NOT_FOR_RECEIVERS = tuple(
    f"{MARKER}{end}" for end in ("alamat", "parti", "karno", "narasi", "kunjungan", "tujuan")
)


def measure(*, full: bool, seed: int) -> Row:
    """Plant, read every outlet, search; then leak into each and search again."""
    with walked(full=full, seed=seed) as outlets:
        found = {name: hits(content) for name, content in outlets.read().items()}
        outlets.leak()
        missed = sorted(name for name, content in outlets.read().items() if not hits(content))
    leaks = {name: forms for name, forms in found.items() if forms}
    note = f"canaries in all {outlets.planted} sealed columns; {outlets.size // 1000:,} kB searched: {', '.join(found)}"
    note += f"; found: {leaks}" if leaks else ""
    note += f"; a leak was not seen in: {missed}" if missed else ""
    return judged(
        CLAIM,
        tried=len(found) * len(needles()),
        failed=sum(map(len, leaks.values())),
        control_caught=not missed,
        seed=seed,
        note=note,
    )


# --- what is searched for ---------------------------------------------------------------------------------------------


def needles() -> dict[str, re.Pattern[bytes]]:
    """What the canaries of the story and of the planted rows would leave behind, by form."""
    forms = dict(stolen_dump.needles())
    del (
        forms["day"],
        forms["day in hex"],
    )  # a day without a name may stand anywhere: the dump is searched for it apart
    for word in (MARKER, PHONE_MARKER):
        forms |= {f"{word} {form}": needle for form, needle in stolen_dump.forms_of(word).items()}
    return {
        form: re.compile(re.escape(needle), 0 if "base64" in form else re.IGNORECASE)
        for form, needle in forms.items()
    }


def hits(content: bytes) -> list[str]:
    return [form for form, needle in needles().items() if needle.search(content)]


# --- walking and planting ---------------------------------------------------------------------------------------------


@contextmanager
def walked(*, full: bool, seed: int) -> Iterator[Outlets]:
    """A district in which everything was done that leaves traces, with what it left."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="anyam-canaries-")))
        room = stack.enter_context(ground.database("canaries"))
        stack.enter_context(override_settings(ANYAM_FILES=folder / "files"))
        log = stack.enter_context(_logged())
        outlets = Outlets(room, folder, log, first_letter=len(mail.outbox))
        if outlets.server_log.exists():
            outlets.log_began = outlets.server_log.stat().st_size
        cast = Cast()
        story = _walk(cast)
        outlets.answers = {
            "locked exports": b"".join(_exported(cast, story)),
            "pages and API of strangers": b"".join(_strangers(cast, story)),
            "error pages": b"".join(_broken(cast, story)),
            "errors of the database": _refused_by_the_database(cast),
        }
        _back_up(room, folder)
        # These rows point to nothing, so they come after the backup, which is checked as it is made.
        planted = stolen_dump.plant(Random(seed), rows=20 if full else 1)
        outlets.planted = len({(one.table, one.column) for one in planted})
        yield outlets


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    """Every log line from INFO on, as production would print it."""
    kept, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(DiscreetFormatter("{levelname} {name}: {message}", style="{"))
    loggers = [root, logging.getLogger("django"), logging.getLogger("anyam")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    root.addHandler(handler)
    logging.getLogger("django").addHandler(handler)
    try:
        yield kept
    finally:
        root.removeHandler(handler)
        logging.getLogger("django").removeHandler(handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _walk(cast: Cast) -> Story:
    """One child's way, with everybody told by mail, a file, a saved view, a question and answer, a held form."""
    for number, who in enumerate(("dewi", "siti", "rudi", "ningsih", "yusuf")):
        choose_mail(getattr(cast, who), address=f"petugas{number}@instansi.example")
    with delivered_at_once():
        story = cast.story()
        files.keep_file(
            cast.dewi,
            case_id=story.case_id,
            kind="letter",
            content=f"{MARKER}isi berkas".encode() * 40,
            name=f"{MARKER}.txt",
            note=f"{MARKER}catatan",
        )
        cases.save_view(cast.dewi, name=f"{MARKER}saja", query=f"q={MARKER}melati")
        referrals.ask_information(cast.rudi, referral_id=story.referral_id, question=f"{MARKER}apakah aman?")
    held_forms.hold(cast.dewi.person_id, "/laporan/baru/", {"narrative": [f"{MARKER}belum dikirim"]})
    return story


def _exported(cast: Cast, story: Story) -> Iterator[bytes]:
    """What an export hands out, locked; and of an opened referral pack the words that its receiver must not get."""
    dewi, ningsih = (replace(actor, confirmed_at=clock.now()) for actor in (cast.dewi, cast.ningsih))
    asked: tuple[tuple[str, dict[str, UUID]], ...] = (
        ("case_summary", {"case_id": story.case_id}),
        ("referral_pack", {"referral_id": story.referral_id}),
        ("case_list", {}),
    )
    for kind, about in asked:
        export_id = exports.ask_export(
            dewi, kind=kind, purpose="court", words=f"{MARKER}untuk sidang", **about
        )
        with delivered_at_once():
            exports.approve_export(ningsih, export_id=export_id)
        passphrase = exports.read_passphrase(dewi, export_id=export_id)
        content = exports.fetch_export(dewi, export_id=export_id).content
        yield content
        if kind == "referral_pack":
            reader = PdfReader(io.BytesIO(content))
            assert reader.decrypt(passphrase)
            said = " ".join(page.extract_text() for page in reader.pages)
            assert f"{MARKER}permintaan" in said
            yield " ".join(word for word in NOT_FOR_RECEIVERS if word in said).encode()


# --- what comes back to those who may not read ------------------------------------------------------------------------


def _client(cast: Cast, who: str) -> Client:
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(cast.user_of(getattr(cast, who)))
    return client


def _strangers(cast: Cast, story: Story) -> Iterator[bytes]:
    """Doors at which strangers knock, and forms that they send."""
    for who in STRANGERS:
        client = _client(cast, who)
        for door in DOORS:
            path = door.format(
                case_id=story.case_id, report_id=story.report_id, referral_id=story.referral_id
            )
            yield client.get(path).content
            yield client.post(path, data=json.dumps({"note": "x"}), content_type="application/json").content


def _broken(cast: Cast, story: Story) -> Iterator[bytes]:
    """Pages that fall over while they hold a child's data: the error says a name, the page and the log do not."""
    client = _client(cast, "dewi")
    problem = ValueError(f"{MARKER}melati cannot be shown")
    with patch.object(header, "record_look", side_effect=problem):
        for path in (f"/kasus/{story.case_id}/", f"/api/v1/cases/{story.case_id}"):
            answer = client.get(path)
            assert answer.status_code == 500, answer.status_code
            yield answer.content
    # The page may say again what was typed to whoever typed it; the log and the row of the session may not.
    client.get(f"/tidak-ada/?q={MARKER}melati")
    client.post("/cari/", {"q": f"{MARKER}melati"}, follow=True)


def _refused_by_the_database(cast: Cast) -> bytes:
    """The database quotes a row that it refuses: what is sealed is sealed by then."""
    from anyam.registry.people.models import Identity, Person

    try:
        with transaction.atomic():
            person = Person.objects.create(sex="female", created_at=clock.now())
            Identity.objects.create(person=person, full_name=f"{MARKER}dua", birth_precision=None)
    except IntegrityError as refused:
        logging.getLogger("anyam").exception("A row was refused")
        return str(refused).encode()
    raise AssertionError("the row was not refused")


# --- the outlets ------------------------------------------------------------------------------------------------------


@dataclass
class Outlets:
    """Everything by which words could leave, and how to leak into each."""

    room: ground.Room
    folder: Path
    log: io.StringIO
    first_letter: int = 0
    answers: dict[str, bytes] = field(default_factory=dict)
    planted: int = 0
    size: int = 0
    server_log: Path = field(default_factory=lambda: database.test_cluster().log)
    log_began: int = 0

    def read(self) -> dict[str, bytes]:
        """The bytes of each outlet."""
        found = {
            "logs": self.log.getvalue().encode(),
            "mails": b"".join(letter.message().as_bytes() for letter in mail.outbox[self.first_letter :]),
            "stored files": _contents(self.folder / "files"),
            "a backup": _contents(self.folder / "backups"),
            **_by_table(stolen_dump.dump(self.room)),
            **self.answers,
        }
        if self.server_log.exists():
            found["the database's log"] = self.server_log.read_bytes()[self.log_began :]
        self.size = sum(map(len, found.values()))
        return found

    def leak(self) -> None:
        """One leak in each outlet, not all in the same form."""
        word = f"{MARKER}bocor"
        logging.getLogger("anyam").warning("saved %s", word)
        mail.outbox[-1].body += word
        for folder in ("files", "backups"):
            (self.folder / folder / "left-behind").write_bytes(b64encode(word.encode()))
        self.answers = {name: content + word.encode("utf-16-le") for name, content in self.answers.items()}
        owner = self.room.owner()
        for statement in LEAKS:
            owner.execute(statement.replace("WORD", word))  # type: ignore[arg-type]


LEAKS = (
    "SET session_replication_role = replica",
    """UPDATE events_eventrow SET payload = '{"name": "WORD"}' WHERE id = (SELECT min(id) FROM events_eventrow)""",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('x', 'x', '{"name": "WORD"}')""",
    "UPDATE entry_heldform SET path = 'WORD'",
    "UPDATE people_identity SET full_name = convert_to('WORD', 'UTF8')",
    "SET log_min_messages = 'warning'",
    "DO $$ BEGIN RAISE WARNING 'WORD'; END $$",
)


def _contents(folder: Path) -> bytes:
    """All files below a folder, with their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"".join(str(path.relative_to(folder)).encode() + path.read_bytes() for path in files)


_GROUPS = {"events_": "events", "procrastinate_": "jobs", "entry_": "sessions and held forms"}


def _by_table(dumped: bytes) -> dict[str, bytes]:
    """The dump in parts, so that a finding says where."""
    parts = dict.fromkeys([*_GROUPS.values(), "all other tables"], b"")
    for piece in re.split(rb"(?m)^(?=INSERT INTO public\.)", dumped):
        table = piece[len("INSERT INTO public.") :].decode(errors="replace")
        name = next((name for start, name in _GROUPS.items() if table.startswith(start)), "all other tables")
        parts[name] += piece
    return parts


def _back_up(room: ground.Room, folder: Path) -> None:
    """A backup as it lies in its folder, with the stored files in it."""
    district = Source({**ground.server(), "dbname": room.name}, is_embedded=True)
    (folder / "backups").mkdir(mode=0o700)
    with (
        restore_drill.installation(district) as source,
        patch.dict("os.environ", {"ANYAM_FILES": str(folder / "files")}),
    ):
        make_set(source, folder / "backups")
