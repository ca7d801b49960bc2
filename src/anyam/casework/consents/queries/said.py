"""Answers as the rules see them."""

from uuid import UUID

from anyam.casework.cases.queries import reported_people_of
from anyam.casework.cases.results import ReportedKin
from anyam.foundation.access import Actor
from anyam.foundation.core.vocabularies import Term

from ..choices import givers, lawful_bases
from ..models import Consent
from ..results import Advice
from ..rules import Said, is_reported

# Relations of people whose consent would be asked for: parents and those in their place.
_ASKED = frozenset(code for term in givers().terms for code in term.extra.get("reported_as", ()))
_UNKNOWN_GIVER = Term("", "", "", {})


def giver_term(code: str) -> Term:
    return next((term for term in givers().terms if term.code == code), _UNKNOWN_GIVER)


def said_of(consent: Consent, reported: tuple[ReportedKin, ...]) -> Said:
    pairs = [(kin.relation, kin.person_id) for kin in reported]
    return Said(
        purpose=consent.purpose,
        answer=consent.answer,
        given_at=consent.given_at,
        agency_id=consent.agency_id,
        agency_kind=consent.agency_kind,
        expires_at=consent.expires_at,
        withdrawn_at=consent.withdrawn_at,
        is_by_reported=is_reported(giver_term(consent.giver), consent.giver_person_id, pairs),
    )


def consents_of(actor: Actor, case_id: UUID) -> list[Consent]:
    """The answers of a case that the caller has found within sight, the newest first."""
    return list(Consent.objects.visible_to(actor).filter(case_id=case_id).select_related("words"))


def advice_for(actor: Actor, case_id: UUID) -> Advice | None:
    """Whom not to ask, because they are reported, and what to rest on instead."""
    parents = [kin for kin in reported_people_of(actor, case_id) if kin.relation in _ASKED]
    if not parents:
        return None
    bases = lawful_bases()
    instead = next(term for term in bases.terms if term.code == "vital_interest")
    labels = tuple(dict.fromkeys(kin.relation_label for kin in parents))
    return Advice(labels, instead.label, instead.extra["article"], bases.is_confirmed)
