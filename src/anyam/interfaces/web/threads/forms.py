"""What is asked when somebody writes to agencies."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.messages.choices import LONGEST_MESSAGE, LONGEST_TITLE
from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import due_by_promise
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from ..components import widgets
from ..components.fields import Moment
from ..components.forms import AnyamForm

NONE, PROMISED, OWN = "tidak", "janji", "sendiri"


class MessageForm(AnyamForm):
    text = forms.CharField(
        label=_("Your message"), widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST_MESSAGE
    )
    to = forms.MultipleChoiceField(
        label=_("To which agencies?"),
        help_text=_("Only agencies that may see what it is about."),
        widget=widgets.CheckboxCards(css="two"),
        error_messages={"required": _("Choose at least one agency that hears your message.")},
    )
    answer = forms.ChoiceField(
        label=_("Must they confirm that they have taken note?"),
        choices=[
            (NONE, _("No, it is for their information")),
            (PROMISED, _("Yes, within the promised time")),
            (OWN, _("Yes, by a time I choose")),
        ],
        initial=NONE,
        widget=widgets.RadioCards(
            hints={PROMISED: _("Who does not is reminded, then their head and the coordinator are told.")}
        ),
    )
    due_at = Moment(label=_("By when?"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == OWN and not given.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", _("Choose a day and a time."))
        return given

    def wish(self, actor: Actor) -> dict[str, Any]:
        """What the action takes."""
        return {
            "text": self.cleaned_data["text"],
            "to": [UUID(one) for one in self.cleaned_data["to"]],
            "due_at": self._due_at(actor),
            "once": self.once,
        }

    def _due_at(self, actor: Actor) -> datetime | None:
        answer: str = self.cleaned_data["answer"]
        if answer == PROMISED:
            return due_by_promise(
                actor, PromiseKey.MESSAGE_ACKNOWLEDGED, clock.now(), district_code=actor.district_code
            )
        chosen: datetime | None = self.cleaned_data["due_at"]
        return chosen if answer == OWN else None


class ThreadForm(MessageForm):
    field_order = ("title",)
    title = forms.CharField(
        label=_("What is it about, in one line?"),
        help_text=_("Only those who may see what it is about read this."),
        max_length=LONGEST_TITLE,
    )
