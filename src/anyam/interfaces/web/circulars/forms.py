"""What is asked when a circular is written, and when it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.messages.actions import CircularInput
from anyam.casework.messages.choices import (
    LONGEST_ANSWER,
    LONGEST_CIRCULAR,
    LONGEST_CIRCULAR_TITLE,
    LONGEST_QUESTION,
    MOST_ANSWERS,
    CircularKind,
)
from anyam.casework.messages.results import CircularDetail, CircularText
from anyam.foundation.core import clock

from ..components import fields, widgets
from ..components.forms import AnyamForm

_NUMBERS = [(str(n), str(n)) for n in range(1, MOST_ANSWERS + 1)]


def _today() -> date:
    return clock.today()


def _in_a_week() -> date:
    return clock.today() + timedelta(days=7)


class CircularForm(AnyamForm):
    """The words, for whom, until when, and the question that shows whether they were understood."""

    title = forms.CharField(
        label=_("Title"), help_text=_("Name no child and no case."), max_length=LONGEST_CIRCULAR_TITLE
    )
    text = forms.CharField(
        label=_("What does it say?"),
        help_text=_("Short sentences: who does what, from when, and whom to ask."),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST_CIRCULAR,
    )
    valid_from = fields.DateField(label=_("From which day does it hold?"), initial=_today)
    read_by = fields.DateField(label=_("By which day is everybody to work by it?"), initial=_in_a_week)
    is_for_all = forms.BooleanField(label=_("For all agencies of the district"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Or for these kinds of agencies"), widget=widgets.CheckboxCards(css="two"), required=False
    )
    agencies = forms.MultipleChoiceField(
        label=_("Or for single agencies"), widget=widgets.CheckboxCards(css="two"), required=False
    )
    question = forms.CharField(
        label=_("One control question"),
        help_text=_("Ask for what changes in daily work, not for a number of a letter."),
        max_length=LONGEST_QUESTION,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST_ANSWERS + 1):
            self.fields[f"answer_{n}"] = forms.CharField(
                label=_("Answer %(n)s") % {"n": n}, max_length=LONGEST_ANSWER, required=n <= 2
            )
        self.fields["right"] = forms.ChoiceField(
            label=_("Which answer is right?"),
            choices=_NUMBERS,
            initial="1",
            widget=widgets.RadioCards(css="inline"),
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        typed = [given.get(f"answer_{n}") for n in range(1, MOST_ANSWERS + 1)]
        right = int(given.get("right") or 1)
        if "right" not in self.errors and not typed[right - 1]:
            self.add_error("right", _("This answer is empty. Choose one that you have written."))
        return given

    @property
    def given(self) -> CircularInput:
        """What the action takes."""
        had = self.cleaned_data
        typed = [had[f"answer_{n}"] for n in range(1, MOST_ANSWERS + 1)]
        right = sum(bool(one) for one in typed[: int(had["right"]) - 1])
        return CircularInput(
            title=had.get("title", ""),
            text=had["text"],
            changed=had.get("changed", ""),
            question=had["question"],
            answers=[one for one in typed if one],
            right_answer=right,
            read_by=had["read_by"],
            valid_from=had["valid_from"],
            is_for_all=had["is_for_all"],
            kind_codes=had["kinds"],
            agency_ids=[UUID(one) for one in had["agencies"]],
        )


class NewCircularForm(CircularForm):
    field_order = ("kind",)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=CircularKind.choices,
        initial=CircularKind.CIRCULAR,
        widget=widgets.RadioCards(
            css="inline",
            hints={
                CircularKind.CIRCULAR: _("Something to do or to know now"),
                CircularKind.GUIDANCE: _("How to do something, for longer"),
            },
        ),
    )


class ChangedCircularForm(CircularForm):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class NextVersionForm(ChangedCircularForm):
    """A later version keeps its title and says what is new."""

    field_order = ("changed", "text")
    title = None  # type: ignore[assignment]
    changed = forms.CharField(
        label=_("What is new in this version?"),
        help_text=_("Whoever knows the earlier version reads only this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class AnswerForm(AnyamForm):
    answer = forms.ChoiceField(
        widget=widgets.RadioCards(), error_messages={"required": _("Choose one of the answers.")}
    )

    def __init__(self, *args: Any, shown: CircularText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = shown.question
        self.offer("answer", [(str(n), one) for n, one in enumerate(shown.answers)])


class PressForm(AnyamForm):
    """Nothing is asked but the pressing of the button."""


def initial_of(detail: CircularDetail, draft: CircularText) -> dict[str, Any]:
    """What the form shows of a draft."""
    return {
        "title": detail.row.title,
        "text": draft.text,
        "changed": draft.changed,
        "valid_from": draft.valid_from,
        "read_by": draft.read_by,
        "is_for_all": draft.is_for_all,
        "kinds": list(draft.kind_codes),
        "agencies": [str(one) for one in draft.agency_ids],
        "question": draft.question,
        **{f"answer_{n}": one for n, one in enumerate(draft.answers, start=1)},
        "right": str(draft.right_answer + 1),
        "revision": draft.revision,
    }


def offer_targets(
    form: AnyamForm, kinds: Sequence[tuple[str, str]], agencies: Sequence[tuple[str, str]]
) -> None:
    form.offer("kinds", kinds)
    form.offer("agencies", agencies)
