"""Choosing one of very many (villages, services): type a few letters, pick one.

With JavaScript the choices appear while typing; without it the 'Look up' button shows them as radio cards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor

SHOWN = 12
SEARCH_LENGTH = 80


@dataclass(frozen=True, slots=True)
class LookupOption:
    value: str
    label: str
    hint: str = ""


class LookupSource(Protocol):
    """Where the choices come from. `find` answers None for a value that is not one of them."""

    url_name: str

    def search(self, actor: Actor, text: str) -> Sequence[LookupOption]: ...

    def find(self, actor: Actor, value: str) -> LookupOption | None: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """What came back from the control: the code behind it, the words in it, and whether a card was picked."""

    code: str
    text: str
    was_picked: bool = False


class LookupInput(forms.Widget):
    template_name = "components/form/lookup.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.url = ""
        self.options: Sequence[LookupOption] = ()
        self.is_looked_up = False
        self.label_of: Any = lambda _value: ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        picked = str(data.get(f"{name}_pick") or "")
        return Typed(picked or str(data.get(name) or ""), str(data.get(f"{name}_text") or ""), bool(picked))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        code, text = (value.code, value.text) if isinstance(value, Typed) else (str(value or ""), "")
        context["widget"] |= {
            "code": code,
            "text": text or (self.label_of(code) if code else ""),
            "url": self.url,
            "options": self.options,
            "is_looked_up": self.is_looked_up,
        }
        return context


class LookupField(forms.Field):
    """A choice from a `LookupSource`; the cleaned value is the choice's code. The form gives it the actor."""

    widget = LookupInput
    default_error_messages = {
        "unknown": _("Choose one from the list. Type a few letters of its name."),
        "several": _("More than one fits. Choose one of these."),
    }

    def __init__(self, source: LookupSource, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source
        self._actor: Actor | None = None

    @property
    def actor(self) -> Actor | None:
        return self._actor

    @actor.setter
    def actor(self, actor: Actor | None) -> None:
        self._actor = actor
        widget = self.widget
        assert isinstance(widget, LookupInput)
        widget.label_of = self._label_of
        try:
            widget.url = reverse(self.source.url_name)
        except NoReverseMatch:
            widget.url = ""

    def look_up(self, text: str) -> Sequence[LookupOption]:
        """Show the choices that fit `text` under the control."""
        options = search(self.source, self._actor, text)
        assert isinstance(self.widget, LookupInput)
        self.widget.options, self.widget.is_looked_up = options, True
        return options

    def clean(self, value: Any) -> str:
        typed = value if isinstance(value, Typed) else Typed(str(value or ""), "")
        code = self._code(typed)
        if not code and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return code

    def _code(self, typed: Typed) -> str:
        chosen = self._find(typed.code)
        if chosen and (typed.was_picked or typed.text in ("", chosen.label)):
            return chosen.value
        if not typed.text.strip():
            return ""
        options = self.look_up(typed.text)
        if len(options) == 1:
            return options[0].value
        several = "several" if options else "unknown"
        raise ValidationError(self.error_messages[several], code=several)

    def _find(self, code: str) -> LookupOption | None:
        if not code or self._actor is None or len(code) > SEARCH_LENGTH:
            return None
        return self.source.find(self._actor, code)

    def _label_of(self, code: str) -> str:
        option = self._find(code)
        return option.label if option else ""


def search(source: LookupSource, actor: Actor | None, text: str) -> Sequence[LookupOption]:
    wanted = text.strip()[:SEARCH_LENGTH]
    if actor is None or len(wanted) < 2:
        return ()
    return list(source.search(actor, wanted))[:SHOWN]


def lookup_page(request: HttpRequest, source: LookupSource, actor: Actor) -> HttpResponse:
    """The choices for `?q=` as HTML options, for the control while someone types."""
    options = search(source, actor, request.GET.get("q", "").replace("\x00", ""))
    return render(request, "components/form/lookup_options.html", {"options": options})
