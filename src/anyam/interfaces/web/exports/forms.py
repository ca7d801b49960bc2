"""Forms for exports."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.exports.choices import ExportPurpose

from ..components import widgets
from ..components.forms import AnyamForm


class AskForm(AnyamForm):
    purpose = forms.ChoiceField(
        label=_("For what does it leave the building?"),
        choices=ExportPurpose.choices,
        widget=widgets.RadioCards(),
    )
    words = forms.CharField(
        label=_("For whom exactly, and for what?"),
        help_text=_("Your colleague reads this before agreeing."),
        widget=forms.Textarea,
        max_length=500,
    )


class DecideForm(AnyamForm):
    words = forms.CharField(
        label=_("A word to your colleague"), widget=forms.Textarea, max_length=500, required=False
    )


class EmptyForm(AnyamForm):
    """Nothing to fill in."""
