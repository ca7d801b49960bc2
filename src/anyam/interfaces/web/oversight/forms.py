"""What is asked of a reviewer, of the one who looked, and of the keeper of seals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.oversight.choices import Finding, KeptAs

from ..components import widgets
from ..components.forms import AnyamForm

LONGEST_NOTE = 4000


class JudgementForm(AnyamForm):
    finding = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Finding.choices,
        widget=widgets.RadioCards(
            hints={
                Finding.EXPLAINED: _("For example a telephone call, a substitution, a meeting."),
                Finding.NOT_EXPLAINED: _("The agency of the person is told and talks with them."),
                Finding.HARM_POSSIBLE: _("The officer for data protection takes it up at once."),
            },
            tones={Finding.HARM_POSSIBLE: "red"},
        ),
    )
    reason = forms.CharField(
        label=_("Why do you judge it so?"),
        help_text=_("The one who looked reads this. Write nothing about the child."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ReplyForm(AnyamForm):
    text = forms.CharField(
        label=_("What did you look for?"),
        help_text=_("In your own words. Write nothing about the child: the reader is at another agency."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class KeepForm(AnyamForm):
    kept_as = forms.ChoiceField(
        label=_("How do you keep it?"), choices=KeptAs.choices, widget=widgets.RadioCards(css="inline")
    )


class CheckForm(AnyamForm):
    note = forms.CharField(
        label=_("The kept seal"),
        help_text=_("Paste the whole text, from the first line to the line with the signature."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "mono"}),
        max_length=LONGEST_NOTE,
        required=False,
    )
    file = forms.FileField(label=_("Or the file in which it is kept"), required=False)

    def clean(self) -> dict[str, Any]:
        """The text of either; a file is read here and not kept."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        text = cleaned.get("note") or ""
        if file and file.size <= LONGEST_NOTE:
            text = file.read().decode("utf-8", errors="replace")
        if not text.strip():
            self.add_error("note", _("Paste the seal or choose its file."))
        cleaned["text"] = text
        return cleaned
