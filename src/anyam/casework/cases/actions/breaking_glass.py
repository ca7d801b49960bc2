"""Emergency access: a child is in danger now and whoever holds the case cannot be reached."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions.narratives import write_narrative
from anyam.casework.cases.choices import EMERGENCY_HOURS, CaseState, EmergencyReason, NarrativeKind
from anyam.casework.cases.events import GlassBroken
from anyam.casework.cases.models import Case
from anyam.foundation.access import Actor, Permission, action, require, require_fresh
from anyam.foundation.access.choices import Basis, Part, Reason
from anyam.foundation.access.granting import Given, Principal, grant_access, name_source
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_of, grants_given
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

LASTS = timedelta(hours=EMERGENCY_HOURS)
MOST_IN_A_DAY = 3
SHORTEST_EXPLANATION = 20
PARTS = frozenset({Part.WORK, Part.IDENTITY, Part.ADDRESS, Part.NARRATIVE, Part.HEALTH})


class CaseNotOpened(Refusal):
    """Said alike for a number that does not exist, a closed case, and one the actor is barred from."""

    sentence = _("No open case can be opened with this number. Check the number, or call the case’s agency.")


class EmergencyReasonMissing(Refusal):
    sentence = _("Choose the emergency.")


class ExplanationTooShort(Refusal):
    sentence = _("Write in a sentence what is happening, so that it can be understood at the review.")


class TooManyEmergencies(Refusal):
    sentence = _("You have opened three cases this way since yesterday. Call a supervisor instead.")


@action(is_once=True)
def break_glass(
    actor: Actor, *, number: str, reason: str, explanation: str, once: UUID | None = None
) -> UUID:
    """Open a case for four hours although nobody gave access; the case's id.

    Asks for a fresh proof of who is there. The case's supervisors are told, and a reviewer at another agency has to
    close a review. Blocks hold: whoever is barred gets the same answer as for a number that does not exist. The
    reporter, legal standing and files stay closed, and nothing can be changed.
    """
    require(actor, Permission.BREAK_GLASS)
    require_fresh(actor)
    if reason not in EmergencyReason.values:
        raise EmergencyReasonMissing(field="reason")
    words = clean_text(explanation)
    if len(words) < SHORTEST_EXPLANATION:
        raise ExplanationTooShort(field="explanation")
    now = clock.now()
    if _opened_since(actor, now - timedelta(days=1)) >= MOST_IN_A_DAY:
        raise TooManyEmergencies
    with acting(Actor.system("emergency access")):
        case = Case.objects.filter(number=number.strip().upper(), state=CaseState.OPEN).first()
        if case is None or blocks_of(actor).filter(dossier_id=case.pk).exists():
            raise CaseNotOpened(field="number")
        _open(actor, case, reason, words, now)
    return case.pk


def _open(actor: Actor, case: Case, reason: str, words: str, now: datetime) -> None:
    assert actor.agency_id is not None, "the permission belongs to a role at an agency"
    given = Given(
        Principal.seat(actor.person_id, actor.agency_id),
        Reason.BREAK_GLASS,
        PARTS,
        basis=Basis.VITAL_INTEREST,
        until=now + LASTS,
    )
    grants = grant_access(actor, case.pk, given)
    breaking_id = new_id()
    write_narrative(actor, NarrativeKind.EMERGENCY, breaking_id, words, case_id=case.pk)
    event = GlassBroken(
        breaking_id,
        case.pk,
        case.agency_id,
        case.number,
        actor.person_id,
        actor.agency_id,
        reason,
        now + LASTS,
    )
    name_source(actor, grants, record(actor, event))


def _opened_since(actor: Actor, moment: datetime) -> int:
    return grants_given(actor.person_id, Reason.BREAK_GLASS).filter(since__gte=moment).count()
