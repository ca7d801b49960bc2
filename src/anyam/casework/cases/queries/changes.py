"""What others did in a case since the reader last opened it.

When somebody last opened a case is known already: every look is recorded. Nothing more is kept about readers.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from anyam.casework.cases.choices import News
from anyam.casework.cases.models import Case
from anyam.foundation.access import Actor
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import last_looks_of
from anyam.foundation.core import clock
from anyam.foundation.events.definitions import known_kinds
from anyam.foundation.events.queries import newest_by_others

ONE_VISIT = timedelta(minutes=30)
"""Pages opened within so long belong to one visit: what was new at its beginning stays marked to its end."""

_OPENED = (Looked.SUMMARY, Looked.TIMELINE)


def told_kinds() -> frozenset[str]:
    """The events that the story of a case tells: those with a sentence."""
    return frozenset(kind for kind, cls in known_kinds().items() if getattr(cls, "SENTENCE", None))


def looked_before(actor: Actor, case_id: UUID) -> datetime | None:
    """When the reader opened this case before the present visit; the caller has found the case."""
    if actor.person_id is None:
        return None
    return last_looks_of(actor.person_id, [case_id], _OPENED, clock.now() - ONE_VISIT).get(case_id)


def news_of(actor: Actor, cases: Collection[Case]) -> dict[UUID, News]:
    """The cases among these in which others did something since the reader looked, or which are the reader's own and
    were never opened by them.

    Two queries, however many cases there are. The caller has found the cases.
    """
    if actor.person_id is None:
        return {}
    looked = last_looks_of(actor.person_id, [case.pk for case in cases], _OPENED)
    done = newest_by_others(looked, told_kinds(), without=actor.user_id)
    own = [case.pk for case in cases if actor.person_id in (case.manager_id, case.worker_id)]
    news = {case_id: News.UNOPENED for case_id in own if case_id not in looked}
    news |= {case_id: News.CHANGED for case_id, at in done.items() if at > looked[case_id]}
    return news
