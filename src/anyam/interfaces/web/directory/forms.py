"""Filtering the directory, and saying whether a service can take children."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.registry.agencies.choices import CapacityState, Need, ServiceLevel

from ..components import widgets
from ..components.forms import AnyamForm
from ..components.sources import VillageField

OLDEST = 120


class ServiceFilter(AnyamForm):
    """What is asked of the directory. Anything unreadable narrows nothing, and says so beside its field."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=80, help_text=_("Service, agency or need.")
    )
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[("", _("All needs")), *Need.choices])
    age = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=OLDEST, widget=widgets.NumberInput
    )
    village = VillageField(label=_("Village"), required=False)
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("All levels")), *ServiceLevel.choices]
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, actor=actor)
        del self.fields["submission"]

    @property
    def wanted(self) -> dict[str, Any]:
        """The filters that hold, in the words of the query."""
        self.is_valid()
        clean = self.cleaned_data
        return {
            "text": clean.get("q", ""),
            "need": clean.get("need") or None,
            "age": clean.get("age"),
            "place_code": clean.get("village") or None,
            "level": clean.get("level") or None,
        }


class CapacityForm(AnyamForm):
    state = forms.ChoiceField(
        label=_("Can this service take children now?"),
        choices=CapacityState.choices,
        widget=widgets.RadioCards(
            hints={
                CapacityState.OPEN: _("Referrals are welcome."),
                CapacityState.LIMITED: _("Only some, or with waiting."),
                CapacityState.FULL: _("None for now."),
            },
            tones={CapacityState.OPEN: "green", CapacityState.LIMITED: "yellow", CapacityState.FULL: "red"},
            css="inline",
        ),
    )
    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=200,
        help_text=_("For example: two beds until Friday. No names of children."),
    )
