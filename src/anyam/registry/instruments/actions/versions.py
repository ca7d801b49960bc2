"""A version of an instrument: uploaded as a draft, put into force from a day, withdrawn. Nothing is ever deleted."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import VersionState
from ..events import InstrumentAdopted, InstrumentUploaded, InstrumentWithdrawn
from ..models import InstrumentVersion
from ..policies import may_change, may_keep
from ..queries.checking import examined
from ..queries.versions import version_row
from ..results import Finding
from ..rules.storing import as_json

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


class FormIsNotAccepted(Refusal):
    """The file cannot be used; `findings` say why, by sheet, row and column."""

    sentence = _("This form cannot be used yet. Mend what is listed, then upload it again.")

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(field="content")
        self.findings = findings


class CodeIsMissing(Refusal):
    sentence = _(
        "The form needs a code of its own: on the sheet “settings”, in the column “form_id”, letters, digits, dots and"
        " dashes, sixty at most."
    )


class SameFile(Refusal):
    sentence = _("Exactly this file stands here already as the newest version.")


class AnotherIsComing(Refusal):
    sentence = _("Another version of this form comes into force later. Withdraw that one first.")


class DayIsPast(Refusal):
    sentence = _("Choose today or a day within the coming year.")


class NotTheMoment(Refusal):
    sentence = _("This version has moved on. Load the page again to see where it stands.")


@action(is_once=True)
def upload_instrument(actor: Actor, *, content: bytes, once: UUID | None = None) -> UUID:
    """Keep an XLSForm as the newest draft of its code. Raises FormIsNotAccepted with what is to be mended."""
    require(actor, Permission.KEEP_INSTRUMENTS)
    if not may_keep(actor):
        raise NotAllowed("instruments are kept by a district")
    checked = examined(content)
    instrument = checked.instrument
    if instrument is None:
        raise FormIsNotAccepted(checked.findings)
    code = instrument.code
    # pyxform gives forms without a code the name of their root.
    if not _CODE.fullmatch(code) or code == "data":
        raise CodeIsMissing(field="content")
    older = InstrumentVersion.objects.select_for_update().filter(district_code=actor.district_code, code=code)
    newest = older.order_by("-number").first()
    if newest is not None and newest.withdrawn_at is None and bytes(newest.file) == content:
        raise SameFile(field="content")
    version = InstrumentVersion.objects.create(
        district_code=actor.district_code,
        code=code,
        number=newest.number + 1 if newest else 1,
        version=clean_line(instrument.version)[:60],
        title=clean_line(instrument.title)[:200] or code,
        languages=list(instrument.languages),
        questions=sum(node.type != "hidden" for node in instrument.questions),
        definition=as_json(instrument),
        file=content,
        file_form=checked.file_form,
        uploaded_at=clock.now(),
        uploaded_by_id=actor.user_id,
    )
    record(actor, InstrumentUploaded(version.pk, code, version.number))
    return version.pk


@action()
def put_instrument_into_force(actor: Actor, *, version_id: UUID, from_day: date | None = None) -> None:
    """Put a draft into force, from today unless a later day is named; the one before it ends on that day."""
    require(actor, Permission.KEEP_INSTRUMENTS)
    version = _locked(actor, version_id)
    today = clock.today()
    begins = from_day or today
    if not today <= begins <= today.replace(year=today.year + 1, day=min(today.day, 28)):
        raise DayIsPast(field="from_day")
    if version_row(version).state is not VersionState.DRAFT:
        raise NotTheMoment()
    running = _running(version).exclude(pk=version.pk).first()
    if running is not None and running.in_force_from and running.in_force_from > today:
        raise AnotherIsComing()
    if running is not None:
        running.until = begins
        running.save(update_fields=["until"])
    version.in_force_from, version.decided_by_id = begins, actor.user_id
    version.save(update_fields=["in_force_from", "decided_by_id"])
    replaced = running.pk if running else None
    record(actor, InstrumentAdopted(version.pk, version.code, version.number, begins, replaced))


@action()
def withdraw_instrument(actor: Actor, *, version_id: UUID) -> None:
    """Withdraw a version: a draft is set aside, one in force ends now, one still to come leaves the one before it."""
    require(actor, Permission.KEEP_INSTRUMENTS)
    version = _locked(actor, version_id)
    state = version_row(version).state
    if state not in {VersionState.DRAFT, VersionState.COMING, VersionState.IN_FORCE}:
        raise NotTheMoment()
    version.withdrawn_at, version.withdrawn_by_id = clock.now(), actor.user_id
    version.save(update_fields=["withdrawn_at", "withdrawn_by_id"])
    if state is VersionState.COMING:
        before = _of_code(version).filter(until=version.in_force_from, withdrawn_at__isnull=True)
        before.exclude(pk=version.pk).update(until=None)
    record(actor, InstrumentWithdrawn(version.pk, version.code, version.number))


def _locked(actor: Actor, version_id: UUID) -> InstrumentVersion:
    """The version, with all of its code held fast so that two decisions come one after the other."""
    version = InstrumentVersion.objects.visible_to(actor).without_file().one(pk=version_id)
    list(_of_code(version).select_for_update().values_list("pk"))
    version = InstrumentVersion.objects.without_file().get(pk=version_id)
    if not may_change(actor, version):
        raise NotAllowed(str(version_id))
    return version


def _of_code(version: InstrumentVersion) -> models.QuerySet[InstrumentVersion]:
    return InstrumentVersion.objects.filter(district_code=version.district_code, code=version.code)


def _running(version: InstrumentVersion) -> models.QuerySet[InstrumentVersion]:
    return _of_code(version).filter(
        in_force_from__isnull=False, until__isnull=True, withdrawn_at__isnull=True
    )
