"""Circulars: what must we read, what holds, what did we issue, and who works by it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.foundation.core.text import clean_line
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names, find_agencies, list_kinds
from anyam.registry.agencies.results import AgencyName

from ..choices import CircularKind, CircularState
from ..models import Circular, CircularReceipt, CircularSet, CircularVersion
from ..policies import leads_circular, may_answer_circular
from ..results import CircularDetail, CircularReaders, CircularRow, CircularText, ReceiptRow


@query
def find_circulars(actor: Actor, *, part: str = "", text: str = "", page: int = 1) -> Page[CircularRow]:
    """What holds for the actor's agency; `part` asks for what waits, what we issued, or all that ended."""
    require(actor, Permission.SEE_CIRCULARS)
    found = Circular.objects.visible_to(actor)
    in_force = CircularVersion.objects.filter(circular=OuterRef("pk"), state=CircularState.ISSUED)
    if part == "menunggu":
        found = _waiting(actor, found)
    elif part == "kami":
        found = found.filter(Q(agency_id=actor.agency_id))
    elif part == "berakhir":
        found = found.filter(~Exists(in_force), versions__state=CircularState.WITHDRAWN).distinct()
    else:
        found = found.filter(Exists(in_force))
    for word in clean_line(text).split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(number__icontains=word))
    circulars = page_of(found.order_by("-made_at", "-id"), page)
    rows = {row.id: row for row in _rows(actor, circulars.rows)}
    return circulars.with_rows(lambda one: rows[one.pk])


@query
def circulars_to_read(actor: Actor, limit: int = 20) -> list[CircularRow]:
    """What the actor's agency does not work by yet, the most pressing first."""
    require(actor, Permission.SEE_CIRCULARS)
    rows = _rows(actor, list(_waiting(actor, Circular.objects.visible_to(actor))[:limit]))
    return sorted(rows, key=lambda row: (row.read_by is None, row.read_by, row.number))


@query
def count_circulars_to_read(actor: Actor) -> int:
    """For the number in the bar."""
    require(actor, Permission.SEE_CIRCULARS)
    if not actor.may(Permission.CONFIRM_CIRCULARS):
        return 0
    return _waiting(actor, Circular.objects.visible_to(actor)).count()


@query
def get_circular(actor: Actor, circular_id: UUID, version: int | None = None) -> CircularDetail:
    """One circular: the version in force, or the one asked for. Drafts are their issuer's. Raises NotFound."""
    require(actor, Permission.SEE_CIRCULARS)
    circular = Circular.objects.visible_to(actor).one(pk=circular_id)
    may_lead = leads_circular(actor, circular)
    versions = list(circular.versions.all())
    names = user_names(actor, {one.issued_by_id for one in versions if one.issued_by_id})
    texts = {one.version: _text(one, names) for one in versions}
    if not may_lead:
        texts = {n: one for n, one in texts.items() if one.state is not CircularState.DRAFT}
    in_force = next((one for one in texts.values() if one.state is CircularState.ISSUED), None)
    draft = next((one for one in texts.values() if one.state is CircularState.DRAFT), None)
    newest = in_force or draft or next(iter(texts.values()), None)
    shown = newest if version is None else texts.get(version)
    if shown is None:
        raise NotFound("version")
    current = next((one for one in versions if one.state == CircularState.ISSUED), None)
    receipt = (
        current.receipts.filter(agency_id=actor.agency_id).first() if current and actor.agency_id else None
    )
    return CircularDetail(
        row=_rows(actor, [circular])[0],
        shown=shown,
        in_force=in_force,
        draft=draft,
        versions=tuple(texts.values()),
        used_since=receipt.in_use_at if receipt else None,
        may_lead=may_lead,
        may_answer=bool(current and may_answer_circular(actor, current, receipt)),
    )


@query
def get_circular_to_change(actor: Actor, circular_id: UUID) -> CircularDetail:
    """One whose draft the actor writes; NotFound for others, and where there is none."""
    require(actor, Permission.ISSUE_CIRCULARS)
    detail = get_circular(actor, circular_id)
    if not detail.may_lead or detail.draft is None:
        raise NotFound("draft")
    return detail


@query
def get_readers(actor: Actor, circular_id: UUID) -> CircularReaders:
    """Agency by agency where the version in force stands; for the issuer and the secretariat. Raises NotFound."""
    require(actor, Permission.SEE_CIRCULARS)
    circular = Circular.objects.visible_to(actor).one(pk=circular_id)
    may_lead = leads_circular(actor, circular)
    current = circular.versions.filter(state=CircularState.ISSUED).first()
    if current is None or not (may_lead or actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)):
        raise NotFound("readers")
    receipts = list(current.receipts.all())
    agencies = agency_names(actor, {one.agency_id for one in receipts})
    people = user_names(actor, {one.read_by_id for one in receipts if one.read_by_id})
    older = _versions_in_use([circular.pk], but=current.pk)
    is_late = current.read_by < clock.today()
    rows = [
        ReceiptRow(
            agency=agencies[one.agency_id].name,
            phone=agencies[one.agency_id].phone,
            read_at=one.read_at,
            read_by=people.get(one.read_by_id, "") if one.read_by_id else "",
            tries=one.tries,
            answered_at=one.answered_at,
            in_use_at=one.in_use_at,
            older_version=None if one.in_use_at else older.get((circular.pk, one.agency_id)),
            times_reminded=one.times_reminded,
            reminded_at=one.reminded_at,
            is_late=is_late and one.in_use_at is None,
        )
        for one in receipts
    ]
    rows.sort(key=lambda row: (row.in_use_at is not None, row.read_at is not None, row.agency.casefold()))
    behind = [row for row in rows if row.in_use_at is None]
    return CircularReaders(
        row=_rows(actor, [circular])[0],
        rows=tuple(rows),
        read=sum(row.read_at is not None for row in rows),
        in_use=len(rows) - len(behind),
        behind=len(behind),
        on_older=sum(row.older_version is not None for row in behind),
        answered_otherwise=sum(row.tries > 0 for row in rows),
        may_remind=may_lead and bool(behind),
    )


