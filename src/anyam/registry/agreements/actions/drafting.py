"""Writing an agreement down, as long as it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import agency_names, districts_of

from ..choices import AgreementKind, AgreementState
from ..events import AgreementChanged, AgreementDrafted, AgreementDropped
from ..models import Agreement, Party, Policy
from ..policies import may_change
from .keeping import NotPossibleAsWritten, NotTheMoment, line, lock_agreement, lock_numbers, words
from .terms import refuse_impossible_term, refuse_wrong_parent

MOST_PARTIES = 40
_PREFIXES = {
    AgreementKind.JOINT: "KB",
    AgreementKind.COOPERATION: "PKS",
    AgreementKind.ACTION_PLAN: "RA",
    AgreementKind.SYNERGY: "NK",
}


class PartiesAreNotEnough(Refusal):
    sentence = _("An agreement needs at least two different parties.")


class PartyOwesSomething(Refusal):
    sentence = _("This party still stands in an obligation. Change or remove that obligation first.")


@dataclass(frozen=True)
class PartyInput:
    """One party: an agency of the register, or the name of an outside body."""

    agency_id: UUID | None = None
    body_name: str = ""
    official_name: str = ""
    official_office: str = ""
    number: str = ""
    mandate: str = ""


@dataclass(frozen=True)
class AgreementInput:
    kind: str
    title: str
    purpose: str
    object: str
    starts_on: date
    ends_on: date
    review_on: date | None = None
    legal_basis: str = ""
    scope: str = ""
    financing: str = ""
    disputes: str = ""
    archive: str = ""
    parent_id: UUID | None = None
    rests_on: tuple[UUID, ...] = ()


@action(is_once=True)
def draft_agreement(
    actor: Actor, *, given: AgreementInput, parties: Sequence[PartyInput], once: UUID | None = None
) -> UUID:
    """Begin an agreement between these parties; the acting agency drafts it and need not be one of them."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    if actor.agency_id is None:
        raise NotAllowed("an agency drafts")
    made = Agreement(
        district_code=actor.district_code,
        drafter_id=actor.agency_id,
        reference=next_reference(actor.district_code, given.kind),
        made_at=clock.now(),
        by_user_id=actor.user_id,
        **_values(actor, given),
    )
    made.save(force_insert=True)
    _write_parties(actor, made, parties)
    made.rests_on.set(_policies(actor, given.rests_on))
    record(actor, AgreementDrafted(made.pk, made.kind))
    return made.pk


@action()
def change_agreement(
    actor: Actor, *, agreement_id: UUID, given: AgreementInput, parties: Sequence[PartyInput]
) -> None:
    """Write a draft anew. What is being signed is taken back first; what was signed is changed by an addendum."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_draft(actor, agreement_id)
    for name, value in _values(actor, given).items():
        setattr(agreement, name, value)
    agreement.save()
    _write_parties(actor, agreement, parties)
    agreement.rests_on.set(_policies(actor, given.rests_on))
    record(actor, AgreementChanged(agreement.pk))


@action()
def drop_agreement(actor: Actor, *, agreement_id: UUID) -> None:
    """Give a draft up; it stays readable for its parties."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_draft(actor, agreement_id)
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.DROPPED, renews=None)
    record(actor, AgreementDropped(agreement.pk))


def lock_draft(actor: Actor, agreement_id: UUID) -> Agreement:
    """A draft of the actor's agency, locked. Raises NotFound for others, NotTheMoment once it is being signed."""
    agreement = lock_agreement(actor, agreement_id)
    if may_change(actor, agreement):
        return agreement
    if agreement.drafter_id == actor.agency_id:
        raise NotTheMoment(
            _(
                "Only a draft can be changed. Take it back from signing, or write an addendum to what is in force."
            )
        )
    raise NotAllowed(str(agreement_id))


