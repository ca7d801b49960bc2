"""Forms with which an administrator keeps users and their roles."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Role
from anyam.registry.accounts.choices import ROLE_NAMES, Language
from anyam.registry.agencies.queries import find_agencies

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..lookups.sources import PlaceField

ACTIVE = [("", _("All")), ("yes", _("May sign in")), ("no", _("Closed"))]


def agency_choices(actor: Actor, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(row.id), row.name) for row in find_agencies(actor))]


class UserFilter(AnyamForm):
    q = forms.CharField(label=_("Name or user name"), required=False, max_length=80)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    active = forms.ChoiceField(label=_("Sign-in"), required=False, choices=ACTIVE)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, actor=actor)
        del self.fields["submission"]
        self.offer("agency", agency_choices(actor, _("All agencies")))
        roles = [("", _("All roles")), *ROLE_NAMES.items()]
        self.offer("role", roles)

    @property
    def wanted(self) -> dict[str, Any]:
        """The filters that hold, in the words of the query. Anything unreadable narrows nothing."""
        self.is_valid()
        clean = self.cleaned_data
        return {
            "text": clean.get("q", ""),
            "agency_id": UUID(clean["agency"]) if clean.get("agency") else None,
            "role": clean.get("role", ""),
            "is_active": {"yes": True, "no": False}.get(clean.get("active", "")),
        }


class NewUserForm(AnyamForm):
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("3 to 60 small letters, digits, dots or dashes. For example: sri.wahyuni"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    phone = fields.PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, widget=widgets.RadioCards(css="inline")
    )


class ChangeUserForm(AnyamForm):
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    phone = fields.PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    is_active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_("Without this mark the user is out at their next click. What they did stays on record."),
    )


class RoleForm(AnyamForm):
    """A role for a user. The name of each field is that of the action's argument."""

    agency_id = forms.ChoiceField(label=_("Agency"))
    role = forms.ChoiceField(label=_("Role"))
    area_code = PlaceField(
        label=_("Only for this area"), required=False, help_text=_("Leave empty for the whole district.")
    )
    starts_on = fields.DateField(label=_("First day"))
    ends_on = fields.DateField(
        label=_("Last day"), required=False, help_text=_("Leave empty when there is no end in sight.")
    )

    def __init__(self, data: Any = None, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, actor=actor, **kwargs)
        self.offer("agency_id", agency_choices(actor, _("Choose an agency")))
        roles = [("", _("Choose a role")), *((role.value, ROLE_NAMES[role]) for role in Role)]
        self.offer("role", roles)

    @property
    def given(self) -> dict[str, Any]:
        clean = self.cleaned_data
        return {
            "agency_id": UUID(clean["agency_id"]),
            "role": clean["role"],
            "area_code": clean["area_code"],
            "starts_on": clean["starts_on"],
            "ends_on": clean["ends_on"],
        }


class EndForm(AnyamForm):
    ends_on = fields.DateField(
        label=_("Last day"), required=False, help_text=_("Leave empty to end the role now.")
    )

    @property
    def last_day(self) -> date | None:
        day: date | None = self.cleaned_data.get("ends_on")
        return day


class SubjectForm(AnyamForm):
    subject = forms.CharField(
        label=_("Number of the person at the issuer (subject)"),
        max_length=190,
        help_text=_("Ask the office that runs the government sign-in. An e-mail address is not enough."),
    )


class SignInRulesForm(AnyamForm):
    """Each field has the name of the action's argument."""

    is_second_factor_required = forms.BooleanField(
        label=_("Whoever sees children’s data needs a second factor"),
        required=False,
        help_text=_("Administrators and those who approve exports always need one."),
    )
    grace_days = forms.IntegerField(
        label=_("Days of grace after the first sign-in"),
        min_value=0,
        max_value=90,
        widget=widgets.NumberInput,
    )
    idle_minutes = forms.IntegerField(
        label=_("Minutes without a touch until the screen is locked"),
        min_value=1,
        max_value=120,
        widget=widgets.NumberInput,
    )
    session_hours = forms.IntegerField(
        label=_("Hours until one signs in anew in any case"),
        min_value=1,
        max_value=24,
        widget=widgets.NumberInput,
    )

    @property
    def given(self) -> dict[str, Any]:
        names = ("is_second_factor_required", "grace_days", "idle_minutes", "session_hours")
        return {name: self.cleaned_data[name] for name in names}
