"""An XForm made into an Instrument: every expression read and checked, everything in its order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from ..choices import Kind, Type
from ..results import Choice, Instrument, Node, Tree
from .checking import Shape, checked
from .ordering import GoesInCircles, Unit, ordered
from .parsing import NotReadable, parsed
from .xform import Control, HasNoWords, Said, XForm, below

_TYPES = {
    "string": Type.TEXT,
    "": Type.TEXT,
    "int": Type.INTEGER,
    "decimal": Type.DECIMAL,
    "date": Type.DATE,
    "time": Type.TIME,
    "dateTime": Type.DATETIME,
    "barcode": Type.TEXT,
    "boolean": Type.TEXT,
    "geopoint": Type.GEOPOINT,
}
_BY_TAG = {
    "select1": Type.ONE,
    "select": Type.SEVERAL,
    "rank": Type.RANK,
    "range": Type.RANGE,
    "trigger": Type.ACKNOWLEDGE,
}
_FEATURES = {
    "geotrace": "lines on a map (geotrace)",
    "geoshape": "areas on a map (geoshape)",
    "binary": "pictures, sound, video and files as answers",
}
_FILLED_BY_DEVICE = {"uid": "uid", "timestamp start": "start", "timestamp end": "end", "date today": "today"}
_KNOWN = frozenset(
    [
        "nodeset",
        "type",
        "required",
        "relevant",
        "constraint",
        "calculate",
        "readonly",
        "jr:preload",
        "jr:preloadParams",
        "jr:constraintMsg",
        "jr:requiredMsg",
        "odk:length",
        "saveIncomplete",
    ]
)
COLUMNS = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "calculate": "calculation",
    "readonly": "read_only",
    "count": "repeat_count",
    "default": "default",
    "filter": "choice_filter",
    "label": "label",
    "hint": "hint",
    "constraint_words": "constraint_message",
    "required_words": "required_message",
}
DEEPEST = 12
MOST_NODES = 3_000
MOST_CHOICES = 20_000


@dataclass(frozen=True)
class Trouble:
    """What is not possible, and where: `path` and the column's name as XLSForm has it."""

    path: str
    column: str
    near: str
    feature: str
    chain: tuple[str, ...] = ()


@dataclass
class _Making:
    form: XForm
    rows: Mapping[str, int]
    shape: Shape
    troubles: list[Trouble] = field(default_factory=list)
    used: dict[Unit, set[str]] = field(default_factory=dict)
    nodes: int = 0


def built(form: XForm, rows: Mapping[str, int]) -> tuple[Instrument | None, list[Trouble]]:
    """The instrument, or what stands against it. `rows`: path to the row of the sheet "survey"."""
    making = _Making(form, rows, _shape(form))
    root = _group(making, form.skeleton, form.root, 0)
    lists = {name: tuple(_choice(making, row) for row in found) for name, found in form.lists.items()}
    if sum(len(found) for found in lists.values()) > MOST_CHOICES:
        making.troubles.append(Trouble("", "", "", "more than 20,000 choices"))
    order: tuple[Unit, ...] = ()
    nodes = {node.path: node for node in root.walk()}
    try:
        order = ordered(nodes, making.used)
    except GoesInCircles as circle:
        what, path = circle.chain[0]
        column = {"relevant": "relevant", "count": "repeat_count"}.get(what, "calculation")
        chain = tuple(path for _what, path in circle.chain)
        making.troubles.append(Trouble(path, column, "", "", chain))
    if making.troubles:
        return None, making.troubles
    made = Instrument(
        code=form.code,
        version=form.version,
        title=form.title or form.code,
        languages=tuple(form.languages),
        default_language=form.default_language,
        root=root,
        lists=lists,
        order=order,
    )
    return made, []


def _shape(form: XForm) -> Shape:
    children: dict[str, Mapping[str, str]] = {}
    waiting = [(form.root, form.skeleton)]
    while waiting:
        path, element = waiting.pop()
        found = dict(below(element, path))
        children[path] = {name: f"{path}/{name}" for name in found}
        waiting += [(f"{path}/{name}", one) for name, one in found.items()]
    return Shape(form.root, children, {name: frozenset() for name in form.lists})


def _group(making: _Making, element: Element, path: str, depth: int) -> Node:
    if depth > DEEPEST:
        raise HasNoWords("groups within groups more than twelve times", path)
    made = [
        _group(making, child, f"{path}/{name}", depth + 1)
        if len(child) or f"{path}/{name}" in making.form.repeats or _is_group(making, f"{path}/{name}")
        else _question(making, child, f"{path}/{name}")
        for name, child in below(element, path)
    ]
    repeat = making.form.repeats.get(path)
    control = making.form.controls.get(path) or repeat or Control("group")
    node = replace(_node(making, path, control, Kind.REPEAT if repeat else Kind.GROUP), children=tuple(made))
    if repeat and repeat.count:
        node = replace(node, count=_tree(making, path, "count", repeat.count))
    return node


def _is_group(making: _Making, path: str) -> bool:
    control = making.form.controls.get(path)
    return control is not None and control.tag == "group"


