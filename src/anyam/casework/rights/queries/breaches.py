"""Incidents: how far they reached, whom to tell how, and what the notice says."""

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases.queries import case_refs
from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.audit.choices import part_in_words
from anyam.foundation.audit.looks import looks_of_user
from anyam.foundation.core import clock
from anyam.foundation.core.dates import moment_in_words
from anyam.registry.accounts.queries import people_with_role, user_names, user_phones
from anyam.registry.agencies.queries import find_agencies
from anyam.registry.families.choices import safe_channels

from ..choices import Harm, NoticeTo
from ..models import Breach, BreachSubject
from ..results import BreachDetail, BreachRow, NoticeRow, Radius, Reached, SubjectRow

_SYSTEM = Actor.system("data incident")
# An account is not expected to have read more than this in one incident; the count says when it did.
MOST_LOOKS = 50_000


@query
def find_accounts(actor: Actor) -> list[tuple[UUID, str]]:
    """The accounts of the district, for choosing the one that was misused: names and agencies only."""
    require(actor, Permission.HANDLE_BREACHES)
    found = {}
    for agency in find_agencies(actor):
        for person in people_with_role(actor, agency.id, list(Role)):
            found[person.id] = f"{person.full_name}, {agency.short_name}"
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


@query
def find_breaches(actor: Actor, *, is_open_only: bool = False) -> list[BreachRow]:
    require(actor, Permission.HANDLE_BREACHES)
    found = Breach.objects.visible_to(actor)
    if is_open_only:
        found = found.filter(closed_at__isnull=True)
    return [row_of(breach) for breach in found[:100]]


@query
def radius_of(actor: Actor, breach_id: UUID) -> Radius:
    """Which cases and parts the account read in the span of the incident: counted from the looks, without content."""
    breach = Breach.objects.visible_to(actor).one(pk=breach_id)
    return radius(actor, breach)


@query
def get_breach(actor: Actor, breach_id: UUID) -> BreachDetail:
    """One incident as its officer works on it."""
    breach = Breach.objects.visible_to(actor).select_related("words").one(pk=breach_id)
    notices = list(breach.notices.all())
    who = user_names(
        actor, {n.sent_by_id for n in notices if n.sent_by_id} | {breach.account_id or breach.pk}
    )
    return BreachDetail(
        row=row_of(breach),
        harm_labels=tuple(str(Harm(harm).label) for harm in breach.harms),
        happened=breach.words.happened,
        handling=breach.words.handling,
        lessons=breach.words.lessons,
        account_id=breach.account_id,
        account_name=who.get(breach.account_id, "") if breach.account_id else "",
        from_at=breach.from_at,
        to_at=breach.to_at,
        subjects=_subjects(actor, breach),
        notices=tuple(
            NoticeRow(
                NoticeTo(n.to),
                str(NoticeTo(n.to).label),
                n.sent_at,
                who.get(n.sent_by_id, "") if n.sent_by_id else "",
                n.reference_note,
            )
            for n in notices
        ),
        is_listed=breach.listed_at is not None,
        may_change=breach.closed_at is None,
        close_hindrances=hindrances(breach),
    )


@query
def draft_notice(actor: Actor, breach_id: UUID, to: NoticeTo) -> str:
    """The text to start from, with what the law asks for: which data, when and how, what is done (art. 46(2))."""
    breach = Breach.objects.visible_to(actor).select_related("words").one(pk=breach_id)
    parts = sorted({part for subject in breach.subjects.all() for part in subject.parts})
    data = ", ".join(part_in_words(part) for part in parts) or _("still being established")
    when = _("between %(start)s and %(end)s; known to us since %(known)s") % {
        "start": moment_in_words(breach.from_at),
        "end": moment_in_words(breach.to_at),
        "known": moment_in_words(breach.known_at),
    }
    harms = ", ".join(str(Harm(harm).label) for harm in breach.harms)
    done = breach.words.handling or _("We have closed the way in and are finding out more.")
    head = {
        NoticeTo.SUBJECT: _("We tell you about a mistake that concerns data kept by our service."),
        NoticeTo.AUTHORITY: _(
            "Notice of a failure of personal data protection (UU 27/2022 art. 46), %(number)s"
        )
        % {"number": breach.number},
        NoticeTo.PUBLIC: _("Announcement of a failure of personal data protection"),
    }[to]
    lines = [
        head,
        "",
        _("1. Which data: %(data)s") % {"data": data},
        _("2. When and how: %(when)s. %(harms)s.") % {"when": when, "harms": harms},
        _("3. What we do: %(done)s") % {"done": done},
    ]
    if to is NoticeTo.SUBJECT:
        lines += ["", _("You may ask us anything about it, in the way that is safe for you.")]
    if to is NoticeTo.AUTHORITY:
        count = breach.subjects.count()
        lines += ["", _("Persons concerned: %(count)s cases.") % {"count": count}]
    return "\n".join(lines)


def radius(actor: Actor, breach: Breach) -> Radius:
    if breach.account_id is None:
        return Radius("", (), 0, 0, 0)
    looks = looks_of_user(breach.account_id, breach.from_at, breach.to_at, MOST_LOOKS)
    by_case: dict[UUID, list[str]] = defaultdict(list)
    for look in looks:
        if look.case_id:
            by_case[look.case_id].append(look.part)
    cases = case_refs(_SYSTEM, by_case)
    lists = [look for look in looks if not look.case_id]
    reached = [
        Reached(
            case_id,
            cases[case_id].number,
            tuple(sorted(set(parts))),
            tuple(part_in_words(part) for part in sorted(set(parts))),
            len(parts),
        )
        for case_id, parts in by_case.items()
        if case_id in cases
    ]
    return Radius(
        account_name=user_names(actor, [breach.account_id]).get(breach.account_id, ""),
        cases=tuple(sorted(reached, key=lambda one: one.case_number)),
        looks=len(looks),
        lists=len(lists),
        names_in_lists=sum(look.count or 0 for look in lists),
    )


def hindrances(breach: Breach) -> tuple[str, ...]:
    """What must be done before the incident can be closed."""
    told = {notice.to for notice in breach.notices.all()}
    found = []
    if breach.listed_at is None:
        found.append(_("Establish first whom it concerns."))
    if NoticeTo.AUTHORITY not in told:
        found.append(_("The authority was not told yet."))
    untold = breach.subjects.filter(told_at__isnull=True).count()
    if untold:
        found.append(_("Not told yet: %(count)s.") % {"count": untold})
    return tuple(found)


def row_of(breach: Breach) -> BreachRow:
    untold = BreachSubject.objects.filter(breach=breach, told_at__isnull=True).count()
    is_late = breach.closed_at is None and breach.due_at < clock.now()
    return BreachRow(
        breach.pk, breach.number, breach.known_at, breach.due_at, breach.closed_at, is_late, untold
    )


def _subjects(actor: Actor, breach: Breach) -> tuple[SubjectRow, ...]:
    subjects = list(breach.subjects.all())
    cases = case_refs(_SYSTEM, [subject.case_id for subject in subjects])
    managers = {case.manager_id for case in cases.values()}
    names, phones = user_names(actor, managers), user_phones(actor, managers)
    return tuple(
        SubjectRow(
            id=subject.pk,
            case_number=subject.case_number,
            part_labels=tuple(part_in_words(part) for part in subject.parts),
            looks=subject.looks,
            channel_label=safe_channels().label(subject.channel),
            manager_name=names.get(cases[subject.case_id].manager_id, ""),
            manager_phone=phones.get(cases[subject.case_id].manager_id, ""),
            told_at=subject.told_at,
        )
        for subject in subjects
    )
