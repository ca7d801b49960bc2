"""Writing an SOP: beginning one, beginning its next version, saving, taking back."""

from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import districts_of

from ..choices import SignatureState, SopLevel, Symbol, VersionState, WorkKind
from ..events import SopDraftChanged, SopDrafted, SopWithdrawn
from ..models import Sop, SopSaving, SopVersion
from ..policies import may_draft, may_write
from ..results.document import Document, Flow, Header, Performer, Step
from ..rules.documents import (
    agencies_in,
    fit,
    from_json,
    instruments_in,
    is_key,
    links_in,
    to_json,
)
from .work import cancel_work

MOST_SAVINGS = 200


class CodeIsTaken(Refusal):
    sentence = _(
        "Another SOP of the district has this code. Choose another one, or draft a new version of that SOP."
    )


class CodeIsNotReadable(Refusal):
    sentence = _("A code has letters, digits, points and dashes, 40 at most, for example ADUAN-01.")


class TitleIsMissing(Refusal):
    sentence = _("Give the SOP a title.")


class IsBeingWritten(Refusal):
    sentence = _("A new version of this SOP is being written or signed already. Open that one.")


class SavedByAnother(Refusal):
    sentence = _(
        "Somebody else saved this draft while you were writing. What you typed is still here: read what they changed,"
        " then save again."
    )


class AgencyIsUnknown(Refusal):
    sentence = _("One of the performers names an agency that is not in the directory. Choose it again.")


class IsNotTheMoment(Refusal):
    sentence = _("This version has moved on. Open the SOP again to see where it stands.")


@action(is_once=True)
def draft_sop(
    actor: Actor,
    *,
    code: str,
    title: str,
    level: SopLevel,
    owner_agency_id: UUID | None = None,
    document: Document | None = None,
    once: UUID | None = None,
) -> UUID:
    """Begin an SOP with its first draft; the draft's id. The owner is the actor's own agency unless named."""
    require(actor, Permission.WRITE_SOPS)
    owner_id = owner_agency_id or actor.agency_id
    if owner_id is None or not may_draft(actor, level, owner_id):
        raise NotFound("sop")
    district = _district_of(actor, owner_id)
    code, title = clean_line(code).upper(), clean_line(title)[:200]
    if not is_key(code):
        raise CodeIsNotReadable(field="code")
    if not title:
        raise TitleIsMissing(field="title")
    sop, is_new = Sop.objects.get_or_create(
        district_code=district,
        code=code,
        defaults={
            "level": level,
            "owner_agency_id": owner_id,
            "created_at": clock.now(),
            "created_by_id": actor.user_id,
        },
    )
    if not is_new:
        raise CodeIsTaken(field="code")
    return _begin(actor, sop, document or _first_page(title, owner_id, actor), title)


@action(is_once=True)
def draft_next_version(actor: Actor, *, sop_id: UUID, once: UUID | None = None) -> UUID:
    """Begin the next version from the newest agreed one, or where nothing was agreed yet, from the last one written."""
    require(actor, Permission.WRITE_SOPS)
    sop = _lock_sop(actor, sop_id)
    versions = SopVersion.objects.filter(sop=sop)
    if versions.being_written().exists():
        raise IsBeingWritten
    agreed = (
        versions.filter(state__in=(VersionState.IN_FORCE, VersionState.RETIRED)).order_by("-number").first()
    )
    source = agreed or versions.order_by("-number").first()
    if source is None:
        raise NotFound("sop version")
    return _begin(actor, sop, from_json(source.document), source.title)


@action()
def change_draft(actor: Actor, *, version_id: UUID, document: Document, revision: int) -> int:
    """Save the whole document; `revision` is the one the writer had read. The new revision.

    Raises SavedByAnother where somebody saved in between: nothing is overwritten unread.
    """
    require(actor, Permission.WRITE_SOPS)
    version = _lock_draft(actor, version_id)
    if version.revision != revision:
        raise SavedByAnother
    kept = _fitting(replace(document, code=version.sop.code, level=SopLevel(version.sop.level)))
    if not kept.title:
        raise TitleIsMissing(field="title")
    _know_agencies(actor, kept)
    SopSaving.objects.create(
        version=version,
        revision=version.revision,
        document=version.document,
        saved_at=version.saved_at,
        saved_by_id=version.saved_by_id,
    )
    SopSaving.objects.filter(version=version, revision__lte=version.revision - MOST_SAVINGS).delete()
    _write(actor, version, kept)
    version.revision += 1
    version.save()
    record(actor, SopDraftChanged(version.pk, version.sop_id, version.revision))
    return version.revision


