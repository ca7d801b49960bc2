"""What is typed about a promised time."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.choices import PromiseSource
from anyam.foundation.core.working_time import Counting

from ..components import widgets
from ..components.forms import AnyamForm


class PromiseForm(AnyamForm):
    hours = forms.DecimalField(
        label=_("Number of hours"),
        min_value=Decimal(0),
        max_value=Decimal(8784),
        decimal_places=2,
        widget=widgets.NumberInput,
        help_text=_("0 means at once. One working day has 8 working hours."),
    )
    counting = forms.ChoiceField(
        label=_("How do the hours run?"),
        choices=[(Counting.CLOCK.value, _("Clock hours")), (Counting.WORKING.value, _("Working hours"))],
        widget=widgets.RadioCards(
            hints={
                Counting.CLOCK.value: _("Day and night, also on holidays: for a child's safety."),
                Counting.WORKING.value: _("Monday to Friday, 08.00 to 16.00, without public holidays."),
            }
        ),
    )
    source = forms.ChoiceField(
        label=_("Where does it come from?"), choices=PromiseSource, widget=widgets.RadioCards
    )
    source_note = forms.CharField(
        label=_("Decree or procedure, with its number"), max_length=200, required=False
    )
    is_confirmed = forms.BooleanField(
        label=_("The district has confirmed this time"),
        required=False,
        help_text=_("Until then every page shows it as not confirmed."),
    )
