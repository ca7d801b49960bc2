"""Loading the published register in one go."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from django.db import connection

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..events import RegisterLoaded
from ..models import RegisterLoad
from ..results import LoadReport
from ..rules import place_id
from .register_files import PublishedPlace, digest_of, read_register

_INCOMING = """
CREATE TEMPORARY TABLE incoming_place (
    code text COLLATE "C", level text, kind text, name text, parent_id text COLLATE "C",
    folded text, own_words tsvector, path_words tsvector
)
"""
_COPY = "COPY incoming_place (code, level, kind, name, parent_id, folded, own_words, path_words) FROM STDIN"
_CHUNK = 5000
_CHANGE = """
UPDATE places_place AS place
SET kind = incoming.kind, name = incoming.name, folded = incoming.folded, own_words = incoming.own_words,
    path_words = incoming.path_words, origin = 'register'
FROM incoming_place AS incoming
WHERE place.code = incoming.code
  AND (place.kind, place.name, place.own_words, place.path_words)
      IS DISTINCT FROM (incoming.kind, incoming.name, incoming.own_words, incoming.path_words)
"""
_ADD = """
INSERT INTO places_place (code, level, kind, name, parent_id, folded, own_words, path_words, origin, valid_from)
SELECT code, level, kind, name, parent_id, folded, own_words, path_words, 'register', %(valid_from)s
FROM incoming_place AS incoming
WHERE NOT EXISTS (SELECT 1 FROM places_place AS place WHERE place.code = incoming.code)
ORDER BY code
"""
_END = """
UPDATE places_place AS place SET valid_until = %(today)s
WHERE place.origin = 'register' AND place.valid_until IS NULL AND %(today)s > COALESCE(place.valid_from, 'epoch')
  AND NOT EXISTS (SELECT 1 FROM incoming_place AS incoming WHERE incoming.code = place.code)
"""
# Only the tables' owner may put an index in order or count a table; `anyam prepare` loads the register as the owner.
_PUT_IN_ORDER = """
SELECT gin_clean_pending_list(oid) FROM pg_class
WHERE relname IN ('place_by_own_words', 'place_by_path_words') AND relowner = current_user::regrole
"""


@action()
def load_places(actor: Actor, *, folder: Path) -> LoadReport:
    """Bring the register up to the files in `folder`; files already loaded are recognised and left alone.

    The first loading leaves `valid_from` open. In a later one, new places begin today and places that are gone end
    today; places a district entered itself stay as they are.
    """
    require(actor, Permission.CHANGE_PLACES)
    digest = digest_of(folder)
    latest = RegisterLoad.objects.order_by("-id").first()
    if latest and latest.digest == digest:
        return LoadReport(latest.places, 0, 0, 0, was_current=True)
    report = _bring_up_to_date(folder, is_first=latest is None)
    RegisterLoad.objects.create(digest=digest, loaded_at=clock.now(), places=report.places)
    record(actor, RegisterLoaded(place_id("register"), digest, report.added, report.changed, report.ended))
    return report


def _bring_up_to_date(folder: Path, *, is_first: bool) -> LoadReport:
    with connection.cursor() as cursor:
        cursor.execute(_INCOMING)
        places = 0
        with cursor.copy(_COPY) as copy:
            register = read_register(folder)
            while chunk := list(islice(register, _CHUNK)):
                copy.write("".join(map(_copy_line, chunk)))
                places += len(chunk)
        # Without knowing the tables' sizes PostgreSQL may compare every place with every other.
        cursor.execute("ANALYZE incoming_place")
        cursor.execute(_CHANGE)
        changed = cursor.rowcount
        cursor.execute(
            "SET LOCAL gin_pending_list_limit = '64MB'"
        )  # words are put in the indexes in one go, below
        cursor.execute(_ADD, {"valid_from": None if is_first else clock.today()})
        added = cursor.rowcount
        cursor.execute("ANALYZE places_place")
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_END, {"today": clock.today()})
        ended = cursor.rowcount
        cursor.execute("DROP TABLE incoming_place")
        cursor.execute(_PUT_IN_ORDER)
    return LoadReport(places, added, changed, ended, was_current=False)


def _copy_line(place: PublishedPlace) -> str:
    """One line of COPY's text format: writing rows field by field takes three times as long."""
    names = place.names
    texts = (
        place.code,
        place.level,
        place.kind,
        place.name,
        place.parent,
        names.folded,
        *map(" ".join, (names.own, names.path)),
    )
    safe = (text.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ") for text in texts)
    return "\t".join(text or "\\N" for text in safe) + "\n"
