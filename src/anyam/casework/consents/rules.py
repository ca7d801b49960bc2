"""Which answer covers which use of a child's data, and when. Pure: no database, no clock of its own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from anyam.foundation.core.vocabularies import Term

from .choices import Answer, Purpose, Standing

# Told so long before the end, so that nobody finds a consent expired on the day it is needed.
TOLD_BEFORE_END = timedelta(days=30)
LONGEST = timedelta(days=366 * 3)


@dataclass(frozen=True)
class Said:
    """One answer, as the rules see it. Without an agency and a kind it is about the agency that asked."""

    purpose: str
    answer: str
    given_at: datetime
    agency_id: UUID | None = None
    agency_kind: str = ""
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None
    is_by_reported: bool = False


@dataclass(frozen=True)
class Use:
    """What somebody wants to do: for which purpose, and with which agency; without one, their own."""

    purpose: str
    agency_id: UUID | None = None
    agency_kind: str = ""


def is_about(said: Said, use: Use) -> bool:
    """Whether an answer speaks of this use: the same purpose, and the agency itself or its kind."""
    if said.purpose != use.purpose:
        return False
    if said.agency_id:
        return said.agency_id == use.agency_id
    if said.agency_kind:
        return said.agency_kind == use.agency_kind
    return use.agency_id is None


def standing_at(said: Said, moment: datetime) -> Standing:
    """How one answer stands by itself. At the second of its end it no longer holds."""
    if said.withdrawn_at is not None and said.withdrawn_at <= moment:
        return Standing.WITHDRAWN
    if said.is_by_reported:
        return Standing.DOES_NOT_COUNT
    if said.given_at > moment:
        return Standing.NOT_YET
    if said.answer == Answer.REFUSED:
        return Standing.REFUSED
    if said.expires_at is not None and said.expires_at <= moment:
        return Standing.EXPIRED
    return Standing.HOLDS


def deciding(answers: Iterable[Said], use: Use, moment: datetime) -> Said | None:
    """The answer that decides about `use` at `moment`: the last word that counts, yes or no.

    A withdrawn answer is as if it had not been given. What a reported person said neither opens nor shuts.
    """
    silent = {Standing.WITHDRAWN, Standing.DOES_NOT_COUNT, Standing.NOT_YET}
    speaking = [s for s in answers if is_about(s, use) and standing_at(s, moment) not in silent]
    return max(speaking, key=lambda said: said.given_at, default=None)


def covering(answers: Iterable[Said], use: Use, moment: datetime) -> Said | None:
    """The consent that covers `use` at `moment`, if the last word is a yes that has not run out."""
    last = deciding(answers, use, moment)
    return last if last is not None and standing_at(last, moment) is Standing.HOLDS else None


def is_reported(giver: Term, person_id: UUID | None, reported: Collection[tuple[str, UUID | None]]) -> bool:
    """Whether the giver is, or may well be, a reported person: the same person, else the same relation.

    `reported` holds relation and person of everybody reported. Where both are known as persons, only the person counts.
    """
    matching = set(giver.extra.get("reported_as", ()))
    for relation, reported_id in reported:
        if person_id and reported_id:
            if person_id == reported_id:
                return True
        elif relation in matching:
            return True
    return False


def way_to_hear(terms: Iterable[Term], age_years: int | None) -> str:
    """How a child of this age is heard; an unknown age is treated as the oldest, so that nobody is passed over."""
    ordered = sorted(terms, key=lambda term: int(term.extra["from_age"]))
    fitting = [t for t in ordered if age_years is None or int(t.extra["from_age"]) <= age_years]
    return fitting[-1].code if fitting else ordered[0].code


def ends_soon(said: Said, moment: datetime) -> bool:
    """Whether a consent that holds runs out within a month."""
    if said.expires_at is None or standing_at(said, moment) is not Standing.HOLDS:
        return False
    return said.expires_at - moment <= TOLD_BEFORE_END


def needs_recipient(purpose: str) -> bool:
    """Only what our own agency does needs nobody named."""
    return purpose != Purpose.SERVICES
