"""The forms about two records of one child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.registry.people.choices import MergeReason

from ...components.forms import AnyamForm
from ...reports.fields import One


class OtherRecordForm(AnyamForm):
    """The number under which the other record stands; what is found has an address of its own."""

    number = forms.CharField(
        label=_("Number of the other case or report"),
        max_length=40,
        help_text=_("You find it at the top of the case or report."),
        error_messages={"required": _("Write the number of the case or report.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["submission"]


class MergeForm(AnyamForm):
    """How somebody knows that it is the same child."""

    reason = One(
        label=_("How do you know that this is the same child?"),
        choices=MergeReason.choices,
        css="two",
        error_messages={"required": _("Choose how you know that this is the same child.")},
    )
    knows_of_hold = forms.BooleanField(
        label=_("A legal hold stands on a case of this child. I have told the data protection officer."),
        required=False,
    )

    def __init__(self, *args: Any, is_held: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_held:
            del self.fields["knows_of_hold"]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {"reason": given["reason"], "knows_of_hold": bool(given.get("knows_of_hold"))}
