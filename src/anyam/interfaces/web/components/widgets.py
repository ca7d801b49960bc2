"""Controls that know what is typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from .phones import written


class _Cards:
    """Choices as cards: `hints` says more under a choice, `tones` colours a chosen card, `css` sets columns."""

    hints: Mapping[str, Any]
    tones: Mapping[str, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        option["tone"] = self.tones.get(str(value), "")
        return option


class RadioCards(_Cards, forms.RadioSelect):
    def __init__(
        self,
        hints: Mapping[str, Any] | None = None,
        tones: Mapping[str, str] | None = None,
        css: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(attrs={"class": css, **kwargs.pop("attrs", {})}, **kwargs)
        self.hints, self.tones = hints or {}, tones or {}


class CheckboxCards(_Cards, forms.CheckboxSelectMultiple):
    def __init__(
        self,
        hints: Mapping[str, Any] | None = None,
        tones: Mapping[str, str] | None = None,
        css: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(attrs={"class": css, **kwargs.pop("attrs", {})}, **kwargs)
        self.hints, self.tones = hints or {}, tones or {}


class DateInput(forms.DateInput):
    """The device's own date control; the value always travels as 2026-11-19."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-date", **(attrs or {})}, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-date", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class NikInput(forms.TextInput):
    """A 16-digit identity number: number keys, nothing remembered by the browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {"class": "w-nik", "inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(attrs={**ours, **(attrs or {})})


class PhoneInput(forms.TextInput):
    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-phone", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """A kept number as people write it; what was typed stays as typed."""
        return written(value) if str(value or "").startswith("+62") else super().format_value(value)


class NumberInput(forms.NumberInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "w-number", "inputmode": "numeric", **(attrs or {})})
