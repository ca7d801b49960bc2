"""The forms of reports and triage. They check what is typed; the actions change data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.casework.cases.results import ChildInput, ReportedPersonInput, ReporterInput, ReportInput
from anyam.foundation.core import clock

from ..components.fields import NikField, PhoneField, YesNoField
from ..components.forms import AnyamForm
from ..components.formsets import rows_of
from .fields import (
    Day,
    DayAsKnown,
    One,
    OneOfMany,
    PartialDate,
    Several,
    VillageOfDistrict,
    WholeNumber,
    YesOrNo,
)

ADULT_AT = 18
MOST_ROWS = 20

SEXES = [("female", _("Girl")), ("male", _("Boy")), ("unknown", _("Not known"))]
SEXES_OF_ADULTS = [("female", _("Woman")), ("male", _("Man")), ("unknown", _("Not known"))]


class ReportForm(AnyamForm):
    """What was reported, by whom, when and where."""

    channel = OneOfMany(
        label=_("How did the report arrive?"), choices=lambda: choices.report_channels().choices()
    )
    received_on = Day(label=_("Date received"), initial=clock.today)
    received_time = forms.TimeField(
        label=_("Time received"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "w-time"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        initial=lambda: timezone.localtime(clock.now()).time(),
        error_messages={
            "required": _("Write the time, for example 14:05."),
            "invalid": _("Write the time as hours and minutes, for example 14:05."),
        },
    )

    is_anonymous = One(
        label=_("May the reporter be known to us?"),
        choices=[("no", _("Yes, we know who it is")), ("yes", _("No, the reporter stays anonymous"))],
        initial="no",
        css="two",
    )
    reporter_name = forms.CharField(label=_("Reporter’s name"), required=False)
    reporter_phone = PhoneField(label=_("Reporter’s phone"), required=False)
    reporter_relation = forms.CharField(
        label=_("Who is the reporter to the child?"),
        required=False,
        max_length=80,
        help_text=_("For example neighbour, teacher, mother, the child."),
    )
    is_safe_to_call = YesNoField(
        label=_("Is it safe to call or send messages?"), required=False, initial="unknown"
    )

    occurred_on = DayAsKnown(
        label=_("When did it happen?"),
        help_text=_("For example 17-08-2026. Month and year, or the year alone, will do."),
    )
    is_occurred_on_estimate = forms.BooleanField(label=_("The date is an estimate"), required=False)
    place_code = VillageOfDistrict(
        label=_("Village where it happened"), required=False, help_text=_("Type a few letters of its name.")
    )
    place_of_incident = OneOfMany(
        label=_("Kind of place"),
        choices=lambda: choices.places_of_incident().choices(),
        required=False,
        empty=_("Not known yet"),
    )
    narrative = forms.CharField(
        label=_("What happened?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Write what the reporter saw or heard, in their words. Proof is not needed."),
        error_messages={"required": _("Write what the reporter told you. A short text will do.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        received, occurred = given.get("received_on"), given.get("occurred_on")
        if received and occurred and occurred.on > received:
            self.add_error("occurred_on", _("It was reported before this day. Check both dates."))
        moment = self.received_at(given)
        if moment and moment > clock.now():
            self.add_error("received_time", _("This time is still to come. Check the time."))
        return given

    def received_at(self, given: Mapping[str, Any]) -> datetime | None:
        day, hour = given.get("received_on"), given.get("received_time")
        return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None

    def report(
        self, children: tuple[ChildInput, ...], persons: tuple[ReportedPersonInput, ...]
    ) -> ReportInput:
        """The report as the action takes it."""
        given = self.cleaned_data
        occurred: PartialDate | None = given["occurred_on"]
        is_rough = bool(occurred and occurred.precision != "exact")
        received_at = self.received_at(given)
        assert received_at is not None
        return ReportInput(
            channel=given["channel"],
            received_at=received_at,
            narrative=given["narrative"],
            children=children,
            occurred_on=occurred.on if occurred else None,
            is_occurred_on_estimate=given["is_occurred_on_estimate"] or is_rough,
            place_code=given["place_code"],
            place_of_incident=given["place_of_incident"],
            reporter=_reporter(given),
            reported_persons=persons,
        )


class _RowForm(AnyamForm):
    """A row of a list: its one-time number does not make an empty row a filled one."""

    def has_changed(self) -> bool:
        return any(name != "submission" for name in self.changed_data)


class ChildForm(_RowForm):
    """A child as reported. One name is enough, and even that may be unknown."""

    person_id = forms.UUIDField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": _("Choose one from the list.")}
    )
    full_name = forms.CharField(
        label=_("Name of the child"),
        required=False,
        help_text=_("One name is enough. Leave it empty when nobody knows it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    nickname = forms.CharField(label=_("Called"), required=False, max_length=80)
    sex = One(label=_("Sex"), choices=SEXES, initial="unknown")
    birth_on = DayAsKnown(
        label=_("Date of birth"),
        help_text=_("For example 17-08-2015. Month and year, or the year alone, will do."),
        error_messages={"future": _("This day of birth is in the future. Check the year.")},
    )
    age_years = WholeNumber(
        label=_("Or estimated age in years"),
        required=False,
        error_messages={
            "min_value": _("Write an age from 0 to 17."),
            "max_value": _("Check the age: it is over 120."),
        },
    )
    nik = NikField(label=_("NIK"), help_text=_("16 digits. Leave it empty when the child has none yet."))
    address = forms.CharField(
        label=_("Where does the child live?"), required=False, help_text=_("Address or landmark.")
    )
    place_code = VillageOfDistrict(
        label=_("Village where the child lives"),
        required=False,
        help_text=_("Type a few letters of its name."),
    )
    violence_forms = Several(
        label=_("Forms of violence"),
        required=False,
        choices=lambda: choices.violence_forms().choices(),
        help_text=_("Choose all that the report speaks of."),
    )
    categories = Several(
        label=_("Special protection (UU 35/2014 art. 59)"),
        required=False,
        choices=lambda: choices.protection_categories().choices(),
        css="two",
        help_text=_("Choose all that fit."),
    )

    def clean_birth_on(self) -> PartialDate | None:
        birth: PartialDate | None = self.cleaned_data["birth_on"]
        if birth and _youngest_age(birth, clock.today()) >= ADULT_AT:
            raise ValidationError(
                _("This person is 18 or older. A child is younger than 18: check the year of birth.")
            )
        return birth

    def clean_age_years(self) -> int | None:
        age: int | None = self.cleaned_data["age_years"]
        if age is not None and age >= ADULT_AT:
            raise ValidationError(_("This person is 18 or older. A child is younger than 18: check the age."))
        return age

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self._tells_something(given):
            self.add_error("full_name", _("Write a name, or what is known: sex, age or address."))
        return given

    @staticmethod
    def _tells_something(given: Mapping[str, Any]) -> bool:
        names = (
            "person_id",
            "full_name",
            "nickname",
            "birth_on",
            "nik",
            "address",
            "place_code",
            "violence_forms",
        )
        told = any(given.get(name) for name in (*names, "categories"))
        return told or given.get("age_years") is not None or given.get("sex") != "unknown"

    def child(self) -> ChildInput:
        """The child as the action takes it."""
        given = self.cleaned_data
        birth: PartialDate | None = given["birth_on"]
        return ChildInput(
            full_name=given["full_name"],
            person_id=given["person_id"],
            sex=given["sex"],
            nickname=given["nickname"],
            nik=given["nik"],
            birth_on=birth.on if birth else None,
            birth_precision=birth.precision if birth else "exact",
            age_years=None if birth else given["age_years"],
            address=given["address"],
            place_code=given["place_code"],
            violence_forms=tuple(given["violence_forms"]),
            categories=tuple(given["categories"]),
        )


class ReportedPersonForm(_RowForm):
    """A reported person (terlapor), as far as is known."""

    relation = OneOfMany(
        label=_("Who is this person to the child?"), choices=lambda: choices.relations_to_reported().choices()
    )
    full_name = forms.CharField(label=_("Name, if known"), required=False)
    sex = One(label=_("Sex"), choices=SEXES_OF_ADULTS, initial="unknown")
    age_years = WholeNumber(
        label=_("Estimated age in years"),
        required=False,
        error_messages={"max_value": _("Check the age: it is over 120.")},
    )
    lives_with_child = YesNoField(label=_("Lives with the child?"), required=False, initial="unknown")

    def person(self) -> ReportedPersonInput:
        """The person as the action takes it."""
        given = self.cleaned_data
        wanted = ("relation", "full_name", "sex", "age_years", "lives_with_child")
        return ReportedPersonInput(**{name: given[name] for name in wanted})


ChildFormSet = rows_of(ChildForm, extra=0, min_num=1, validate_min=True, max_num=MOST_ROWS)
ReportedPersonFormSet = rows_of(ReportedPersonForm, extra=1, max_num=MOST_ROWS)


class TriageForm(AnyamForm):
    """Ten facts, and the level somebody takes responsibility for."""

    level = One(
        label=_("Level"),
        required=False,
        choices=[("", _("As proposed")), *choices.Level.choices],
    )
    override_reason = OneOfMany(
        label=_("Why another level than proposed?"),
        required=False,
        choices=lambda: choices.override_reasons().choices(),
        empty=_("Choose a reason"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What did you agree with the reporter? What happens next?"),
    )

    def __init__(self, *args: Any, known: Mapping[str, bool] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or {}
        for code, question in choices.TriageFact.choices:
            answer = {True: "yes", False: "no"}.get(self.known.get(code))  # type: ignore[arg-type]
            self.fields[code] = YesOrNo(label=question, initial=answer)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The ten facts in their order."""
        return [self[code] for code in choices.TriageFact.values]

    def facts(self) -> dict[str, bool]:
        """The answers given so far, even while others are missing."""
        if not self.is_bound:
            return dict(self.known)
        typed = {code: self.data.get(code) for code in choices.TriageFact.values}
        return {code: answer == "yes" for code, answer in typed.items() if answer in ("yes", "no")}

    def spare(self) -> None:
        """Show the form with its answers, without judging it: somebody only asked what would be proposed."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}

    def lacks_reason(self, proposed: str) -> bool:
        """Whether another level than `proposed` was chosen without saying why; then the field says so."""
        chosen = self.cleaned_data.get("level")
        lacks = bool(chosen) and chosen != proposed and not self.cleaned_data.get("override_reason")
        if lacks:
            self.add_error("override_reason", _("Choose why the level differs from the proposal."))
        return lacks


class OpenCasesForm(AnyamForm):
    """Who will manage the new cases; the cards are drawn from the report's list of managers."""

    manager_id = forms.UUIDField(
        error_messages={
            "required": _("Choose a case manager."),
            "invalid": _("Choose a case manager from the list."),
        }
    )


class AnswerForm(AnyamForm):
    """Why a report does not become a case."""

    note = forms.CharField(
        label=_("What was answered, and why is no case needed?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write what the reporter was told and where they can turn to."),
        error_messages={"required": _("Write what was answered. A short text will do.")},
    )


def _reporter(given: Mapping[str, Any]) -> ReporterInput:
    if given["is_anonymous"] == "yes":
        return ReporterInput(is_anonymous=True)
    return ReporterInput(
        is_anonymous=False,
        name=given["reporter_name"],
        phone=given["reporter_phone"],
        relation=given["reporter_relation"],
        is_safe_to_call=given["is_safe_to_call"],
    )


def _youngest_age(birth: PartialDate, today: date) -> int:
    """The youngest age that fits: a birth known by its year alone may have been on the last day of it."""
    latest = {
        "exact": birth.on,
        "month": date(birth.on.year + birth.on.month // 12, birth.on.month % 12 + 1, 1),
        "year": date(birth.on.year + 1, 1, 1),
    }[birth.precision]
    return today.year - latest.year - ((today.month, today.day) < (latest.month, latest.day))
