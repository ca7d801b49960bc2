"""The form that puts right who a child is and how it can be reached."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.results import ChildDetail
from anyam.registry.people.choices import BirthPrecision
from anyam.registry.people.results import AddressInput, AddressRow, IdentityDetail, IdentityInput

from ...components.fields import NikField, PhoneField, YesNoField
from ...components.forms import AnyamForm
from ...components.sources import VillageField
from ...reports.fields import DayAsKnown, One, PartialDate
from ...reports.forms import SEXES

_IDENTITY = ("full_name", "nickname", "sex", "birth_place", "nik", "kk", "mother_name")
_ADDRESS = ("address", "place_code", "phone", "is_safe_to_call", "is_unsafe_to_visit", "is_secret")
_AS_TYPED = {BirthPrecision.EXACT: "%d-%m-%Y", BirthPrecision.MONTH: "%m-%Y"}
_IN_WORDS = {True: "yes", False: "no", None: "unknown"}

Input = TypeVar("Input", IdentityInput, AddressInput)


class ChildDataForm(AnyamForm):
    """What is known of the child already stands in it; what is left as it is stays as it is."""

    full_name = forms.CharField(label=_("Name of the child"), required=False)
    nickname = forms.CharField(label=_("Called"), required=False, max_length=80)
    sex = One(label=_("Sex"), choices=SEXES)
    birth_on = DayAsKnown(
        label=_("Date of birth"),
        help_text=_("For example 17-08-2015. Month and year, or the year alone, will do."),
        error_messages={"future": _("This day of birth is in the future. Check the year.")},
    )
    birth_place = forms.CharField(label=_("Place of birth"), required=False, max_length=100)
    nik = NikField(label=_("NIK"), help_text=_("16 digits. Leave it empty when the child has none yet."))
    kk = forms.CharField(label=_("Family card number (KK)"), required=False, max_length=20)
    mother_name = forms.CharField(label=_("Mother’s name"), required=False)
    address = forms.CharField(
        label=_("Where does the child live?"), required=False, help_text=_("Address or landmark.")
    )
    place_code = VillageField(label=_("Village where the child lives"), required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    is_safe_to_call = YesNoField(label=_("Is it safe to call or send messages?"), required=False)
    is_unsafe_to_visit = forms.BooleanField(label=_("It is not safe to visit there"), required=False)
    is_secret = forms.BooleanField(label=_("The address is secret"), required=False)

    def __init__(self, *args: Any, child: ChildDetail, **kwargs: Any) -> None:
        first = {name: getattr(child.identity, name) for name in _IDENTITY}
        first["birth_on"] = _as_typed(child.identity)
        if child.address:
            first |= {name: getattr(child.address, name) for name in _ADDRESS}
        first["is_safe_to_call"] = _IN_WORDS[child.address.is_safe_to_call if child.address else None]
        super().__init__(*args, initial=first, **kwargs)
        self.child = child
        if not child.may_correct_address:
            for name in _ADDRESS:
                del self.fields[name]

    def wish(self) -> dict[str, Any]:
        """The child's data as the action takes them."""
        data = self.cleaned_data
        changed = {name: data[name] for name in _IDENTITY}
        if "birth_on" in self.changed_data:
            birth: PartialDate | None = data["birth_on"]
            changed["birth_on"] = birth.on if birth else None
            changed["birth_precision"] = birth.precision if birth else BirthPrecision.UNKNOWN
        wish: dict[str, Any] = {"identity": _changed(IdentityInput, self.child.identity, changed)}
        if self.child.may_correct_address:
            where = {name: data[name] for name in _ADDRESS}
            wish["address"] = _changed(AddressInput, self.child.address, where)
        return wish


def _changed(kind: type[Input], known: IdentityDetail | AddressRow | None, changed: dict[str, Any]) -> Input:
    """What is known already, with what was changed: the form does not show everything."""
    names = {field.name for field in fields(kind)}
    kept = {name: getattr(known, name) for name in names if hasattr(known, name)}
    return kind(**{**kept, **changed})


def _as_typed(identity: IdentityDetail) -> str:
    if identity.birth_on is None:
        return ""
    return identity.birth_on.strftime(_AS_TYPED.get(BirthPrecision(identity.birth_precision), "%Y"))
