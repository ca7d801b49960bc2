"""An instrument as JSON and back. The page reads the same JSON; what is empty is left out."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ..choices import Kind, Type
from ..results import Choice, Instrument, Node


def as_json(instrument: Instrument) -> dict[str, Any]:
    return {
        "code": instrument.code,
        "version": instrument.version,
        "title": instrument.title,
        "languages": list(instrument.languages),
        "default_language": instrument.default_language,
        "root": _node_as_json(instrument.root),
        "lists": {
            name: [_choice_as_json(choice) for choice in choices]
            for name, choices in instrument.lists.items()
        },
        "order": [list(unit) for unit in instrument.order],
    }


def from_json(kept: dict[str, Any]) -> Instrument:
    return Instrument(
        code=kept["code"],
        version=kept["version"],
        title=kept["title"],
        languages=tuple(kept["languages"]),
        default_language=kept["default_language"],
        root=_node(kept["root"]),
        lists={
            name: tuple(Choice(one["name"], one["label"], one.get("more", {})) for one in choices)
            for name, choices in kept["lists"].items()
        },
        order=tuple((what, path) for what, path in kept["order"]),
    )


def _node_as_json(node: Node) -> dict[str, Any]:
    found = {one.name: getattr(node, one.name) for one in fields(node) if one.name != "children"}
    kept = {name: value for name, value in found.items() if value not in (None, "", {}, 0)}
    if node.children:
        kept["children"] = [_node_as_json(child) for child in node.children]
    return kept


def _node(kept: dict[str, Any]) -> Node:
    given = {key: value for key, value in kept.items() if key not in {"kind", "type", "children"}}
    return Node(
        kind=Kind(kept["kind"]),
        type=Type(kept["type"]) if "type" in kept else None,
        children=tuple(_node(child) for child in kept.get("children", ())),
        **given,
    )


def _choice_as_json(choice: Choice) -> dict[str, Any]:
    kept: dict[str, Any] = {"name": choice.name, "label": dict(choice.label)}
    return {**kept, "more": dict(choice.more)} if choice.more else kept
