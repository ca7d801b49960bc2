"""Every address of the program, walked from the URLconf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_CONVERTER = re.compile(r"<(?:(?P<type>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern: its name with namespaces, its route and the parts to fill in."""

    name: str
    route: str
    pattern: URLPattern

    @property
    def parts(self) -> dict[str, str]:
        """The names of what is to be filled in, with their types."""
        return {m["name"]: m["type"] or "str" for m in _CONVERTER.finditer(self.route)}

    @property
    def words(self) -> list[str]:
        """The fixed segments of the route."""
        return [segment for segment in self.route.split("/") if segment and "<" not in segment]

    def filled(self, values: dict[str, Any]) -> str:
        return "/" + _CONVERTER.sub(lambda m: str(values[m["name"]]), self.route)


def addresses(urlconf: str | None = None) -> list[Address]:
    return list(_walk(get_resolver(urlconf).url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], route: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            yield Address(f"{space}{pattern.name or ''}", here, pattern)
