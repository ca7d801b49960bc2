"""What goes into an export: asked through the same queries as the pages, so that nobody exports more than they see."""

from django.utils.translation import gettext as _

from anyam.casework.cases.queries import CaseFilter, find_cases, get_case, get_contacts, get_plan, get_reviews
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core.dates import day_in_words

from ..choices import ExportKind
from ..models import Export
from ..results import Paper, Section, Sheet

_MOST_ROWS = 1_000
_PAGE = 100


def gathered(actor: Actor, export: Export) -> Paper | Sheet:
    """The document's values. Raises NotFound where the actor may not see the subject any more."""
    if export.kind == ExportKind.CASE_SUMMARY and export.case_id:
        return _case(actor, export)
    if export.kind == ExportKind.REFERRAL_PACK and export.referral_id:
        return _referral(actor, export)
    if export.kind == ExportKind.CASE_LIST:
        return _list(actor)
    raise NotFound("export")


def _case(actor: Actor, export: Export) -> Paper:
    """The course of the work. Address, reporter, health and legal answers never go into it."""
    assert export.case_id is not None
    case = get_case(actor, export.case_id)
    head = case.header
    facts = (
        (_("Case"), head.number),
        (_("Name"), head.child_name),
        (_("Age and sex"), f"{head.age_text} · {head.sex_label}"),
        (_("Risk"), head.level_label),
        (_("Stage"), head.stage_label),
        (_("Opened"), day_in_words(head.opened_at)),
        (_("Manager"), head.manager_name),
        (_("Worker"), head.worker_name or "–"),
        (_("Needs"), ", ".join(case.needs) or "–"),
    )
    agencies = tuple((one.name, one.part, "") for one in case.agencies)
    sections = (Section(_("Agencies involved"), agencies), *_plan(actor, export), *_contacts(actor, export))
    return Paper(_("Summary of a case"), facts, tuple(one for one in sections if one.entries))


def _plan(actor: Actor, export: Export) -> tuple[Section, ...]:
    assert export.case_id is not None
    try:
        plan = get_plan(actor, export.case_id)
    except NotFound:
        return ()
    entries = [
        (
            goal.text,
            "",
            "\n".join(
                f"{a.title} · {a.agency_name} · {day_in_words(a.due_on)} · {a.state_label}"
                for a in goal.actions
            ),
        )
        for goal in plan.goals
    ]
    return (Section(_("Plan"), tuple(entries)),)


def _contacts(actor: Actor, export: Export) -> tuple[Section, ...]:
    assert export.case_id is not None
    try:
        contacts = get_contacts(actor, export.case_id).contacts
        reviews = get_reviews(actor, export.case_id).reviews
    except NotFound:
        return ()
    met = [(f"{day_in_words(c.on)} · {c.kind_label}", f"{c.agency_name} · {c.by}", c.note) for c in contacts]
    seen = [
        (f"{day_in_words(r.held_on)} · {r.decision_label}", f"{r.level_label} · {r.by}", r.note)
        for r in reviews
    ]
    return (Section(_("Services and contacts"), tuple(met)), Section(_("Reviews"), tuple(seen)))


def _referral(actor: Actor, export: Export) -> Paper:
    """Exactly what the receiver may read, and nothing beside it."""
    assert export.referral_id is not None
    referral = get_referral(actor, export.referral_id)
    shared = referral.summary
    if shared is None:
        raise NotFound("export")
    facts = (
        (_("Referral"), referral.row.number),
        (_("From"), referral.sender.name),
        (_("To"), f"{referral.receiver.name} · {referral.row.service_name}"),
        (_("Urgency"), referral.row.urgency_label),
        (_("Name"), shared.child_name or _("not shared")),
        (_("Age"), shared.age_text or "–"),
        (_("Village"), shared.village or "–"),
    )
    telling = (
        (_("What is asked"), shared.request),
        (_("What is already known"), shared.facts),
        (_("Safety"), "\n".join([*shared.safety_labels, shared.safety_note]).strip()),
        (_("Interview"), shared.interview_note),
        (
            _("Safe contact"),
            "\n".join([shared.contact_name, shared.contact_phone, shared.contact_note]).strip(),
        ),
    )
    return Paper(
        _("Referral"), facts, tuple(Section(head, (("", "", words),)) for head, words in telling if words)
    )


def _list(actor: Actor) -> Sheet:
    """The case list as the page shows it: names stay masked."""
    rows: list[tuple[str, ...]] = []
    number, has_next = 1, True
    while has_next and len(rows) < _MOST_ROWS:
        page = find_cases(actor, CaseFilter(), page=number, size=_PAGE)
        rows += [
            (r.number, r.masked_name, r.age_text, r.place_name, r.level_label, r.stage_label, r.manager_name,
             day_in_words(r.opened_at))
            for r in page.rows
        ]  # fmt: skip
        number, has_next = number + 1, page.has_next
    head = (_("Case"), _("Name"), _("Age"), _("Village"), _("Risk"), _("Stage"), _("Manager"), _("Opened"))
    return Sheet(_("Open cases"), head, tuple(rows))