@action()
def withdraw_sop(actor: Actor, *, version_id: UUID) -> None:
    """Take back a draft, or what lies before the agencies; they are not asked any more."""
    require(actor, Permission.WRITE_SOPS)
    version = lock_version(actor, version_id)
    if not may_write(actor, version.sop):
        raise NotFound("sop version")
    if version.state not in {VersionState.DRAFT, VersionState.SIGNING}:
        raise IsNotTheMoment
    before = version.state
    set_aside(actor, version, "withdrawn")
    record(actor, SopWithdrawn(version.pk, version.sop_id, before))


def set_aside(actor: Actor, version: SopVersion, code: str) -> None:
    """End a version that was not agreed; agencies still waiting are no longer asked. The caller has asked."""
    waiting = version.signatures.filter(state=SignatureState.WAITING)
    for signature_id in waiting.values_list("pk", flat=True):
        cancel_work(actor, signature_id, WorkKind.SIGN_SOP)
    waiting.update(state=SignatureState.NOT_NEEDED)
    version.state, version.end_code, version.ended_at = VersionState.SET_ASIDE, code, clock.now()
    version.save(update_fields=["state", "end_code", "ended_at"])


def lock_version(actor: Actor, version_id: UUID) -> SopVersion:
    """The version in sight of the actor, locked. Raises NotFound."""
    found = SopVersion.objects.visible_to(actor).select_related("sop").select_for_update(of=("self",))
    return found.one(pk=version_id)


def _lock_sop(actor: Actor, sop_id: UUID) -> Sop:
    sop = Sop.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=sop_id)
    if not may_write(actor, sop):
        raise NotFound("sop")
    return sop


def _lock_draft(actor: Actor, version_id: UUID) -> SopVersion:
    version = lock_version(actor, version_id)
    if not may_write(actor, version.sop):
        raise NotFound("sop version")
    if version.state != VersionState.DRAFT:
        raise IsNotTheMoment
    return version


def _begin(actor: Actor, sop: Sop, document: Document, title: str) -> UUID:
    kept = _fitting(
        replace(document, code=sop.code, level=SopLevel(sop.level), title=document.title or title)
    )
    _know_agencies(actor, kept)
    last = SopVersion.objects.filter(sop=sop).order_by("-number").first()
    version = SopVersion(id=new_id(), sop=sop, number=last.number + 1 if last else 1)
    _write(actor, version, kept)
    version.save(force_insert=True)
    record(actor, SopDrafted(version.pk, sop.pk, version.number, sop.owner_agency_id, sop.level))
    return version.pk


def _write(actor: Actor, version: SopVersion, document: Document) -> None:
    version.document, version.title = to_json(document), document.title
    version.agency_ids = list(agencies_in(document))
    version.instrument_codes = list(instruments_in(document))
    version.linked_codes = list(links_in(document))
    version.saved_at, version.saved_by_id = clock.now(), actor.user_id


def _fitting(document: Document) -> Document:
    """The document as it reads back from what is kept, so that nobody saves what nobody could open."""
    return fit(from_json(to_json(document)))


def _know_agencies(actor: Actor, document: Document) -> None:
    named = agencies_in(document)
    if named and set(named) - set(districts_of(actor, named)):
        raise AgencyIsUnknown


def _district_of(actor: Actor, agency_id: UUID) -> str:
    district = districts_of(actor, [agency_id]).get(agency_id, "")
    if not district or (actor.district_code and district != actor.district_code):
        raise NotFound("agency")
    return district


def _first_page(title: str, owner_id: UUID, actor: Actor) -> Document:
    """A sheet with the owner as first performer, a start and an end: a beginning that can be drawn."""
    column = Performer(key="p1", title=actor.agency_name or title, agency_id=owner_id)
    begin = Step("s1", "", Symbol.START, ("p1",), flows=(Flow("s2"),))
    return Document(
        code="",
        title=title,
        header=Header(made_on=clock.today(), unit=actor.agency_name),
        performers=(column,),
        steps=(begin, Step("s2", "", Symbol.END, ("p1",))),
    )
