"""Terms that cannot be: refused before anything is kept."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.dates import day_in_words
from anyam.foundation.core.refusals import Refusal

from ..choices import AgreementKind, AgreementState
from ..models import Agreement
from ..rules import LONGEST_TERM_YEARS, term_is_too_long, terms_overlap

# What may stand under what; a synergy note with a ministry carries action plans too (PP 28/2018).
PARENTS = {
    AgreementKind.COOPERATION: {AgreementKind.JOINT, AgreementKind.SYNERGY},
    AgreementKind.ACTION_PLAN: {AgreementKind.JOINT, AgreementKind.COOPERATION, AgreementKind.SYNERGY},
}
_COUNTS = (AgreementState.SIGNING, AgreementState.SIGNED, AgreementState.IN_FORCE)


class TermIsImpossible(Refusal):
    sentence = _("The last day cannot be before the first day.")


class TermsOverlap(Refusal):
    sentence = _("The same parties already have this agreement for part of this time.")


class OutsideParent(Refusal):
    sentence = _("An agreement cannot run longer than the one it stands under.")


class WrongParent(Refusal):
    sentence = _("An agreement of this kind cannot stand under the chosen one.")


def refuse_impossible_term(starts_on: date, ends_on: date, review_on: date | None) -> None:
    """Ends before it begins, runs for a lifetime, or is reviewed outside of its term."""
    if ends_on < starts_on:
        raise TermIsImpossible(field="ends_on")
    if term_is_too_long(starts_on, ends_on):
        sentence = _("An agreement runs for %(years)s years at most.") % {"years": LONGEST_TERM_YEARS}
        raise TermIsImpossible(sentence, field="ends_on")
    if review_on and not starts_on <= review_on <= ends_on:
        raise TermIsImpossible(_("The review must lie within the term."), field="review_on")


def refuse_wrong_parent(kind: str, parent: Agreement | None, starts_on: date, ends_on: date) -> None:
    """An action plan stands under something; nothing outlives what it stands under."""
    if parent is None:
        if kind == AgreementKind.ACTION_PLAN:
            raise WrongParent(_("Choose the agreement this action plan belongs to."), field="parent")
        return
    if parent.kind not in PARENTS.get(AgreementKind(kind), ()):
        raise WrongParent(field="parent")
    if parent.state not in _COUNTS:
        raise WrongParent(_("The agreement above is not being signed or in force."), field="parent")
    if starts_on < parent.starts_on:
        sentence = _("The agreement above begins only on %(day)s.") % {"day": day_in_words(parent.starts_on)}
        raise OutsideParent(sentence, field="starts_on")
    if ends_on > parent.runs_until:
        sentence = _("The agreement above ends on %(day)s already.") % {
            "day": day_in_words(parent.runs_until)
        }
        raise OutsideParent(sentence, field="ends_on")


def refuse_overlap(agreement: Agreement) -> None:
    """A successor begins after its predecessor; the same parties do not sign the same title for the same days twice."""
    term = (agreement.starts_on, agreement.runs_until)
    before = agreement.renews
    if before and agreement.starts_on <= before.runs_until:
        raise TermsOverlap(
            _("The agreement it renews runs until %(day)s. Begin on the day after, or later.")
            % {"day": day_in_words(before.runs_until)},
            field="starts_on",
        )
    alike = Agreement.objects.filter(
        district_code=agreement.district_code,
        kind=agreement.kind,
        title__iexact=agreement.title,
        state__in=_COUNTS,
    ).exclude(pk=agreement.pk)
    mine = _parties(agreement)
    for other in alike:
        if _parties(other) == mine and terms_overlap(term, (other.starts_on, other.runs_until)):
            raise TermsOverlap(
                _("The same parties already have %(reference)s for part of this time, until %(day)s.")
                % {"reference": other.reference, "day": day_in_words(other.runs_until)},
                field="starts_on",
            )


def _parties(agreement: Agreement) -> frozenset[str]:
    found = agreement.parties.values_list("agency_id", "body_name")
    return frozenset(str(agency_id or name.casefold()) for agency_id, name in found)
