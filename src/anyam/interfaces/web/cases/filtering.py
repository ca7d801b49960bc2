"""The filters of the case list, as they stand in its address: an address is a view somebody can keep and share.

All but the words: what somebody types to find a child stands in no address and in no view that is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.casework.cases import choices
from anyam.casework.cases.queries import CaseFilter
from anyam.casework.cases.results import ManagerLoad, SavedViewRow
from anyam.foundation.core.text import clean_line

from ..layouts.typed_words import KEY
from ..reports.fields import OneOfMany

ORDERS = (
    ("activity", gettext_lazy("Last activity")),
    ("opened", gettext_lazy("Newest first")),
    ("oldest", gettext_lazy("Oldest first")),
)
SHAPES = (
    ("", gettext_lazy("List")),
    ("board", gettext_lazy("Board")),
    ("month", gettext_lazy("Month")),
)
STATES = [("closed", gettext_lazy("Closed")), ("all", gettext_lazy("Open and closed"))]


class CaseFilterForm(forms.Form):
    """Every field may be empty or nonsense: what is not one of ours counts as not chosen."""

    use_required_attribute = False

    text = forms.CharField(
        label=gettext_lazy("Number or name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    state = OneOfMany(
        label=gettext_lazy("State"), required=False, choices=STATES, empty=gettext_lazy("Open cases")
    )
    level = OneOfMany(
        label=gettext_lazy("Level of risk"),
        required=False,
        choices=choices.Level.choices,
        empty=gettext_lazy("Any level"),
    )
    stage = OneOfMany(
        label=gettext_lazy("Stage"),
        required=False,
        choices=choices.Stage.choices,
        empty=gettext_lazy("Any stage"),
    )
    manager = OneOfMany(label=gettext_lazy("Case manager"), required=False, empty=gettext_lazy("Anybody"))
    mine = forms.BooleanField(label=gettext_lazy("Only my cases"), required=False)
    news = forms.BooleanField(
        label=gettext_lazy("Only those of my cases where something is new since I looked"), required=False
    )
    order = OneOfMany(
        label=gettext_lazy("Order"), required=False, choices=ORDERS, empty=gettext_lazy("Usual order")
    )

    shape = forms.ChoiceField(required=False, choices=SHAPES, widget=forms.HiddenInput)

    def __init__(
        self,
        query: QueryDict,
        *,
        text: str = "",
        managers: Sequence[ManagerLoad],
        saved: Sequence[SavedViewRow] = (),
    ) -> None:
        self.query = _without(query, "text")
        self.saved = [
            replace(view, query=_without(QueryDict(view.query), "text").urlencode()) for view in saved
        ]
        typed = self.query.copy()
        typed["text"] = text
        super().__init__(typed)
        self.managers = {str(each.user_id): each.name for each in managers}
        manager = self.fields["manager"]
        assert isinstance(manager, OneOfMany)
        manager.choices = [("", _("Anybody")), *self.managers.items()]

    def value(self, name: str) -> str:
        """What was chosen, or nothing when it is not one of the choices."""
        field = self.fields[name]
        typed = clean_line(self.data.get(name, ""))[:200]
        if not isinstance(field, forms.ChoiceField):
            return typed
        return typed if typed and field.valid_value(typed) else ""

    def wish(self) -> CaseFilter:
        """The filter as the query takes it."""
        manager, state = self.value("manager"), self.value("state")
        return CaseFilter(
            state={"": "open", "all": ""}.get(state, state),
            level=self.value("level"),
            stage=self.value("stage"),
            manager_id=UUID(manager) if manager else None,
            is_mine=bool(self.value("mine")),
            has_news=bool(self.value("news")),
            text=self.value("text"),
            order=self.value("order") or "activity",
        )

    @property
    def has_filter(self) -> bool:
        return bool(self.chips())

    def chips(self) -> list[dict[str, str]]:
        """The filters in use, each with the address of the list without it."""
        shown = [
            ("text", self.value("text")),
            ("mine", _("Only my cases") if self.value("mine") else ""),
            ("news", _("New since I looked") if self.value("news") else ""),
        ]
        for name in ("state", "level", "stage", "manager"):
            shown.append((name, self._label(name)))
        return [
            {"label": label, "url": self.address_without(KEY if name == "text" else name, "page")}
            for name, label in shown
            if label
        ]

    def quick_views(self) -> list[dict[str, Any]]:
        """The views most asked for."""
        ready = [
            (_("My open cases"), "mine=1"),
            (_("New since I looked"), "news=1"),
            (_("All open cases"), ""),
            (_("High risk"), "level=high"),
            (_("Waiting for assessment"), "stage=assessment"),
            (_("Closed"), "state=closed"),
        ]
        now = {
            k: self.value(k)
            for k in ("shape", "mine", "news", "level", "stage", "state", "manager", "text", "order")
            if self.value(k)
        }
        own = [(view.name, view.query) for view in self.saved]
        return [
            {"label": label, "url": f"?{query}", "current": dict(QueryDict(query).items()) == now}
            for label, query in [*ready, *own]
        ]

    def shapes(self) -> list[dict[str, Any]]:
        """The shapes in which the list can be shown, each with its address."""
        now = self.value("shape")
        return [
            {"label": label, "url": self._address_with("shape", code), "is_now": code == now}
            for code, label in SHAPES
        ]

    def to_keep(self) -> str:
        """The filter as it would be kept under a name, and as it is led to: without what was typed."""
        names = ("shape", "state", "level", "stage", "manager", "mine", "news", "order")
        kept = QueryDict(mutable=True)
        kept.update({name: self.value(name) for name in names if self.value(name)})
        return kept.urlencode()

    def heads(self) -> dict[str, dict[str, Any]]:
        """Column heads by which the list can be ordered."""
        now = self.value("order") or "activity"
        return {
            code: {"url": self._address_with("order", code), "is_now": code == now} for code, _label in ORDERS
        }

    def address_of_stage(self, stage: str) -> str:
        """The list of one stage."""
        kept = _without(self.query, "page", "month", "shape")
        kept["stage"] = stage
        return "?" + kept.urlencode()

    def address_without(self, *names: str) -> str:
        return "?" + _without(self.query, *names).urlencode()

    def _address_with(self, name: str, value: str) -> str:
        kept = _without(self.query, "page", "month")
        kept[name] = value
        return "?" + kept.urlencode()

    def _label(self, name: str) -> str:
        field, chosen = self.fields[name], self.value(name)
        assert isinstance(field, forms.ChoiceField)
        labels = {str(code): str(label) for code, label in list(field.choices)}  # type: ignore[arg-type]
        return labels.get(chosen, "") if chosen else ""


def _without(query: QueryDict, *names: str) -> QueryDict:
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept
