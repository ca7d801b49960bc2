"""The forms in which somebody tells of a family. They check what is typed; the actions say what can be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.results import FamilyCircle
from anyam.registry.families.choices import (
    Source,
    caregiver_roles,
    family_relations,
    move_reasons,
    safe_channels,
)
from anyam.registry.families.results import RelationInput, SafeContactInput, StayInput, Window
from anyam.registry.people.choices import BirthPrecision, Sex
from anyam.registry.people.results import AddressInput, AddressRow, PersonInput

from ..components.fields import PhoneField, YesNoField
from ..components.forms import AnyamForm
from ..components.sources import VillageField
from ..reports.fields import Day, DayAsKnown, One, OneOfMany, PartialDate, Several, WholeNumber

_SINCE = _("Since when, if it is known?")
_IN_WORDS = {True: "yes", False: "no", None: "unknown"}
_CONTACT = ("is_never", "never_reason", "channel", "words_to_avoid", "who_may_answer")
_ADDRESS = (
    "address",
    "place_code",
    "phone",
    "is_safe_to_call",
    "is_unsafe_to_visit",
    "is_secret",
    "contact_note",
)


class Telling(AnyamForm):
    """A form in which somebody tells something; `wish` is what the action takes of it."""

    def wish(self) -> dict[str, Any]:
        return {}

    def told(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}


class AboutFamily(Telling):
    """A form that offers the people of this family."""

    def __init__(self, *args: Any, circle: FamilyCircle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle = circle
        people = [(str(one.person_id), one.name) for one in circle.family.people]
        for name in {"person_id", "other_id", "to_id", "carer_id", "person_ids"} & set(self.fields):
            self.offer(name, self.among(name, people))

    def among(self, name: str, people: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        return people if name == "person_ids" else [("", str(_("Choose…"))), *people]

    def chosen(self, name: str) -> UUID:
        return UUID(self.cleaned_data[name])


class AddMemberForm(AboutFamily):
    """Somebody whom nobody has written down yet."""

    full_name = forms.CharField(
        label=_("Name"), required=False, help_text=_("As far as it is known. It may stay empty.")
    )
    sex = One(label=_("Sex"), choices=Sex.choices, required=False)
    birth_on = DayAsKnown(
        label=_("Date of birth"),
        help_text=_("For example 17-08-1985. Month and year, or the year alone, will do."),
    )
    age_years = WholeNumber(label=_("Or about how old?"), required=False)
    kind = OneOfMany(label=_("This person is the"), choices=family_relations().choices)
    to_id = OneOfMany(label=_("of"))
    since = Day(label=_SINCE, required=False)
    source = OneOfMany(label=_("Who said so?"), choices=Source.choices, required=False, empty=_("Not noted"))

    def wish(self) -> dict[str, Any]:
        birth: PartialDate | None = self.cleaned_data["birth_on"]
        person = PersonInput(
            **self.told("full_name", "sex", "age_years"),
            birth_on=birth.on if birth else None,
            birth_precision=birth.precision if birth else BirthPrecision.EXACT,
        )
        return {
            "person": person,
            "to_id": self.chosen("to_id"),
            "once": self.once,
            **self.told("kind", "since", "source"),
        }


class RelationForm(AboutFamily):
    """How two people of the family stand to each other."""

    other_id = OneOfMany(label=_("Who?"))
    kind = OneOfMany(label=_("is the"), choices=family_relations().choices)
    person_id = OneOfMany(label=_("of whom?"))
    since = Day(label=_SINCE, required=False)
    until = Day(label=_("Until when, if it is over?"), required=False)
    source = OneOfMany(label=_("Who said so?"), choices=Source.choices, required=False, empty=_("Not noted"))
    note = forms.CharField(label=_("Anything else about it"), required=False, max_length=300)

    def wish(self) -> dict[str, Any]:
        plain = self.told("kind", "since", "until", "source", "note")
        given = RelationInput(person_id=self.chosen("person_id"), other_id=self.chosen("other_id"), **plain)
        return {"given": given}


class UntilForm(Telling):
    """Until when something lasted."""

    until = Day(
        label=_("Until when?"), help_text=_("Today or earlier. A guess will do where nobody knows the day.")
    )

    def wish(self) -> dict[str, Any]:
        return self.told("until")


class DeathForm(Telling):
    died_on = Day(label=_("When did this person die?"))

    def wish(self) -> dict[str, Any]:
        return self.told("died_on")


class TakeBackForm(Telling):
    """Nothing to type: only the press."""


class HomeForm(AboutFamily):
    name = forms.CharField(
        label=_("What does the family call this home?"),
        max_length=100,
        help_text=_("For example: grandmother’s house. No street: the address stands with the person."),
        error_messages={"required": _("Write what the family calls this home.")},
    )
    person_ids = Several(label=_("Who lives there?"), choices=(), css="two")
    since = Day(label=_SINCE, required=False)

    def wish(self) -> dict[str, Any]:
        return {
            "person_ids": [UUID(one) for one in self.cleaned_data["person_ids"]],
            **self.told("name", "since"),
        }


class JoinForm(AboutFamily):
    person_id = OneOfMany(label=_("Who lives there too?"))
    since = Day(label=_SINCE, required=False)

    def wish(self) -> dict[str, Any]:
        return {"person_id": self.chosen("person_id"), **self.told("since")}


class CareForm(AboutFamily):
    carer_id = OneOfMany(label=_("Who cares?"))
    person_id = OneOfMany(label=_("For whom?"))
    role = OneOfMany(label=_("As what?"), choices=caregiver_roles().choices)
    is_primary = forms.BooleanField(label=_("Looks after the child first of all, day by day"), required=False)
    since = Day(label=_SINCE, required=False)

    def wish(self) -> dict[str, Any]:
        people = {name: self.chosen(name) for name in ("person_id", "carer_id")}
        return {**people, **self.told("role", "is_primary", "since")}


class ContactForm(Telling):
    """How somebody can be reached without harm."""

    is_never = forms.BooleanField(label=_("Never call and never visit"), required=False)
    never_reason = forms.CharField(
        label=_("Why not?"),
        required=False,
        max_length=300,
        help_text=_("For example: the phone is with the father."),
    )
    channel = OneOfMany(
        label=_("Which way is safe?"), choices=safe_channels().choices, required=False, empty=_("Not known")
    )
    days = Several(
        label=_("On which days?"),
        choices=lambda: [(str(number), str(name)) for number, name in WEEKDAYS.items()],
        required=False,
    )
    begin = forms.TimeField(label=_("From"), required=False, help_text=_("For example 08:00."))
    end = forms.TimeField(label=_("Until"), required=False)
    words_to_avoid = forms.CharField(
        label=_("Which words must not be said or written?"),
        required=False,
        max_length=300,
        help_text=_("For example: report, case, police. Say instead that the school is calling."),
    )
    who_may_answer = forms.CharField(
        label=_("Who may answer, and whom to ask for?"), required=False, max_length=300
    )

    def __init__(self, *args: Any, known: SafeContactInput | None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_first(known), **kwargs)
        self.known = known

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        told = [data.get(name) for name in ("days", "begin", "end")]
        if any(told) and not all(told):
            self.add_error("begin", _("Choose the days and write both hours, or leave all three empty."))
        return data

    def wish(self) -> dict[str, Any]:
        days, hours = self.cleaned_data["days"], self.told("begin", "end")
        windows = (Window(tuple(int(day) for day in days), **hours),) if days else ()
        return {"given": SafeContactInput(windows=windows, **self.told(*_CONTACT))}

    def refuse(self, reason: Any) -> None:
        """What is wrong with the hours stands beside them."""
        if getattr(reason, "field", "") == "windows":
            reason.field = "begin"
        super().refuse(reason)


def _first(known: SafeContactInput | None) -> dict[str, Any]:
    if known is None:
        return {}
    first: dict[str, Any] = {name: getattr(known, name) for name in _CONTACT}
    if known.windows:
        window = known.windows[0]
        first |= {
            "days": [str(day) for day in window.days],
            "begin": _hour(window.begin),
            "end": _hour(window.end),
        }
    return first


def _hour(moment: time) -> str:
    return f"{moment:%H:%M}"


class WhereaboutsForm(Telling):
    """Where somebody of the family lives, and their telephone."""

    phone = PhoneField(label=_("Telephone"), required=False)
    is_safe_to_call = YesNoField(label=_("Is it safe to call or send messages?"), required=False)
    address = forms.CharField(label=_("Address or landmark"), required=False)
    place_code = VillageField(label=_("Village"), required=False)
    is_unsafe_to_visit = forms.BooleanField(label=_("It is not safe to visit there"), required=False)
    is_secret = forms.BooleanField(label=_("The address is secret"), required=False)
    contact_note = forms.CharField(label=_("A note on reaching this person"), required=False, max_length=300)

    def __init__(self, *args: Any, known: AddressRow | None, **kwargs: Any) -> None:
        first = {name: getattr(known, name) for name in _ADDRESS} if known else {}
        first["is_safe_to_call"] = _IN_WORDS[known.is_safe_to_call if known else None]
        super().__init__(*args, initial=first, **kwargs)
        self.known = known

    def wish(self) -> dict[str, Any]:
        kept = {name: getattr(self.known, name) for name in ("rt", "rw", "landmark")} if self.known else {}
        return {"address": AddressInput(**self.told(*_ADDRESS), **kept)}


class MoveForm(Telling):
    """A place where somebody lives or lived."""

    place_code = VillageField(label=_("Village"), required=False)
    elsewhere = forms.CharField(
        label=_("Or where else?"),
        required=False,
        max_length=150,
        help_text=_("For example: Malaysia, a ship."),
    )
    since = Day(label=_SINCE, required=False)
    until = Day(
        label=_("Until when?"),
        required=False,
        help_text=_("Leave it empty where this person lives there now."),
    )
    with_whom = forms.CharField(label=_("With whom?"), required=False, max_length=150)
    reason = OneOfMany(
        label=_("Why there?"), choices=move_reasons().choices, required=False, empty=_("Not noted")
    )

    def wish(self) -> dict[str, Any]:
        place_code = self.cleaned_data["place_code"] or ""
        told = self.told("elsewhere", "with_whom", "reason", "since", "until")
        return {"given": StayInput(place_code=place_code, **told)}
