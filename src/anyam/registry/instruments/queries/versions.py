"""Which instruments there are, and one version from inside."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.uploads.names import disposition
from anyam.foundation.uploads.serving import ServedFile

from ..choices import FileForm, VersionState
from ..models import InstrumentVersion
from ..policies import may_change, may_keep
from ..results import InstrumentLists, VersionDetail, VersionRow
from ..rules.comparing import differences
from ..rules.states import state_of
from .prepared import prepared

MEDIA_TYPES = {
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.XLS: "application/vnd.ms-excel",
    FileForm.CSV: "text/csv; charset=utf-8",
    FileForm.MD: "text/markdown; charset=utf-8",
}


class VersionHasEnded(Refusal):
    sentence = _(
        "This version of the form is not in force. What you wrote is kept; carry it over into the version in force."
    )


@query
def list_instruments(actor: Actor) -> InstrumentLists:
    """Every version within sight, what waits for somebody first."""
    require(actor, Permission.SEE_INSTRUMENTS)
    rows = [version_row(one) for one in InstrumentVersion.objects.visible_to(actor).without_file()]
    by_state = {state: tuple(row for row in rows if row.state is state) for state in VersionState}
    keeps = may_keep(actor)
    return InstrumentLists(
        drafts=by_state[VersionState.DRAFT] if keeps else (),
        coming=by_state[VersionState.COMING],
        in_force=by_state[VersionState.IN_FORCE],
        ended=(*by_state[VersionState.REPLACED], *by_state[VersionState.WITHDRAWN]) if keeps else (),
        may_keep=keeps,
    )


@query
def instruments_in_force(actor: Actor) -> list[VersionRow]:
    """What may be filled in today: of each code the district's own, else what the program brings."""
    require(actor, Permission.SEE_INSTRUMENTS)
    found = InstrumentVersion.objects.visible_to(actor).in_force_on(clock.today()).without_file()
    by_code = {one.code: one for one in sorted(found, key=lambda one: one.district_code)}
    return sorted((version_row(one) for one in by_code.values()), key=lambda row: row.title.casefold())


@query
def instrument_in_force(actor: Actor, code: str) -> VersionRow | None:
    """The version of a code that may be filled in today."""
    require(actor, Permission.SEE_INSTRUMENTS)
    return next((row for row in instruments_in_force(actor) if row.code == code), None)


@query
def version_to_answer(actor: Actor, version_id: UUID) -> VersionRow:
    """One version for giving answers to it. Raises NotFound, and VersionHasEnded where it is not in force."""
    found = InstrumentVersion.objects.visible_to(actor).without_file().one(pk=version_id)
    row = version_row(found)
    if not row.is_in_force:
        raise VersionHasEnded()
    return row


@query
def get_version(actor: Actor, version_id: UUID) -> VersionDetail:
    """One version, its form, and how it differs from the one in use. Raises NotFound."""
    found = InstrumentVersion.objects.visible_to(actor).one(pk=version_id)
    row = version_row(found)
    used = (
        InstrumentVersion.objects.visible_to(actor)
        .in_force_on(clock.today())
        .filter(code=found.code)
        .exclude(pk=found.pk)
        .order_by("-district_code")
        .first()
    )
    instrument = prepared(found).instrument
    is_new = used is not None and row.state in {VersionState.DRAFT, VersionState.COMING}
    keeps = may_change(actor, found)
    return VersionDetail(
        row=row,
        instrument=instrument,
        used=version_row(used) if used else None,
        differences=tuple(differences(prepared(used).instrument, instrument)) if used and is_new else (),
        may_put_into_force=keeps and row.state is VersionState.DRAFT,
        may_withdraw=keeps and row.state in {VersionState.DRAFT, VersionState.COMING, VersionState.IN_FORCE},
    )


@query
def instrument_file(actor: Actor, version_id: UUID) -> ServedFile:
    """The file as it was uploaded. Raises NotFound."""
    found = InstrumentVersion.objects.visible_to(actor).one(pk=version_id)
    form = FileForm(found.file_form)
    name = f"{found.code}-{found.number}.{form.value}"
    return ServedFile(
        bytes(found.file), MEDIA_TYPES[form], disposition(name, is_inline=False), may_show=False
    )


def version_row(one: InstrumentVersion, today: date | None = None) -> VersionRow:
    return VersionRow(
        id=one.pk,
        code=one.code,
        number=one.number,
        version=one.version,
        title=one.title,
        state=state_of(
            one.in_force_from, one.until, today or clock.today(), is_withdrawn=one.withdrawn_at is not None
        ),
        questions=one.questions,
        languages=tuple(one.languages),
        uploaded_at=one.uploaded_at,
        uploaded_by_id=one.uploaded_by_id,
        in_force_from=one.in_force_from,
        until=one.until,
        is_own=bool(one.district_code),
    )