@query
def circular_of_receipt(actor: Actor, receipt_id: UUID) -> UUID:
    """The circular that an agency has to read, where the actor sees it. Raises NotFound."""
    require(actor, Permission.SEE_CIRCULARS)
    return Circular.objects.visible_to(actor).one(versions__receipts=receipt_id).pk


@query
def issues_circulars(actor: Actor) -> bool:
    """Whether the actor's agency may issue some of its own."""
    require(actor, Permission.SEE_CIRCULARS)
    return actor.may(Permission.ISSUE_CIRCULARS)


@query
def kinds_and_agencies(actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """For whom a circular can be: kinds that the district has, and its agencies without the actor's own."""
    require(actor, Permission.ISSUE_CIRCULARS)
    rows = [row for row in find_agencies(actor) if row.id != actor.agency_id]
    there = {row.kind_code for row in rows}
    kinds = [(one.code, one.name) for one in list_kinds(actor) if one.code in there]
    return kinds, [(str(row.id), row.name) for row in rows]


def _waiting(actor: Actor, found: CircularSet) -> CircularSet:
    ours = CircularReceipt.objects.filter(
        Q(agency_id=actor.agency_id),
        version__circular=OuterRef("pk"),
        version__state=CircularState.ISSUED,
        in_use_at__isnull=True,
    )
    return found.filter(Exists(ours))


def _versions_in_use(circulars: Iterable[UUID], but: UUID | None = None) -> dict[tuple[UUID, UUID], int]:
    """The newest version that each agency works by."""
    found = CircularReceipt.objects.filter(
        version__circular__in=list(circulars), in_use_at__isnull=False
    ).exclude(version=but)
    rows = found.order_by("version__version").values_list(
        "version__circular_id", "agency_id", "version__version"
    )
    return {(circular_id, agency_id): number for circular_id, agency_id, number in rows}


def _rows(actor: Actor, circulars: Sequence[Circular]) -> list[CircularRow]:
    ids = [one.pk for one in circulars]
    versions: dict[UUID, list[CircularVersion]] = {one: [] for one in ids}
    counted = CircularVersion.objects.filter(circular__in=ids).annotate(
        meant=Count("receipts"), used=Count("receipts", filter=Q(receipts__in_use_at__isnull=False))
    )
    for version in counted.order_by("-version"):
        versions[version.circular_id].append(version)
    receipts = CircularReceipt.objects.filter(Q(agency_id=actor.agency_id), version__circular__in=ids)
    ours = {one.version_id: one for one in receipts}
    names = agency_names(actor, {one.agency_id for one in circulars})
    in_use = _versions_in_use(ids)
    return [_row(actor, one, versions[one.pk], ours, names, in_use) for one in circulars]


def _row(
    actor: Actor,
    circular: Circular,
    versions: list[CircularVersion],
    ours: dict[UUID, CircularReceipt],
    names: dict[UUID, AgencyName],
    in_use: dict[tuple[UUID, UUID], int],
) -> CircularRow:
    may_lead = leads_circular(actor, circular)
    issued = [one for one in versions if one.state != CircularState.DRAFT]
    shown = (
        next((one for one in issued if one.state == CircularState.ISSUED), None) or (issued or versions)[0]
    )
    receipt = ours.get(shown.pk)
    counts = vars(shown)
    return CircularRow(
        id=circular.pk,
        number=circular.number,
        kind=CircularKind(circular.kind),
        title=circular.title,
        issuer=names[circular.agency_id].short_name or names[circular.agency_id].name,
        state=CircularState(shown.state),
        version=shown.version,
        has_draft=may_lead and any(one.state == CircularState.DRAFT for one in versions),
        issued_at=shown.issued_at,
        read_by=shown.read_by,
        is_issuer=circular.agency_id == actor.agency_id,
        is_for_us=receipt is not None,
        our_version=in_use.get((circular.pk, actor.agency_id)) if actor.agency_id else None,
        waits_for_us=bool(receipt and receipt.in_use_at is None and shown.state == CircularState.ISSUED),
        in_use=counts["used"],
        meant=counts["meant"],
    )


def _text(one: CircularVersion, names: dict[UUID, str]) -> CircularText:
    return CircularText(
        version=one.version,
        state=CircularState(one.state),
        text=one.text,
        changed=one.changed,
        valid_from=one.valid_from,
        read_by=one.read_by,
        question=one.question,
        answers=tuple(one.answers),
        right_answer=one.right_answer,
        is_for_all=one.is_for_all,
        kind_codes=tuple(one.kind_codes),
        agency_ids=tuple(one.agency_ids),
        issued_at=one.issued_at,
        ended_at=one.ended_at,
        issued_by=names.get(one.issued_by_id, "") if one.issued_by_id else "",
        revision=one.revision,
    )
