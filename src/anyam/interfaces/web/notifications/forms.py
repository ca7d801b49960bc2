"""The form for notices by e-mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..components.forms import AnyamForm


class MailForm(AnyamForm):
    address = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Leave it empty to get no e-mail."),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
