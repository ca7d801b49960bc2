"""What is asked of whoever keeps instruments."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..components import fields
from ..components.forms import AnyamForm


class UploadForm(AnyamForm):
    content = forms.FileField(
        label=_("Which file?"),
        help_text=_(
            "An XLSForm as Kobo and ODK use it: XLSX or XLS. Nothing is in force before you say so on the next page."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.md"}),
    )


class ForceForm(AnyamForm):
    from_day = fields.DateField(
        label=_("From which day?"),
        help_text=_(
            "From this day on, new answers are given to this version. The version before it ends then."
        ),
    )


class WithdrawForm(AnyamForm):
    """Nothing to fill in: a question and a button."""
