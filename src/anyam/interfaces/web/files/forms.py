"""Forms for a case's files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.files.choices import FileKind, OriginalReason, RestrictionReason

from ..components import widgets
from ..components.forms import AnyamForm
from .uploads import ACCEPTED


class FileForm(AnyamForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=FileKind.choices,
        widget=widgets.RadioCards(css="inline"),
        initial="photo",
    )
    camera = forms.FileField(
        label=_("Take a picture"),
        help_text=_("On a phone this opens the camera."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )
    content = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("Picture, PDF, Word, Excel or plain text, up to 20 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    note = forms.CharField(
        label=_("What does it show?"),
        help_text=_("A few words for colleagues, for example “letter of the school about absence”."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("content")) == bool(given.get("camera")):
            self.add_error("content", _("Choose one file, or take one picture."))
        return given

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data["content"] or self.cleaned_data["camera"]
        return {
            "kind": self.cleaned_data["kind"],
            "note": self.cleaned_data["note"],
            "name": given.name or "",
            "content": given.read(),
        }


class OriginalForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why is the copy not enough?"), choices=OriginalReason.choices, widget=widgets.RadioCards()
    )
    words = forms.CharField(label=_("For whom, and for what?"), widget=forms.Textarea, max_length=500)


class RestrictForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why is it put away?"), choices=RestrictionReason.choices, widget=widgets.RadioCards()
    )
    words = forms.CharField(label=_("More about it"), widget=forms.Textarea, max_length=500, required=False)


class LiftForm(AnyamForm):
    """Nothing to fill in: the question itself is the form."""
