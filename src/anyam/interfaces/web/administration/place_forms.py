"""Forms for what happens to places: they divide, and they end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.registry.places.actions import MovedPlace, NewPlace
from anyam.registry.places.choices import Level, PlaceKind
from anyam.registry.places.results import PlaceRow

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..lookups.sources import PlaceField

_KINDS = {
    Level.PROVINCE: [PlaceKind.PROVINSI],
    Level.REGENCY: [PlaceKind.KABUPATEN, PlaceKind.KOTA],
    Level.DISTRICT: [PlaceKind.KECAMATAN],
    Level.VILLAGE: [PlaceKind.DESA, PlaceKind.KELURAHAN, PlaceKind.DESA_ADAT],
}


class SplitForm(AnyamForm):
    """One new place out of an old one; a division into several is written one new place after the other."""

    code = forms.CharField(label=_("Code of the new place"), max_length=13)
    name = forms.CharField(label=_("Name of the new place"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"))
    on = fields.DateField(label=_("From which day?"))
    moved = forms.MultipleChoiceField(
        label=_("What moves into the new place"),
        required=False,
        widget=widgets.CheckboxCards(css="inline"),
        help_text=_("They end under their old codes and go on under new ones with the same last digits."),
    )
    mother_stays = forms.BooleanField(
        label=_("The old place goes on"),
        required=False,
        initial=True,
        help_text=_("Without this mark it ends on that day; then everything in it must move."),
    )

    def __init__(self, data: Any = None, *, place: PlaceRow, children: list[PlaceRow], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = [(kind.value, kind.label) for kind in _KINDS[Level(place.level)]]
        self.offer("kind", kinds)
        self.fields["kind"].initial = place.kind
        if children:
            self.offer("moved", [(row.code, row.label) for row in children])
        else:
            del self.fields["moved"]

    @property
    def new_place(self) -> NewPlace:
        clean = self.cleaned_data
        moved = tuple(
            MovedPlace(old, f"{clean['code']}.{old.rpartition('.')[2]}") for old in clean.get("moved", ())
        )
        return NewPlace(clean["code"], clean["name"], clean["kind"], moved)


class RetireForm(AnyamForm):
    on = fields.DateField(label=_("From which day is it no longer in force?"))
    replaced_by = PlaceField(
        label=_("Joined to"),
        required=False,
        help_text=_("The place that goes on in its stead, if there is one."),
    )