def _question(making: _Making, element: Element, path: str) -> Node:
    making.nodes += 1
    if making.nodes > MOST_NODES:
        raise HasNoWords("more than 3,000 questions")
    bind = making.form.binds.get(path, {})
    control = making.form.controls.get(path)
    node = _node(making, path, control or Control("hidden"), Kind.QUESTION)
    calculate = bind.get("calculate", "")
    initial = (element.text or "").strip()
    node = replace(
        node,
        type=_type(making, path, bind, control),
        calculate=_tree(making, path, "calculate", calculate) if calculate else None,
        initial=initial,
        default=_tree(making, path, "default", making.form.defaults[path])
        if path in making.form.defaults
        else None,
        preload=_FILLED_BY_DEVICE.get(
            f"{bind.get('jr:preload', '')} {bind.get('jr:preloadParams', '')}".strip(), ""
        ),
    )
    if node.calculate or node.default or node.preload:
        making.used.setdefault(("value", path), set())
    if (
        node.type is Type.TEXT
        and bind.get("readonly") == "true()"
        and not (calculate or initial or node.default)
    ):
        node = replace(node, type=Type.NOTE)
    if node.type in {Type.ONE, Type.SEVERAL, Type.RANK} and control is not None:
        node = _with_choices(making, node, control)
    return node


def _type(making: _Making, path: str, bind: Mapping[str, str], control: Control | None) -> Type:
    if control is None:
        return Type.HIDDEN
    kind = bind.get("type", "").removeprefix("xsd:")
    if control.tag == "upload" or kind in _FEATURES:
        feature = "points of OpenStreetMap (osm)" if control.media.startswith("osm") else _FEATURES.get(kind)
        making.troubles.append(Trouble(path, "type", "", feature or _FEATURES["binary"]))
        return Type.HIDDEN
    if "search(" in control.appearance:
        making.troubles.append(Trouble(path, "appearance", "", "search() in another file"))
    if control.media:
        making.troubles.append(Trouble(path, "type", "", "choices from the sheet external_choices"))
    return _BY_TAG.get(control.tag) or _TYPES.get(kind, Type.TEXT)


def _with_choices(making: _Making, node: Node, control: Control) -> Node:
    if control.list:
        return replace(node, list=control.list)
    tree = _tree(making, node.path, "filter", control.filter)
    if tree is None:
        return node
    start, steps = (tree[1], tree[2]) if tree[0] == "p" else ("", [])
    if not isinstance(start, list) or control.value_column != "name" or len(steps) != 2:
        making.troubles.append(Trouble(node.path, "type", "", "choices that are taken from other answers"))
        return node
    return replace(node, list=start[1], filter=tree if steps[1][2] else None)


def _node(making: _Making, path: str, control: Control, kind: Kind) -> Node:
    bind = making.form.binds.get(path, {})
    expressions: dict[str, Any] = {
        name: _tree(making, path, name, bind[name])
        for name in ("relevant", "required", "constraint", "readonly")
        if bind.get(name)
    }
    return Node(
        kind=kind,
        path=path,
        name=path.rpartition("/")[2],
        label=_words(making, path, "label", control.label),
        hint=_words(making, path, "hint", control.hint),
        constraint_words=_message(making, path, "constraint_words", bind.get("jr:constraintMsg", "")),
        required_words=_message(making, path, "required_words", bind.get("jr:requiredMsg", "")),
        appearance=control.appearance,
        limits=control.limits,
        marks={key: value for key, value in bind.items() if key not in _KNOWN},
        row=making.rows.get(path, 0),
        **expressions,
    )


def _tree(making: _Making, path: str, name: str, expression: str) -> Tree | None:
    making.shape.used = set()
    try:
        tree = checked(parsed(expression), path, making.shape, may_draw=name in {"default"})
    except NotReadable as problem:
        making.troubles.append(Trouble(path, COLUMNS[name], problem.near, problem.feature))
        return None
    unit = {"relevant": "relevant", "count": "count", "calculate": "value", "default": "value"}.get(name)
    if unit:
        making.used.setdefault((unit, path), set()).update(
            making.shape.used - ({path} if name == "default" else set())
        )
    return tree


def _message(making: _Making, path: str, name: str, words: str) -> Said:
    if not words:
        return {}
    if words.strip().startswith("jr:itext("):
        key = words.strip()[len("jr:itext(") : -1].strip("'\" ")
        return _words(making, path, name, making.form.itext.get(key, {}))
    return {making.form.default_language: [words]}


def _words(making: _Making, path: str, name: str, said: Said) -> Said:
    """Words with the expressions in them read."""
    found: Said = {}
    for language, parts in said.items():
        read: list[Any] = []
        for part in parts:
            tree = part if isinstance(part, str) else _tree(making, path, name, part[1])
            if tree is not None:
                read.append(tree)
        if read:
            found[language] = read
    return found


def _choice(making: _Making, row: Mapping[str, Any]) -> Choice:
    label = {
        language: [part if isinstance(part, str) else "…" for part in parts]
        for language, parts in row["label"].items()
        if parts
    }
    return Choice(row["name"], label, row["more"])
