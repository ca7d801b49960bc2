"""What two people answer who judge the risk of one child without knowing of each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import Level, TriageFact

from ...components import widgets
from ...components.forms import AnyamForm
from ...reports.fields import YesOrNo


class RatingForm(AnyamForm):
    """The ten facts as they are today, and the level."""

    level = forms.ChoiceField(
        label=_("How high is the risk, all in all?"),
        choices=Level,
        widget=widgets.RadioCards(css="inline"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = {code: YesOrNo(label=label) for code, label in TriageFact.choices}
        self.fields = {**questions, **self.fields}

    def wish(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"facts": {code: data[code] for code in TriageFact.values}, "level": data["level"]}


class AskRatingForm(RatingForm):
    colleague_id = forms.ChoiceField(label=_("Which colleague is asked?"))

    def __init__(self, *args: Any, colleagues: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("colleague_id", [("", _("Choose…")), *((str(who), name) for who, name in colleagues)])

    def wish(self) -> dict[str, Any]:
        return {**super().wish(), "colleague_id": UUID(self.cleaned_data["colleague_id"])}
