"""The page "Before the law": the way, who holds the child, diversion with its terms, and what is written for those who
decide."""

from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_of
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import (
    DIVERTING,
    OPEN_DIVERSION,
    DiversionState,
    Ending,
    EndReason,
    HoldStage,
    Level,
    PaperKind,
    PlaceKind,
    TermKind,
    TermState,
)
from ..models import Diversion, DiversionTerm, Hold, Matter, SocialPaper
from ..policies import case_with_law, may_hand_over, may_record
from ..results import (
    BeforeTheLaw,
    DiversionRow,
    HoldRow,
    MatterInput,
    MatterRow,
    PaperRow,
    TermRow,
    WayStage,
)
from ..rules import must_be_tried
from .alarms import alarms_of
from .legal import figures_in, limits_of

_SYSTEM = Actor.system("papers for those who decide")


@query
def before_the_law(actor: Actor, case_id: UUID) -> BeforeTheLaw:
    """Everything of a case that is before the law; the look at its legal part is kept. Raises NotFound."""
    case = case_with_law(actor, case_id)
    record_look(actor, part=Looked.LEGAL, subject_id=case_id, case_id=case_id)
    holds = list(Hold.objects.visible_to(actor).filter(case_id=case_id).select_related("case"))
    matters = [_matter(one) for one in Matter.objects.filter(case_id=case_id)]
    matter = next((one for one in matters if one.ended_at is None), None)
    rows = _hold_rows(actor, holds)
    papers = list(SocialPaper.objects.filter(case_id=case_id))
    asked = {paper.kind for paper in papers}
    diversions = diversion_rows(actor, case_id)
    records = may_record(actor, case_id)
    tried = {one.state for one in diversions}
    return BeforeTheLaw(
        case_id=case_id,
        matter=matter,
        past_matters=tuple(one for one in matters if one.ended_at is not None),
        way=_way(matter, holds),
        hold=next((row for row in rows if row.ended_at is None), None),
        past_holds=tuple(row for row in reversed(rows) if row.ended_at is not None),
        pickups=sum(hold.stage == HoldStage.PICKUP for hold in holds),
        diversions=diversions,
        papers=_paper_rows(actor, papers),
        papers_to_ask=tuple((kind.value, str(kind.label)) for kind in PaperKind if kind not in asked),
        is_diversion_owed=matter is not None
        and matter.level in DIVERTING
        and not tried & {str(one.value) for one in OPEN_DIVERSION}
        and must_be_tried(
            figures_in(limits_of(case.district_code)),
            clock.local(matter.began_at).date(),
            threatened_years=matter.threatened_years,
            is_repeated=matter.is_repeated,
        ),
        may_record=records,
    )


@query
def get_social_paper(actor: Actor, social_paper_id: UUID) -> PaperRow:
    """One litmas or social report, for those who see the legal part and for the agency that writes it."""
    return _paper_rows(actor, [find_paper(actor, social_paper_id)])[0]


@query
def get_diversion(actor: Actor, diversion_id: UUID) -> DiversionRow:
    """One diversion with its terms, for those to whom the legal part is open; the look is kept. Raises NotFound."""
    case_id = _looked_at(actor, Diversion.objects.filter(pk=diversion_id).first())
    return next(one for one in diversion_rows(actor, case_id) if one.id == diversion_id)


@query
def get_term(actor: Actor, agreed_term_id: UUID) -> TermRow:
    """One part of an agreement, for those to whom the legal part is open; the look is kept. Raises NotFound."""
    term = DiversionTerm.objects.filter(pk=agreed_term_id).first()
    _looked_at(actor, term)
    assert term is not None
    return _term(term, records=may_record(actor, term.case_id))


def _looked_at(actor: Actor, found: Diversion | DiversionTerm | None) -> UUID:
    """The case of what was found by its own number; the database shows it only with the legal part."""
    if found is None:
        raise NotFound("diversion")
    case_with_law(actor, found.case_id)
    record_look(actor, part=Looked.LEGAL, subject_id=found.case_id, case_id=found.case_id)
    return found.case_id


def find_paper(actor: Actor, social_paper_id: UUID, *, is_locked: bool = False) -> SocialPaper:
    """The paper by the case in sight, or as one that the actor's agency writes; NotFound otherwise."""
    require_any(actor, Permission.SEE_CASES, Permission.ANSWER_FOR_HOLDS)
    found = SocialPaper.objects.select_for_update(of=("self",)) if is_locked else SocialPaper.objects.all()
    with acting(_SYSTEM):
        paper = found.filter(pk=social_paper_id).first()
        if paper is None or blocks_of(actor).filter(dossier_id=paper.case_id).exists():
            raise NotFound("paper")
    is_writer = actor.may(Permission.ANSWER_FOR_HOLDS) and paper.agency_id == actor.agency_id
    if not is_writer:
        case_with_law(actor, paper.case_id)
    return paper


