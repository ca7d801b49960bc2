"""A file checked before it becomes a version: by pyxform, then by what Anyam can evaluate."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core.apart import Collapsed, Limits, call_apart
from anyam.foundation.uploads.choices import NotAccepted

from ..choices import FileForm
from ..results import Checked, Finding
from ..rules.checking_apart import MAKE
from ..rules.reading import MOST_BYTES
from ..rules.storing import from_json

_LIMITS = Limits(memory=900, answer=32, cpu=20, patience=40.0)
_ADVICE = {
    "encryption": gettext_lazy(
        "The key for encrypting is not used: answers stay in this program and are sealed here."
    ),
    "media": gettext_lazy("Pictures and sounds beside questions and choices are not shown; their words are."),
    "device": gettext_lazy("Names and numbers of telephones are not collected. Those questions stay empty."),
    "formulas": gettext_lazy(
        "Some cells hold formulas. They are read as the values the spreadsheet last kept; look at the preview."
    ),
}


@query
def check_instrument(actor: Actor, content: bytes) -> Checked:
    """Read an XLSForm (XLSX, XLS, CSV or Markdown) in a process apart and say what is found. Changes nothing."""
    require(actor, Permission.KEEP_INSTRUMENTS)
    return examined(content)


def examined(content: bytes) -> Checked:
    """The check itself, for the action that keeps what was accepted."""
    if len(content) > MOST_BYTES:
        return Checked((_refused("too_large"),), None)
    facts: dict[str, Any]
    try:
        facts, made = call_apart(MAKE, content, _LIMITS)
    except Collapsed:
        return Checked((_refused("too_heavy"),), None)
    return told_of(content, facts, made)


def told_of(content: bytes, facts: dict[str, Any], made: bytes) -> Checked:
    """What the process apart found, in sentences."""
    if "refused" in facts:
        return Checked((_refused(facts["refused"]),), None)
    findings = [_finding(one) for one in facts["findings"]]
    findings += [_of_trouble(one, facts["chain_rows"]) for one in facts.get("troubles", ())]
    findings += [Finding("", 0, "", str(_ADVICE[name]), False) for name in facts.get("extras", ())]
    instrument = from_json(json.loads(made)) if made else None
    if instrument is not None and not any(node.type != "hidden" for node in instrument.questions):
        findings.append(
            Finding("survey", 0, "", _("The form has no question that anybody could answer."), True)
        )
        instrument = None
    ordered = sorted(findings, key=lambda one: (not one.is_blocking, one.sheet != "survey", one.row))
    return Checked(tuple(ordered), instrument, _form_of(content))


def _form_of(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return FileForm.XLSX.value
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return FileForm.XLS.value
    return (FileForm.MD if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"|") else FileForm.CSV).value


def _refused(code: str) -> Finding:
    if code == "too_large":
        sentence = _("The file is larger than 4 MB. A form needs less: take pictures and other sheets out.")
    elif code == "too_heavy":
        sentence = _(
            "The file has too many rows, or takes too long to read. A form has at most 3,000 questions."
        )
    elif code == "unknown":
        sentence = _("This is not a form. Bring an XLSForm: XLSX or XLS, or its sheets as CSV or Markdown.")
    else:
        sentence = str(NotAccepted(code).label)
    return Finding("", 0, "", sentence, True)


def _finding(one: dict[str, Any]) -> Finding:
    sentence = str(_ADVICE[one["sentence"]]) if one["is_ours"] else one["sentence"]
    return Finding(one["sheet"], one["row"], one["column"], sentence, one["is_blocking"])


def _of_trouble(one: dict[str, Any], chain_rows: dict[str, int]) -> Finding:
    sheet = "survey" if one["path"] else ""
    return Finding(sheet, one["row"], one["column"], _sentence(one, chain_rows), True)


def _sentence(one: dict[str, Any], chain_rows: dict[str, int]) -> str:
    if one["chain"]:
        steps = [
            _("%(name)s (row %(row)s)")
            % {"name": path.rpartition("/")[2], "row": chain_rows.get(path) or "?"}
            for path in (*one["chain"], one["chain"][0])
        ]
        return _("This goes round in circles: %(chain)s.") % {"chain": " → ".join(steps)}
    if one["feature"]:
        feature = _(one["feature"]).replace("%(near)s", one["near"])
        return _("Anyam does not support %(feature)s.") % {"feature": feature}
    return _("This expression cannot be read near “%(near)s”.") % {"near": one["near"]}
