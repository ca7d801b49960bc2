"""What is known so far about the child being written down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..components.sources import VillageField


class LikelyChildForm(AnyamForm):
    """All may be empty; what cannot be read narrows nothing."""

    name = forms.CharField(label=_("Name of the child"), required=False, max_length=200)
    mother_name = forms.CharField(label=_("Name of the mother"), required=False, max_length=200)
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        min_value=1900,
        max_value=2200,
        widget=widgets.NumberInput,
    )
    age_years = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=120, widget=widgets.NumberInput
    )
    village = VillageField(label=_("Village"), required=False)
    nik = fields.NikField(label=_("NIK"))

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, actor=actor)
        del self.fields["submission"]

    @property
    def wanted(self) -> dict[str, Any]:
        """What is known, in the words of the query."""
        self.is_valid()
        clean = self.cleaned_data
        year, age = clean.get("birth_year"), clean.get("age_years")
        return {
            "name": clean.get("name", ""),
            "mother_name": clean.get("mother_name", ""),
            "birth_year": clock.today().year - age if year is None and age is not None else year,
            "place_code": clean.get("village") or None,
            "nik": clean.get("nik", ""),
        }
