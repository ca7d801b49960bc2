"""The SOPs of a district: the lists, one version, a signature, a draft to write on."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.dates import day_in_words
from anyam.foundation.core.text import fold_name
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names, find_agencies

from ..choices import RetireReason, SignatureState, SopLevel, VersionState
from ..models import Sop, SopSignature, SopVersion
from ..policies import may_change, may_draft, may_sign, may_write
from ..results import (
    Document,
    DraftPage,
    SignatureRow,
    SopDetail,
    SopLists,
    SopRow,
    SopSign,
    ToSign,
    VersionRow,
)
from ..rules.documents import from_json
from .case_work import due_of_subjects

MOST_ENDED = 50
_AGREED = (VersionState.IN_FORCE, VersionState.RETIRED)


@query
def find_sops(actor: Actor, *, text: str = "") -> SopLists:
    """Every SOP of the district, by what the reader has to do now. `text` finds by code, title and owner."""
    require(actor, Permission.SEE_SOPS)
    versions = list(SopVersion.objects.visible_to(actor).select_related("sop").defer("document"))
    counted = _signature_counts(versions)
    rows = {one.pk: row for one, row in zip(versions, _rows(actor, versions, counted), strict=True)}
    words = fold_name(text).split()
    shown = [one for one in versions if _fits(rows[one.pk], words)]
    newest = _newest(versions)
    last = [one for one in shown if one.number == newest[one.sop_id]]
    today = clock.today()
    mine = {one.pk for one in shown if may_write(actor, one.sop)}

    def among(found: Iterable[SopVersion]) -> tuple[SopRow, ...]:
        return tuple(
            sorted((rows[one.pk] for one in found), key=lambda row: (row.level != SopLevel.MACRO, row.code))
        )

    current = [one for one in shown if _is_in_force(one, today)]
    return SopLists(
        to_sign=_to_sign(actor, rows),
        drafts=among(one for one in shown if one.state == VersionState.DRAFT),
        to_mend=among(
            one
            for one in last
            if one.pk in mine and one.state == VersionState.SET_ASIDE and one.end_code == "declined"
        ),
        to_review=among(
            one for one in current if one.pk in mine and one.review_on and one.review_on <= today
        ),
        signing=among(one for one in shown if one.state == VersionState.SIGNING),
        in_force=among(current),
        agreed_later=among(
            one
            for one in shown
            if one.state == VersionState.IN_FORCE and one.valid_from and one.valid_from > today
        ),
        ended=among(one for one in last if _is_over(one, today))[:MOST_ENDED],
        may_draft_all=may_draft(actor, SopLevel.MACRO, actor.agency_id),
        may_draft_own=may_draft(actor, SopLevel.MICRO, actor.agency_id),
    )


@query
def get_sop(actor: Actor, sop_id: UUID, number: int | None = None) -> SopDetail:
    """One version of an SOP: the one asked for, else the one in force, else the newest. Raises NotFound."""
    require(actor, Permission.SEE_SOPS)
    sop = Sop.objects.visible_to(actor).one(pk=sop_id)
    versions = list(
        SopVersion.objects.visible_to(actor).filter(sop=sop).defer("document").order_by("-number")
    )
    chosen = SopVersion.objects.visible_to(actor).one(sop=sop, number=number or _usual(versions))
    return _detail(actor, sop, chosen, versions)


@query
def get_sop_version(actor: Actor, version_id: UUID) -> SopDetail:
    """The same by the version's own id. Raises NotFound."""
    require(actor, Permission.SEE_SOPS)
    version = SopVersion.objects.visible_to(actor).defer("document").one(pk=version_id)
    return get_sop(actor, version.sop_id, version.number)


@query
def get_sop_to_sign(actor: Actor, signature_id: UUID) -> SopSign:
    """What one agency is asked to sign; everybody of the district may read it. Raises NotFound."""
    require(actor, Permission.SEE_SOPS)
    signature = SopSignature.objects.visible_to(actor).one(pk=signature_id)
    sop = get_sop_version(actor, signature.version_id)
    row = next(one for one in sop.signatures if one.id == signature_id)
    return SopSign(sop, row, signature.agency_id == actor.agency_id, signature.asked_at)


