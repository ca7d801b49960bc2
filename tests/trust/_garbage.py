"""What nobody should send, and what therefore is sent: the classics of the wire, alone and put together by chance."""

from __future__ import annotations

import json
import random
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from tests.web.bad_input import BAD

TEXTS: list[str] = [
    *BAD.values(),
    "\x00",
    "a\x00b",
    "\u202eabc\u202c",
    "\ufeff=1+1",
    "9" * 10_000,
    "-" + "9" * 400,
    "1e400",
    "NaN",
    "Infinity",
    "-0",
    "0x10",
    "1_000",
    "٣٤",
    "x" * 100_000,
    "\r\nSet-Cookie: a=b",
    "../../../../etc/passwd",
    "%00",
    "%",
    "\\",
    "'",
    "${7*7}",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "24:61",
    "on",
    "2026-11-22T25:00",
    "null",
    "[]",
    "{}",
    "\U0001f467\U0001f3fd",
    "\u0000\u0001\u001f\u007f",
    "a" * 255 + "é",
    "İıſ",
    "￿",
]
QUERY_NAMES = [
    "page",
    "halaman",
    "q",
    "text",
    "level",
    "state",
    "stage",
    "sort",
    "next",
    "part",
    "from",
    "to",
    "age",
]
HEADERS: list[dict[str, str]] = [
    {},
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "\x00://"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
    {"HTTP_ACCEPT_LANGUAGE": "id;q=NaN,en;q=-1"},
    {"HTTP_X_FORWARDED_FOR": "<script>, ::1, 999.999.999.999"},
    {"HTTP_REFERER": "javascript:alert(1)"},
    {"HTTP_COOKIE": "bahasa=\x00; anyam_theme=<b>; ="},
    {"HTTP_IF_MODIFIED_SINCE": "gestern"},
    {"HTTP_RANGE": "bytes=99999999999999999999-"},
    {"HTTP_HOST": "localhost:99999"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_EXPECT": "100-continue"},
    {"HTTP_CONTENT_ENCODING": "gzip"},
]
FORM = "application/x-www-form-urlencoded"
KINDS = [
    *(FORM, FORM, FORM, FORM, "multipart/form-data; boundary=x", "multipart/form-data"),
    *(
        "application/json",
        "application/x-www-form-urlencoded; charset=utf-16",
        "text/plain; charset=klingon",
        "",
    ),
]
BODIES: list[bytes] = [
    b"",
    b"\x00",
    b"{" * 10_000,
    b"[" * 100_000 + b"]" * 100_000,
    b'{"reason": "full", "reason": "x", "note": NaN}',
    b'{"note": 1e400, "reason": "full"}',
    b'{"question": "\\ud800"}',
    b'{"question": "\\u0000"}',
    b'{"question": ' + b"9" * 10_000 + b"}",
    b'{"reason": "full", "note": "\xff\xfe"}',
    b'--x\r\nContent-Disposition: form-data; name="a"; filename="../b"\r\n\r\n\x00\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    b"a=%ED%A0%80&b=%00&c=%FF%FE",
    b"=&=&&&;=",
    b"a=1" + b"&a=1" * 5_000,
    "nämé=ü".encode("latin-1"),
]


def text(chance: random.Random) -> str:
    found = chance.choice(TEXTS)
    return found + chance.choice(TEXTS)[:50] if chance.random() < 0.2 else found


def query(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return ""
    pairs = [(chance.choice(QUERY_NAMES), text(chance)[:3000]) for _ in range(chance.randint(1, 3))]
    return urlencode(pairs, errors="replace")


def form_body(chance: random.Random, fields: dict[str, str]) -> bytes:
    """The page's own form with one, some or all fields spoilt; or no form at all."""
    if not fields or chance.random() < 0.1:
        return chance.choice(BODIES)
    spoilt = dict(fields)
    many = chance.choice([1, 1, 1, 2, len(spoilt)])
    for name in chance.sample(sorted(spoilt), min(many, len(spoilt))):
        spoilt[name] = text(chance)
    if "submission" in spoilt and chance.random() < 0.9:
        spoilt["submission"] = str(uuid4())
    pairs = list(spoilt.items())
    if chance.random() < 0.1:
        pairs += chance.sample(pairs, 1)
    return urlencode(pairs, errors="replace").encode()


def json_body(chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return chance.choice(BODIES)
    return json.dumps(json_value(chance, 0)).encode()


def json_value(chance: random.Random, depth: int) -> Any:
    roll = chance.random()
    if depth < 3 and roll < 0.6:
        names = ["reason", "note", "question", "code", chance.choice(TEXTS)[:20]]
        return {name: json_value(chance, depth + 1) for name in chance.sample(names, chance.randint(1, 4))}
    if depth < 3 and roll < 0.7:
        return [json_value(chance, depth + 1)]
    plain = [None, True, -1, 1.5, 10**40, float("nan"), float("inf"), "full", text(chance)[:5000]]
    return chance.choice(plain)


def part(chance: random.Random, real: Any) -> str:
    """What stands for one part of an address: mostly what belongs there."""
    if chance.random() < 0.8:
        return str(real)
    return quote(text(chance)[:2000], safe="", errors="replace")
