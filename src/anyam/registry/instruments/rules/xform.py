"""The XForm that pyxform makes of an XLSForm, taken apart: questions, binds, words in all languages, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element  # as a type; read by defusedxml

from defusedxml.ElementTree import fromstring

_H = "{http://www.w3.org/1999/xhtml}"
_X = "{http://www.w3.org/2002/xforms}"
_JR = "{http://openrosa.org/javarosa}"
_ODK = "{http://www.opendatakit.org/xforms}"
_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"](.*)['\"]\s*\)\s*", re.DOTALL)
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z]+)?)\s*\)")
_TAG = re.compile(
    r"</?(?:span|font|b|i|u|em|strong|br|p|div|h[1-6]|center|small|big|sub|sup)(?:\s[^<>]*)?/?>", re.I
)
_LANGUAGES = {
    "indonesia": "id",
    "indonesian": "id",
    "bahasa indonesia": "id",
    "bahasa": "id",
    "english": "en",
}
Said = dict[str, list[Any]]
"""Words in each language: parts that are text, or ["x", expression as written]."""


class HasNoWords(Exception):
    """The XForm uses something that cannot be shown here; `feature` names it."""

    def __init__(self, feature: str, path: str = "") -> None:
        self.feature, self.path = feature, path
        super().__init__(feature)


@dataclass
class Control:
    """How a question, group or repeat stands in the body."""

    tag: str
    label: Said = field(default_factory=dict)
    hint: Said = field(default_factory=dict)
    appearance: str = ""
    list: str = ""
    value_column: str = "name"
    filter: str = ""
    count: str = ""
    limits: dict[str, float] = field(default_factory=dict)
    media: str = ""


@dataclass
class XForm:
    """One form, expressions still as written."""

    title: str
    code: str
    version: str
    root: str
    languages: list[str]
    default_language: str
    skeleton: Element
    binds: dict[str, dict[str, str]] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    repeats: dict[str, Control] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    itext: dict[str, Said] = field(default_factory=dict)


def taken_apart(xml: str) -> XForm:
    """The pieces of an XForm. Raises HasNoWords."""
    tree = fromstring(xml.encode())
    model = _only(tree, f"{_H}head/{_X}model")
    body = _only(tree, f"{_H}body")
    instances = model.findall(f"{_X}instance")
    skeleton = instances[0][0]
    name = _plain_tag(skeleton)
    if skeleton.find(f"{_X}meta/{{*}}entity") is not None:
        raise HasNoWords("entities")
    form = XForm(
        title=(tree.findtext(f"{_H}head/{_H}title") or "").strip(),
        code=skeleton.get("id", name),
        version=skeleton.get("version", "") or skeleton.get(f"{{{_version_space(xml)}}}version", ""),
        root=f"/{name}",
        languages=[],
        default_language="",
        skeleton=skeleton,
    )
    _read_itext(model, form)
    for instance in instances[1:]:
        _read_list(instance, form)
    for bind in model.findall(f"{_X}bind"):
        form.binds[bind.get("nodeset", "").strip()] = {_short(key): value for key, value in bind.items()}
    for setting in model.iter(f"{_X}setvalue"):
        _read_setting(setting, form)
    for child in body:
        _read_control(child, form)
    return form


def _only(tree: Element, path: str) -> Element:
    found = tree.find(path)
    if found is None:
        raise HasNoWords("a form without a body")
    return found


def _version_space(xml: str) -> str:
    found = re.search(r'xmlns:orx="([^"]+)"', xml)
    return found[1] if found else ""


def language_code(name: str) -> str:
    """The code in "Bahasa Indonesia (id)", or of a language known by name; else the name itself, "" for none."""
    if found := _CODE.search(name):
        return found[1].lower()
    return _LANGUAGES.get(name.strip().lower(), "" if name.strip() == "default" else name.strip())


def _read_itext(model: Element, form: XForm) -> None:
    for translation in model.findall(f"{_X}itext/{_X}translation"):
        language = language_code(translation.get("lang", ""))
        if language not in form.languages:
            form.languages.append(language)
        if translation.get("default") is not None or len(form.languages) == 1:
            form.default_language = language
        for words in translation.findall(f"{_X}text"):
            for value in words.findall(f"{_X}value"):
                kind = value.get("form", "")
                key = words.get("id", "") if kind in {"", "long"} else f"{words.get('id', '')} {kind}"
                form.itext.setdefault(key, {}).setdefault(language, _parts(value))
    if not form.languages:
        form.languages.append("")


def _parts(element: Element) -> list[Any]:
    """Text and outputs of a label or an itext value; markup that other programs draw is taken away."""
    parts: list[Any] = [_bare(element.text)]
    for child in element:
        if _plain_tag(child) == "output":
            parts.append(["x", child.get("value") or child.get("ref") or "''"])
        parts.append(_bare(child.tail))
    kept = [part for part in parts if part != ""]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    # pyxform writes "-" where a language has no words of its own.
    return [] if kept in ([], ["-"]) else [part for part in kept if part != ""]


def _bare(words: str | None) -> str:
    return _TAG.sub("", words or "").replace("**", "")


def _said(element: Element | None, form: XForm) -> Said:
    if element is None:
        return {}
    found = _ITEXT.fullmatch(element.get("ref", ""))
    if found:
        return form.itext.get(found[1], {})
    parts = _parts(element)
    return {form.default_language: parts} if parts else {}


def _read_list(instance: Element, form: XForm) -> None:
    name = instance.get("id", "")
    source = instance.get("src")
    if source is not None:
        return  # whatever asks for the file is refused where it stands
    rows: list[dict[str, Any]] = []
    root = instance.find(f"{_X}root")
    for item in root if root is not None else ():
        columns = {_plain_tag(child): (child.text or "").strip() for child in item}
        said = form.itext.get(columns.pop("itextId", ""), {})
        if "label" in columns and not said:
            words = _bare(columns["label"]).strip()
            said = {form.default_language: [words]} if words else {}
        rows.append({"name": columns.pop("name", ""), "label": said, "more": columns})
        columns.pop("label", None)
    form.lists[name] = rows


def _read_setting(setting: Element, form: XForm) -> None:
    """A default that is worked out. What another answer triggers is not supported."""
    path = setting.get("ref", "").strip()
    if "odk-instance-first-load" not in setting.get("event", ""):
        raise HasNoWords("calculations that another answer triggers (column trigger)", path)
    form.defaults[path] = setting.get("value") or "''"


def _read_control(element: Element, form: XForm) -> None:
    tag = _plain_tag(element)
    if tag in {"setvalue", "label", "hint"}:
        if tag == "setvalue":
            _read_setting(element, form)
        return
    path = (element.get("ref") or element.get("nodeset") or "").strip()
    if tag in {"setgeopoint", "recordaudio"}:
        raise HasNoWords("recording in the background", path)
    control = Control(tag, appearance=element.get("appearance", ""))
    control.label = _said(element.find(f"{_X}label"), form)
    control.hint = _said(element.find(f"{_X}hint"), form)
    control.count = element.get(f"{_JR}count", "")
    control.media = element.get("mediatype", "") or element.get("query", "")
    control.limits = {
        key: float(element.get(key, "nan")) for key in ("start", "end", "step") if element.get(key)
    }
    _read_choices(element, control, path, form)
    (form.repeats if tag == "repeat" else form.controls)[path] = control
    for child in element:
        if tag in {"group", "repeat"}:
            _read_control(child, form)
        elif _plain_tag(child) == "setvalue":
            _read_setting(child, form)


def _read_choices(element: Element, control: Control, path: str, form: XForm) -> None:
    itemset = element.find(f"{_X}itemset")
    if itemset is not None and control.tag != "range":
        control.filter = itemset.get("nodeset", "")
        value = itemset.find(f"{_X}value")
        control.value_column = value.get("ref", "name") if value is not None else "name"
        return
    items = element.findall(f"{_X}item")
    if items and control.tag != "range":
        control.list = f"{path}:items"
        form.lists[control.list] = [
            {
                "name": (item.findtext(f"{_X}value") or "").strip(),
                "label": _said(item.find(f"{_X}label"), form),
                "more": {},
            }
            for item in items
        ]


def below(skeleton: Element, path: str) -> Iterator[tuple[str, Element]]:
    """Name and element of everything directly below; a repeat's template stands for its first turn."""
    seen: set[str] = set()
    for child in skeleton:
        name = _plain_tag(child)
        if name not in seen and not (name == "meta" and path.count("/") == 1):
            seen.add(name)
            yield name, child


def _plain_tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _short(key: str) -> str:
    for space, prefix in ((_JR, "jr:"), (_ODK, "odk:")):
        if key.startswith(space):
            return prefix + key.removeprefix(space)
    return key.rpartition("}")[2]