@query
def get_draft(actor: Actor, version_id: UUID) -> DraftPage:
    """A draft for those who may write on it. Raises NotFound."""
    require(actor, Permission.WRITE_SOPS)
    version = SopVersion.objects.visible_to(actor).select_related("sop").one(pk=version_id)
    if not may_change(actor, version):
        raise NotFound("draft")
    names = user_names(actor, [version.saved_by_id]) if version.saved_by_id else {}
    others = SopVersion.objects.visible_to(actor).exclude(sop_id=version.sop_id).select_related("sop")
    codes = {one.sop.code: one.title for one in others.defer("document").order_by("number")}
    return DraftPage(
        version_id=version.pk,
        sop_id=version.sop_id,
        code=version.sop.code,
        number=version.number,
        document=from_json(version.document),
        revision=version.revision,
        saved_at=version.saved_at,
        saved_by=names.get(version.saved_by_id, "") if version.saved_by_id else "",
        other_codes=tuple(sorted(codes.items())),
        agencies=tuple((agency.id, agency.short_name) for agency in find_agencies(actor)),
    )


@query
def documents_in_force(actor: Actor, *, district_code: str = "") -> tuple[Document, ...]:
    """The documents of all SOPs in force in the district today, by code; the program itself names the district."""
    require(actor, Permission.SEE_SOPS)
    found = SopVersion.objects.visible_to(actor).in_force_on(clock.today()).order_by("sop__code")
    if district_code:
        found = found.filter(sop__district_code=district_code)
    return tuple(from_json(document) for document in found.values_list("document", flat=True))


@query
def count_sops_to_sign(actor: Actor) -> int:
    """How many SOPs wait for the signature of the reader's agency."""
    require(actor, Permission.SEE_SOPS)
    if actor.agency_id is None or not actor.may(Permission.SIGN_SOPS):
        return 0
    return SopSignature.objects.visible_to(actor).filter(agency_id=actor.agency_id, state="waiting").count()


# --- parts ------------------------------------------------------------------------------


def _usual(versions: list[SopVersion]) -> int:
    """The version in force today, else the newest."""
    today = clock.today()
    in_force = (one.number for one in versions if _is_in_force(one, today))
    return next(in_force, versions[0].number if versions else 1)


def _newest(versions: list[SopVersion]) -> dict[UUID, int]:
    newest: dict[UUID, int] = {}
    for one in versions:
        newest[one.sop_id] = max(one.number, newest.get(one.sop_id, 0))
    return newest


def _is_in_force(version: SopVersion, day: date) -> bool:
    begun = version.state in _AGREED and version.valid_from is not None and version.valid_from <= day
    return begun and (version.valid_until is None or version.valid_until >= day)


def _is_over(version: SopVersion, day: date) -> bool:
    ended = version.state in _AGREED and version.valid_until is not None and version.valid_until < day
    return ended or (version.state == VersionState.SET_ASIDE and version.end_code != "declined")


def standing_of(version: SopVersion, day: date) -> str:
    """The state in words, as it is on `day`."""
    if version.state in _AGREED and version.valid_from:
        if version.valid_from > day:
            return _("In force from %(day)s") % {"day": day_in_words(version.valid_from)}
        if version.valid_until and version.valid_until < day:
            return str(VersionState.RETIRED.label)
        if version.valid_until:
            return _("In force until %(day)s") % {"day": day_in_words(version.valid_until)}
        return str(VersionState.IN_FORCE.label)
    if version.state == VersionState.SET_ASIDE and version.end_code == "withdrawn":
        return _("Taken back")
    return str(VersionState(version.state).label)


def _fits(row: SopRow, words: list[str]) -> bool:
    text = fold_name(f"{row.code} {row.title} {row.owner_name}")
    return all(word in text for word in words)


def _signature_counts(versions: list[SopVersion]) -> Counter[tuple[UUID, bool]]:
    signing = [one.pk for one in versions if one.state == VersionState.SIGNING]
    found = (
        SopSignature.objects.filter(version_id__in=signing).values_list("version_id", "state")
        if signing
        else ()
    )
    return Counter((version_id, state == SignatureState.SIGNED) for version_id, state in found)


def _rows(
    actor: Actor, versions: list[SopVersion], counted: Counter[tuple[UUID, bool]] | None = None
) -> list[SopRow]:
    names = agency_names(actor, {one.sop.owner_agency_id for one in versions})
    today, counted = clock.today(), counted or Counter()
    return [
        SopRow(
            sop_id=one.sop_id,
            version_id=one.pk,
            code=one.sop.code,
            number=one.number,
            title=one.title,
            level=SopLevel(one.sop.level),
            owner_name=names[one.sop.owner_agency_id].short_name,
            state=VersionState(one.state),
            standing=standing_of(one, today),
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            review_on=one.review_on,
            saved_at=one.saved_at,
            agencies=len(one.agency_ids),
            signed=counted[one.pk, True],
            asked=counted[one.pk, True] + counted[one.pk, False],
        )
        for one in versions
    ]


