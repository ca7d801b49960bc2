"""Putting an SOP before the agencies it names, signing it, and what follows once all have signed."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record
from anyam.registry.accounts.queries import people_with_role
from anyam.registry.agencies.queries import agency_names

from ..choices import PromiseKey, SignatureState, SubjectKind, VersionState, WorkKind
from ..events import SopAgreed, SopDeclined, SopProposed, SopSigned
from ..models import SopSignature, SopVersion, SopVersionSet
from ..policies import may_sign, may_write
from ..queries import findings_of_document
from ..results.document import Document
from ..rules.documents import agencies_in, from_json
from ..rules.structure import missing_parts
from .drafting import IsNotTheMoment, SavedByAnother, lock_version, set_aside
from .work import cancel_work, finish_work, start_work

LONGEST_AHEAD = timedelta(days=366 * 2)
REVIEWED_AFTER = timedelta(days=365)
MOST_SENTENCES = 5
END_OF_OFFICE = time(16, 0)


class IsNotReady(Refusal):
    sentence = _("This SOP is not ready to be signed.")


class DayIsNotPossible(Refusal):
    sentence = _("Choose a day from today on, within two years.")


class VersionsWouldOverlap(Refusal):
    sentence = _(
        "A version of this SOP is agreed from %(day)s. Two versions are never in force on one day: choose a later day."
    )


class ReviewIsBeforeStart(Refusal):
    sentence = _("Choose a day for the review after the first day in force.")


class NobodyMaySign(Refusal):
    sentence = _(
        "Nobody may sign for %(agencies)s yet. Ask the administrator to give a head of the agency access, then put the"
        " SOP before the agencies again."
    )


class ReasonIsMissing(Refusal):
    sentence = _("Write what should be different: the writers need it to mend the SOP.")


@action()
def propose_for_signing(
    actor: Actor, *, version_id: UUID, revision: int, valid_from: date, review_on: date | None = None
) -> None:
    """Put a draft before every agency it names. From now on its words stay as they are."""
    require(actor, Permission.WRITE_SOPS)
    version = lock_version(actor, version_id)
    if not may_write(actor, version.sop):
        raise NotFound("sop version")
    if version.state != VersionState.DRAFT:
        raise IsNotTheMoment
    if version.revision != revision:
        raise SavedByAnother
    document = from_json(version.document)
    _refuse_unready(actor, document, version.sop.code)
    _refuse_days(version, valid_from, review_on)
    asked = tuple(dict.fromkeys((version.sop.owner_agency_id, *agencies_in(document))))
    _refuse_without_signer(actor, asked)
    version.state, version.valid_from = VersionState.SIGNING, valid_from
    version.review_on = review_on or valid_from + REVIEWED_AFTER
    version.proposed_at, version.proposed_by_id = clock.now(), actor.user_id
    version.save()
    version.savings.all().delete()
    for agency_id in asked:
        _ask(actor, version, agency_id)
    record(actor, SopProposed(version.pk, version.sop_id, asked, valid_from))


@action()
def sign_sop(actor: Actor, *, signature_id: UUID, signed_as: str = "") -> bool:
    """Sign for the actor's agency; whether this was the last one and the SOP is agreed now."""
    require(actor, Permission.SIGN_SOPS)
    signature = _lock_signature(actor, signature_id)
    _decide(actor, signature, SignatureState.SIGNED)
    signature.signed_as = clean_line(signed_as)[:200] or actor.agency_name[:200]
    signature.save()
    version = signature.version
    record(actor, SopSigned(signature.pk, version.sop_id, signature.agency_id))
    if version.signatures.filter(state=SignatureState.WAITING).exists():
        return False
    _put_in_force(actor, version)
    return True


@action()
def decline_sop(actor: Actor, *, signature_id: UUID, remark: str) -> None:
    """Do not sign, and say what should be different. The version is set aside; the next one can be drafted from it."""
    require(actor, Permission.SIGN_SOPS)
    signature = _lock_signature(actor, signature_id)
    signature.remark = clean_text(remark)[:2000]
    if not signature.remark:
        raise ReasonIsMissing(field="remark")
    _decide(actor, signature, SignatureState.DECLINED)
    signature.save()
    set_aside(actor, signature.version, "declined")
    sop = signature.version.sop
    record(actor, SopDeclined(signature.pk, sop.pk, signature.agency_id, sop.owner_agency_id))


# --- before it is put before them ------------------------------------------------------------------------------


def _refuse_unready(actor: Actor, document: Document, code: str) -> None:
    """Whatever blocks a signature refuses: what the sheet itself lacks, then what the check finds."""
    sentences = [str(sentence) for sentence in missing_parts(document)] or [
        finding.sentence for finding in findings_of_document(actor, document, code) if finding.is_blocking
    ]
    if sentences:
        raise IsNotReady(" ".join(sentences[:MOST_SENTENCES]))