def diversion_rows(actor: Actor, case_id: UUID) -> tuple[DiversionRow, ...]:
    records = may_record(actor, case_id)
    found = Diversion.objects.filter(case_id=case_id).select_related("matter").prefetch_related("terms")
    return tuple(
        DiversionRow(
            id=one.pk,
            case_id=case_id,
            level_label=str(Level(one.level).label),
            state=one.state,
            state_label=str(DiversionState(one.state).label),
            offer_due_at=one.offer_due_at,
            offered_at=one.offered_at,
            finish_due_at=one.finish_due_at,
            finished_at=one.finished_at,
            number=one.number,
            terms=tuple(_term(term, records=records) for term in one.terms.all()),
            may_offer=records and one.state == DiversionState.TO_OFFER,
            may_settle=records and one.state == DiversionState.RUNNING,
        )
        for one in found
    )


def _hold_rows(actor: Actor, holds: list[Hold]) -> list[HoldRow]:
    alarms = {one.id: one for one in alarms_of(actor, holds)}
    people = user_names(actor, {hold.ended_by_id for hold in holds if hold.ended_by_id})
    return [
        HoldRow(
            alarm=alarms[hold.pk],
            place_label=str(PlaceKind(hold.place_kind).label),
            place_name=hold.place_name,
            order_number=hold.order_number,
            extension_number=hold.extension_number,
            extended_at=hold.extended_at,
            ended_at=hold.ended_at,
            end_label=str(EndReason(hold.end_reason).label) if hold.end_reason else "",
            end_note=hold.end_note,
            ended_by=people.get(hold.ended_by_id, "") if hold.ended_by_id else "",
            is_late=alarms[hold.pk].is_over,
        )
        for hold in holds
    ]


def _way(matter: MatterRow | None, holds: list[Hold]) -> tuple[WayStage, ...]:
    """Capture, the levels, and the decision: which lie behind, and where the child stands."""
    codes = [HoldStage.ARREST.value, *Level.values]
    labels = {
        HoldStage.ARREST.value: str(HoldStage.ARREST.label),
        **{one.value: str(one.label) for one in Level},
    }
    arrests = [hold for hold in holds if hold.stage == HoldStage.ARREST]
    here = matter.level if matter else (HoldStage.ARREST.value if arrests else "")
    at = codes.index(here) if here else len(codes)
    held = {hold.stage for hold in holds if hold.ended_at is None}
    return tuple(
        WayStage(
            code=code,
            label=labels[code],
            state="here" if code == here else "done" if place < at and here else "",
            note=str(HoldStage(code).label) if code in held and code != HoldStage.ARREST else "",
        )
        for place, code in enumerate(codes)
        if code != HoldStage.ARREST or arrests
    )


def _matter(one: Matter) -> MatterRow:
    return MatterRow(
        id=one.pk,
        level=one.level,
        level_label=str(Level(one.level).label),
        level_since=one.level_since,
        threatened_years=one.threatened_years,
        is_repeated=one.is_repeated,
        offence=one.offence,
        began_at=one.began_at,
        ended_at=one.ended_at,
        ending_label=str(Ending(one.ending).label) if one.ending else "",
        given=MatterInput(one.level, one.level_since, one.threatened_years, one.is_repeated, one.offence),
    )


def _paper_rows(actor: Actor, papers: list[SocialPaper]) -> tuple[PaperRow, ...]:
    names = agency_names(actor, {paper.agency_id for paper in papers})
    now = clock.now()
    return tuple(
        PaperRow(
            id=paper.pk,
            case_id=paper.case_id,
            reference=paper.case_number,
            kind_label=str(PaperKind(paper.kind).label),
            agency=names[paper.agency_id].name,
            asked_at=paper.asked_at,
            due_at=paper.due_at,
            handed_over_at=paper.handed_over_at,
            number=paper.number,
            is_late=(paper.handed_over_at or now) > paper.due_at,
            may_hand_over=may_hand_over(actor, paper),
        )
        for paper in papers
    )


def _term(term: DiversionTerm, *, records: bool) -> TermRow:
    return TermRow(
        id=term.pk,
        case_id=term.case_id,
        kind_label=str(TermKind(term.kind).label),
        words=term.words,
        due_on=term.due_on,
        state=term.state,
        state_label=str(TermState(term.state).label),
        is_late=term.state == TermState.OPEN and term.due_on < clock.today(),
        may_settle=records and term.state == TermState.OPEN and term.diversion.matter.ended_at is None,
    )