def _to_sign(actor: Actor, rows: dict[UUID, SopRow]) -> tuple[ToSign, ...]:
    if not actor.may(Permission.SIGN_SOPS) or actor.agency_id is None:
        return ()
    waiting = list(
        SopSignature.objects.visible_to(actor)
        .filter(agency_id=actor.agency_id, state=SignatureState.WAITING)
        .order_by("asked_at")
    )
    due = due_of_subjects(actor, [one.pk for one in waiting])
    return tuple(
        ToSign(one.pk, rows[one.version_id], due.get(one.pk)) for one in waiting if one.version_id in rows
    )


def _detail(actor: Actor, sop: Sop, version: SopVersion, versions: list[SopVersion]) -> SopDetail:
    version.sop = sop
    document, today = from_json(version.document), clock.today()
    signatures = _signatures(actor, version)
    writes = may_write(actor, sop)
    written = next((one for one in versions if one.state in {VersionState.DRAFT, VersionState.SIGNING}), None)
    counted = Counter((version.pk, one.state is SignatureState.SIGNED) for one in signatures)
    names = user_names(actor, [version.saved_by_id]) if version.saved_by_id else {}
    agencies = agency_names(actor, {one.agency_id for one in document.performers} | {sop.owner_agency_id})
    is_current = version.state == VersionState.IN_FORCE and not _is_over(version, today)
    return SopDetail(
        row=_rows(actor, [version], counted)[0],
        document=document,
        revision=version.revision,
        owner_agency_id=sop.owner_agency_id,
        agency_names={agency_id: name.short_name for agency_id, name in agencies.items()},
        versions=tuple(
            VersionRow(
                one.pk,
                one.number,
                VersionState(one.state),
                standing_of(one, today),
                one.valid_from,
                one.valid_until,
            )
            for one in versions
        ),
        signatures=signatures,
        linked=_linked(actor, version.linked_codes),
        saved_by=names.get(version.saved_by_id, "") if version.saved_by_id else "",
        end_label=str(RetireReason(version.end_code).label)
        if version.end_code in RetireReason.values
        else "",
        may_change=may_change(actor, version),
        may_propose=may_change(actor, version),
        may_withdraw=writes and version.state in {VersionState.DRAFT, VersionState.SIGNING},
        may_draft_next=writes and written is None,
        may_review=writes and is_current,
        may_retire=writes and is_current,
        being_written_id=written.pk if written else None,
        previous_number=_previous(version, versions),
    )


def _previous(version: SopVersion, versions: list[SopVersion]) -> int | None:
    """The agreed version before this one, else simply the one before."""
    before = [one for one in versions if one.number < version.number]
    agreed = (one.number for one in before if one.state in _AGREED)
    return next(agreed, before[0].number if before else None)


def _signatures(actor: Actor, version: SopVersion) -> tuple[SignatureRow, ...]:
    found = list(SopSignature.objects.filter(version=version).order_by("asked_at", "id"))
    names = user_names(actor, {one.decided_by_id for one in found if one.decided_by_id})
    agencies = agency_names(actor, {one.agency_id for one in found})
    due = due_of_subjects(actor, [one.pk for one in found])
    rows = []
    for one in found:
        one.version = version
        agency = agencies[one.agency_id]
        rows.append(
            SignatureRow(
                id=one.pk,
                agency_id=one.agency_id,
                agency_name=agency.name,
                agency_short=agency.short_name,
                state=SignatureState(one.state),
                decided_at=one.decided_at,
                decided_by=names.get(one.decided_by_id, "") if one.decided_by_id else "",
                signed_as=one.signed_as,
                remark=one.remark,
                due_at=due.get(one.pk),
                may_sign=may_sign(actor, one),
            )
        )
    return tuple(rows)


def _linked(actor: Actor, codes: list[str]) -> tuple[tuple[str, UUID | None, str], ...]:
    found = SopVersion.objects.visible_to(actor).filter(sop__code__in=codes).select_related("sop")
    newest = {one.sop.code: (one.sop_id, one.title) for one in found.defer("document").order_by("number")}
    return tuple((code, *newest.get(code, (None, ""))) for code in codes)
