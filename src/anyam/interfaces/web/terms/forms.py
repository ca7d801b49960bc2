"""What is asked about a shared word."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.messages.choices import (
    LONGEST_COMMENT,
    LONGEST_MEANING,
    LONGEST_WHY,
    LONGEST_WORD,
    Stance,
)

from ..components import widgets
from ..components.forms import AnyamForm


class MeaningForm(AnyamForm):
    """Newer words for one that was agreed; the word itself stays."""

    meaning = forms.CharField(
        label=_("What does it mean for all of you?"),
        help_text=_("One or two sentences that every agency can use."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_MEANING,
    )
    not_meant = forms.CharField(
        label=_("What does it not mean?"),
        help_text=_("Words that mislead or hurt, or a meaning that one agency is used to."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_MEANING,
        required=False,
    )
    english = forms.CharField(label=_("In English"), max_length=LONGEST_WORD, required=False)
    rests_on = forms.CharField(
        label=_("Where does the meaning come from?"),
        help_text=_("A law, a guideline, or the decision of a meeting."),
        max_length=200,
        required=False,
    )

    @property
    def given(self) -> dict[str, str]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "submission"}


class TermForm(MeaningForm):
    field_order = ("word",)
    word = forms.CharField(label=_("Word"), max_length=LONGEST_WORD)


class CommentForm(AnyamForm):
    stance = forms.ChoiceField(
        label=_("What does your agency say?"), choices=Stance.choices, widget=widgets.RadioCards(css="inline")
    )
    text = forms.CharField(
        label=_("In a few words"),
        help_text=_("Say what you would write instead, if you object."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_COMMENT,
        required=False,
    )


class AsideForm(AnyamForm):
    why = forms.CharField(
        label=_("Why is it set aside?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_WHY
    )