def next_reference(district_code: str, kind: str) -> str:
    """The next short number of this kind in the district's year, for example PKS-2026-004."""
    if kind not in AgreementKind.values:
        raise NotPossibleAsWritten(_("Choose the kind of agreement."), field="kind")
    lock_numbers(district_code)
    start = f"{_PREFIXES[AgreementKind(kind)]}-{clock.today().year}-"
    taken = Agreement.objects.filter(district_code=district_code, reference__startswith=start)
    numbers = [int(one.rsplit("-", 1)[1]) for one in taken.values_list("reference", flat=True)]
    return f"{start}{max(numbers, default=0) + 1:03}"


def _values(actor: Actor, given: AgreementInput) -> dict[str, Any]:
    if given.kind not in AgreementKind.values:
        raise NotPossibleAsWritten(_("Choose the kind of agreement."), field="kind")
    refuse_impossible_term(given.starts_on, given.ends_on, given.review_on)
    parent = Agreement.objects.visible_to(actor).one(pk=given.parent_id) if given.parent_id else None
    refuse_wrong_parent(given.kind, parent, given.starts_on, given.ends_on)
    return {
        "kind": given.kind,
        "title": line(given.title, "title", 240, is_needed=True),
        "purpose": words(given.purpose, "purpose", is_needed=True),
        "object": line(given.object, "object", 400, is_needed=True),
        "scope": words(given.scope, "scope"),
        "legal_basis": words(given.legal_basis, "legal_basis"),
        "financing": words(given.financing, "financing"),
        "disputes": words(given.disputes, "disputes"),
        "archive": line(given.archive, "archive", 200),
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "runs_until": given.ends_on,
        "review_on": given.review_on,
        "parent": parent,
    }


def _policies(actor: Actor, ids: Sequence[UUID]) -> list[Policy]:
    return list(Policy.objects.visible_to(actor).filter(pk__in=set(ids)))


def _write_parties(actor: Actor, agreement: Agreement, given: Sequence[PartyInput]) -> None:
    """Bring the parties to what is given; a party that stays keeps its row, and with it its obligations."""
    checked = [_party_values(actor, agreement, number, one) for number, one in enumerate(given)]
    keys = [_key(one["agency_id"], one["body_name"]) for one in checked]
    if len(set(keys)) < 2 or len(set(keys)) < len(keys):
        raise PartiesAreNotEnough()
    if len(keys) > MOST_PARTIES:
        raise PartiesAreNotEnough(_("An agreement has forty parties at most."))
    known = {_key(one.agency_id, one.body_name): one for one in agreement.parties.all()}
    for key, gone in known.items():
        if key not in keys:
            if gone.owes.exists() or gone.is_owed.exists():
                raise PartyOwesSomething()
            gone.signatures.all().delete()
            gone.delete()
    for key, values in zip(keys, checked, strict=True):
        party = known.get(key) or Party(agreement=agreement)
        for name, value in values.items():
            setattr(party, name, value)
        party.save()


def _party_values(actor: Actor, agreement: Agreement, number: int, given: PartyInput) -> dict[str, Any]:
    row = f"parties-{number}-"
    body = line(given.body_name, f"{row}body_name", 160)
    if bool(given.agency_id) == bool(body):
        sentence = _("Choose an agency, or write the name of a body that is not in the register; not both.")
        raise NotPossibleAsWritten(sentence, field=f"{row}agency")
    if given.agency_id:
        district = districts_of(actor, [given.agency_id]).get(given.agency_id)
        if district != agreement.district_code or not agency_names(actor, [given.agency_id]):
            raise NotPossibleAsWritten(_("Choose an agency of the district."), field=f"{row}agency")
    return {
        "position": number,
        "agency_id": given.agency_id,
        "body_name": body,
        "official_name": line(given.official_name, f"{row}official_name", 120, is_needed=True),
        "official_office": line(given.official_office, f"{row}official_office", 160, is_needed=True),
        "number": line(given.number, f"{row}number", 80),
        "mandate": line(given.mandate, f"{row}mandate", 160),
    }


def _key(agency_id: UUID | None, body_name: str) -> str:
    return str(agency_id or body_name.casefold())
