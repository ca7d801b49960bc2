"""Who somebody is, for a caller that has found the person to be this actor's business."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor, NotFound, Permission, query, require, require_any
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look, record_names_seen
from anyam.foundation.core import clock
from anyam.registry.places.queries import place_names

from ..choices import BirthPrecision, Sex
from ..models import Identity, Person, SafeAddress
from ..results import AddressRow, IdentityDetail, Lifetime, PersonName
from ..rules import age_range, age_text, birth_span, full_years, is_child, masked, masked_number, nik_warnings


@query
def get_identity(actor: Actor, person_id: UUID, *, case_id: UUID | None = None) -> IdentityDetail:
    """Who a person is; keeps that the actor looked. Raises NotFound."""
    require(actor, Permission.SEE_IDENTITY)
    person = Person.objects.visible_to(actor).select_related("identity").one(pk=person_id)
    record_look(actor, part=Looked.IDENTITY, subject_id=person_id, case_id=case_id)
    return _detail(person, _identity(person))


@query
def identity_opened_to(actor: Actor, person_id: UUID, *, case_id: UUID) -> IdentityDetail:
    """As `get_identity`, for an agency to which the identity was opened with a referral. Raises NotFound."""
    require(actor, Permission.SEE_INBOX)
    person = Person.objects.visible_to(actor).select_related("identity").one(pk=person_id)
    record_look(actor, part=Looked.IDENTITY, subject_id=person_id, case_id=case_id)
    return _detail(person, _identity(person))


@query
def names_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, PersonName]:
    """Names and ages by id; words in place of the name where it is not open. That a list showed them is kept."""
    require(actor, Permission.SEE_IDENTITY)
    return _seen(actor, _names(actor, ids))


@query
def oldest_age_on(actor: Actor, person_id: UUID, day: date) -> int | None:
    """The oldest age in full years that somebody may have had on a day; None where nothing is known of it."""
    require(actor, Permission.SEE_IDENTITY)
    person = Person.objects.visible_to(actor).select_related("identity").one(pk=person_id)
    identity = _identity(person)
    ages = age_range(identity.birth_on, identity.birth_precision, day)
    return None if ages is None or identity.birth_on is None else ages.oldest


@query
def masked_names_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, PersonName]:
    """As `names_of`, with first letters only: for lists and for agencies that receive a summary."""
    require_any(actor, Permission.SEE_IDENTITY, Permission.SEE_INBOX, Permission.FIND_PEOPLE)
    return _seen(
        actor, [replace(name, full_name=name.masked_name, nickname="") for name in _names(actor, ids)]
    )


@query
def address_of(actor: Actor, person_id: UUID, *, case_id: UUID | None = None) -> AddressRow | None:
    """Where somebody can be found and whether it is safe; None when nothing was written down. The look is kept."""
    require(actor, Permission.SEE_IDENTITY)
    found = _addresses(actor, [person_id]).get(person_id)
    if found:
        record_look(actor, part=Looked.ADDRESS, subject_id=person_id, case_id=case_id)
    return found


@query
def addresses_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, AddressRow]:
    """As `address_of` for several people at once, by id; each address that is read leaves a look."""
    require(actor, Permission.SEE_IDENTITY)
    found = _addresses(actor, ids)
    for person_id in found:
        record_look(actor, part=Looked.ADDRESS, subject_id=person_id)
    return found


@query
def lifetimes_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Lifetime]:
    """Between which days these people were born and when they died, for whom the actor may see; no names are read."""
    require(actor, Permission.SEE_IDENTITY)
    found = Person.objects.visible_to(actor).filter(pk__in=set(ids)).select_related("identity")
    return {person.pk: _lifetime(person) for person in found}


def _seen(actor: Actor, names: list[PersonName]) -> dict[UUID, PersonName]:
    record_names_seen(actor, len(names))
    return {name.person_id: name for name in names}


def _addresses(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, AddressRow]:
    rows = list(SafeAddress.objects.visible_to(actor).filter(person_id__in=set(ids)))
    places = place_names(actor, [row.place_code for row in rows if row.place_code])
    return {
        row.pk: _address(row, places[row.place_code].full_name if row.place_code in places else "")
        for row in rows
    }


def _names(actor: Actor, ids: Iterable[UUID]) -> list[PersonName]:
    wanted = {person_id for person_id in ids if person_id}
    if not wanted:
        return []
    open_to_actor = Person.objects.visible_to(actor).filter(pk__in=wanted).select_related("identity")
    known = [_name(person) for person in open_to_actor]
    return [*known, *(_not_open(person_id) for person_id in wanted - {name.person_id for name in known})]


def _not_open(person_id: UUID) -> PersonName:
    words = _("Name not open to you")
    return PersonName(
        person_id=person_id,
        full_name=words,
        nickname="",
        masked_name=words,
        age_text="",
        age_years=None,
        sex=Sex.UNKNOWN,
        sex_label=str(Sex.UNKNOWN.label),
    )


def _identity(person: Person) -> Identity:
    try:
        return person.identity
    except Identity.DoesNotExist:
        raise NotFound("identity") from None


def _name(person: Person) -> PersonName:
    identity = _identity(person)
    birth = (identity.birth_on, identity.birth_precision, clock.today())
    ages = age_range(*birth)
    return PersonName(
        person_id=person.pk,
        full_name=identity.full_name or identity.nickname or _without_name(identity.mother_name),
        nickname=identity.nickname,
        masked_name=masked(identity.full_name or identity.nickname)
        or _without_name(masked(identity.mother_name)),
        age_text=age_text(*birth),
        age_years=None
        if ages is None or identity.birth_on is None
        else max(0, full_years(identity.birth_on, birth[2])),
        sex=person.sex,
        sex_label=str(Sex(person.sex).label),
    )


def _lifetime(person: Person) -> Lifetime:
    identity = _identity(person)
    earliest, latest = birth_span(identity.birth_on, identity.birth_precision)
    is_unborn = identity.birth_precision == BirthPrecision.UNBORN
    return Lifetime(person.pk, person.sex, earliest, latest, person.died_on, is_unborn)


def _without_name(mother_name: str) -> str:
    return _("Child of %(mother)s") % {"mother": mother_name} if mother_name else _("Name not known")


def _detail(person: Person, identity: Identity) -> IdentityDetail:
    today = clock.today()
    birth = (identity.birth_on, identity.birth_precision)
    return IdentityDetail(
        person_id=person.pk,
        full_name=identity.full_name,
        display_name=_name(person).full_name,
        nickname=identity.nickname,
        other_names=identity.other_names,
        sex=person.sex,
        sex_label=str(Sex(person.sex).label),
        birth_on=identity.birth_on,
        birth_precision=identity.birth_precision,
        birth_place=identity.birth_place,
        age_text=age_text(*birth, today),
        is_child=is_child(*birth, today),
        nik=identity.nik,
        masked_nik=masked_number(identity.nik),
        kk=identity.kk,
        mother_name=identity.mother_name,
        died_on=person.died_on,
        warnings=tuple(nik_warnings(identity.nik, born_on=birth[0], precision=birth[1], sex=person.sex)),
    )


def _address(row: SafeAddress, place_name: str) -> AddressRow:
    return AddressRow(
        person_id=row.pk,
        address=row.address,
        place_code=row.place_code,
        place_name=place_name,
        rt=row.rt,
        rw=row.rw,
        landmark=row.landmark,
        is_secret=row.is_secret,
        is_unsafe_to_visit=row.is_unsafe_to_visit,
        phone=row.phone,
        is_safe_to_call=row.is_safe_to_call,
        contact_note=row.contact_note,
    )