def _refuse_days(version: SopVersion, valid_from: date, review_on: date | None) -> None:
    today = clock.today()
    if not today <= valid_from <= today + LONGEST_AHEAD:
        raise DayIsNotPossible(field="valid_from")
    last = _agreed(version).order_by("-valid_from").first()
    if last and last.valid_from and last.valid_from >= valid_from:
        raise VersionsWouldOverlap(
            VersionsWouldOverlap.sentence % {"day": f"{last.valid_from:%d-%m-%Y}"}, field="valid_from"
        )
    if review_on is not None and not valid_from < review_on <= valid_from + 5 * REVIEWED_AFTER:
        raise ReviewIsBeforeStart(field="review_on")


def _refuse_without_signer(actor: Actor, agency_ids: tuple[UUID, ...]) -> None:
    without = [one for one in agency_ids if not people_with_role(actor, one, Role.AGENCY_HEAD)]
    if without:
        names = ", ".join(name.short_name for name in agency_names(actor, without).values())
        raise NobodyMaySign(NobodyMaySign.sentence % {"agencies": names})


def _ask(actor: Actor, version: SopVersion, agency_id: UUID) -> None:
    signature = SopSignature.objects.create(version=version, agency_id=agency_id, asked_at=clock.now())
    start_work(
        actor,
        kind=WorkKind.SIGN_SOP,
        subject_kind=SubjectKind.SOP_SIGNATURE,
        subject_id=signature.pk,
        agency_id=agency_id,
        role=Role.AGENCY_HEAD,
        reference=version.sop.code[:30],
        promise_key=PromiseKey.SOP_SIGNING,
        district_code=version.sop.district_code,
    )


# --- signing ------------------------------------------------------------------------------


def _lock_signature(actor: Actor, signature_id: UUID) -> SopSignature:
    """The signature with its version locked first: two agencies signing at once do not both, or neither, come last."""
    found = SopSignature.objects.visible_to(actor)
    version = lock_version(actor, found.one(pk=signature_id).version_id)
    signature = found.select_for_update(of=("self",)).one(pk=signature_id)
    signature.version = version
    if signature.agency_id != actor.agency_id:
        raise NotFound("signature")
    if not may_sign(actor, signature):
        raise IsNotTheMoment
    return signature


def _decide(actor: Actor, signature: SopSignature, state: SignatureState) -> None:
    signature.state = state
    signature.decided_at, signature.decided_by_id = clock.now(), actor.person_id
    finish_work(actor, signature.pk, WorkKind.SIGN_SOP)


def _put_in_force(actor: Actor, version: SopVersion) -> None:
    """In force from the chosen day, or from today where the last one signed later; the one before it ends then."""
    today = clock.today()
    first = max(version.valid_from or today, today)
    replaced = _end_before(actor, version, first)
    version.state, version.valid_from, version.agreed_at = VersionState.IN_FORCE, first, clock.now()
    version.review_on = max(version.review_on or first, first)
    version.save()
    await_review(actor, version, version.review_on)
    agencies = tuple(version.signatures.values_list("agency_id", flat=True))
    record(actor, SopAgreed(version.pk, version.sop_id, agencies, first, replaced))


def await_review(actor: Actor, version: SopVersion, on: date) -> None:
    """The next look at an SOP in force waits for whoever looks after the owner's SOPs."""
    start_work(
        actor,
        kind=WorkKind.REVIEW_SOP,
        subject_kind=SubjectKind.SOP,
        subject_id=version.pk,
        agency_id=version.sop.owner_agency_id,
        role=_writer_of(actor, version.sop.owner_agency_id),
        reference=version.sop.code[:30],
        due_at=_end_of_day(on),
        district_code=version.sop.district_code,
    )


def _end_before(actor: Actor, version: SopVersion, first: date) -> UUID | None:
    """End what is in force on `first` or later; its id."""
    replaced = None
    for one in _agreed(version).select_for_update(of=("self",)).order_by("valid_from"):
        if one.valid_until is None or one.valid_until >= first:
            one.valid_until, one.end_code, replaced = first - timedelta(days=1), "replaced", one.pk
        if one.valid_until < clock.today():
            one.state = VersionState.RETIRED
        one.save(update_fields=["valid_until", "state", "end_code"])
        cancel_work(actor, one.pk, WorkKind.REVIEW_SOP)
    return replaced


def _agreed(version: SopVersion) -> SopVersionSet:
    """The agreed versions of the same SOP, in force or not any more."""
    both = (VersionState.IN_FORCE, VersionState.RETIRED)
    return SopVersion.objects.filter(sop_id=version.sop_id, state__in=both)


def _writer_of(actor: Actor, agency_id: UUID) -> Role:
    """The role at the owner that looks after its SOPs: the coordinator where there is one, else the head."""
    return Role.COORDINATOR if people_with_role(actor, agency_id, Role.COORDINATOR) else Role.AGENCY_HEAD


def _end_of_day(day: date) -> datetime:
    """When the office closes on that day, in the district's own time."""
    return datetime.combine(day, END_OF_OFFICE, tzinfo=clock.local(clock.now()).tzinfo)
