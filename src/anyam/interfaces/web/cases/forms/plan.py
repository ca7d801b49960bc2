"""The forms of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.foundation.core import clock

from ...components import widgets
from ...components.forms import AnyamForm
from ...reports.fields import Day, One, OneOfMany


class GoalForm(AnyamForm):
    """What shall be better for the child."""

    text = forms.CharField(
        label=_("Goal"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("What will be better for the child? For example: Rani goes to school every day again."),
        error_messages={"required": _("Write what will be better for the child.")},
    )


class PlanActionForm(AnyamForm):
    """Who does what, until when."""

    title = forms.CharField(
        label=_("What will be done?"),
        max_length=300,
        help_text=_("Write it so that the family understands it."),
        error_messages={"required": _("Write what will be done.")},
    )
    need = OneOfMany(label=_("Which need does it answer?"), choices=lambda: choices.needs().choices())
    agency_id = OneOfMany(
        label=_("Which agency does it?"), error_messages={"required": _("Choose the agency that will do it.")}
    )
    due_on = Day(
        label=_("By when?"),
        may_be_future=True,
        may_be_past=False,
        initial=lambda: clock.today() + timedelta(days=14),
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, OneOfMany)
        field.choices = [("", _("Choose…")), *agencies]

    def wish(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "need": given["need"],
            "agency_id": UUID(given["agency_id"]),
            "due_on": given["due_on"],
        }


class PartsForm(AnyamForm):
    """Which agencies support an action, and which are informed."""

    support = forms.MultipleChoiceField(
        label=_("Who supports it?"), required=False, widget=widgets.CheckboxCards(css="two")
    )
    informed = forms.MultipleChoiceField(
        label=_("Who is kept informed?"), required=False, widget=widgets.CheckboxCards(css="two")
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("support", "informed"):
            self.offer(name, agencies)

    def wish(self) -> dict[str, list[UUID]]:
        """What the action takes."""
        return {name: [UUID(one) for one in self.cleaned_data[name]] for name in ("support", "informed")}


class ProgressForm(AnyamForm):
    """How far an action has come."""

    state = One(
        label=_("How far is it?"),
        choices=choices.ActionState.choices,
        css="two",
        hints={
            "stuck": _("Write in the note what holds it up."),
            "dropped": _("Write in the note why it is not needed any more."),
        },
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("state") in {choices.ActionState.STUCK, choices.ActionState.DROPPED} and not given.get(
            "note"
        ):
            self.add_error("note", _("Write what holds it up, or why it is dropped."))
        return given


class AgreeForm(AnyamForm):
    """That the plan was agreed, with whom, and when it will be looked at again."""

    agreed_on = Day(label=_("Agreed on"), initial=clock.today)
    review_on = Day(
        label=_("Look at it again on"),
        may_be_future=True,
        may_be_past=False,
        initial=lambda: clock.today() + timedelta(days=90),
    )
    child_took_part = forms.BooleanField(
        label=_("The child took part and was heard"),
        required=False,
        help_text=_("In a way that fits the child’s age."),
    )
    family_took_part = forms.BooleanField(label=_("The family took part"), required=False)
