"""What is asked when a procedure is started, a step ends, or a case goes another way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.choices import DeviationReason, StopReason
from anyam.casework.sops.results import Performer

from ..components import widgets
from ..components.forms import AnyamForm


class StartForm(AnyamForm):
    """One choice of an agency for each performer that the procedure leaves open."""

    def __init__(
        self,
        *args: Any,
        performers: Sequence[Performer],
        agencies: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.performers = performers
        for performer in performers:
            self.fields[performer.key] = forms.ChoiceField(
                label=_("Who acts as %(performer)s?") % {"performer": performer.title},
                choices=[("", _("Choose an agency")), *agencies],
            )

    def chosen(self) -> dict[str, UUID]:
        return {one.key: UUID(self.cleaned_data[one.key]) for one in self.performers}


class AnswerForm(AnyamForm):
    """The end of a step; a decision asks for its answer."""

    def __init__(self, *args: Any, answers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if answers:
            self.fields["answer"] = forms.ChoiceField(
                label=_("What was decided?"),
                choices=[(answer, answer) for answer in answers],
                widget=widgets.RadioCards(css="inline"),
            )

    def answer(self) -> str:
        return str(self.cleaned_data.get("answer", ""))


class DeviationForm(AnswerForm):
    """Another way than written: a question to the procedure, never a fault of somebody."""

    reason = forms.ChoiceField(
        label=_("Why does this case go another way?"),
        help_text=_(
            "The owner of the procedure sees how often it happens, and why; never about which child."
        ),
        choices=DeviationReason.choices,
        widget=widgets.RadioCards(),
    )


class StopForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why does it end here?"),
        choices=[one for one in StopReason.choices if one[0] != StopReason.CASE_CLOSED],
        widget=widgets.RadioCards(),
    )
