"""What must never break a form, whatever field it is typed into."""

from __future__ import annotations

BAD: dict[str, str] = {
    "empty": "",
    "spaces": "   \t  ",
    "too long": "x" * 10_000,
    "NUL": "Su\x00las\x00tri",
    "turned around": "Sulastri \u202egnp.exe\u202c",
    "combining marks": "Z\u0351\u036b\u0343a\u0349\u0321l\u0334g\u0322o" * 20,
    "no such day": "31-02-2020",
    "no such day, as a browser sends it": "2020-02-31",
    "29 February of another year": "29-02-2019",
    "29 February, as a browser sends it": "2019-02-29",
    "tomorrow in ten years": "2036-12-31",
    "a day long gone": "0001-01-01",
    "thirty years ago": "1996-05-17",
    "a far number": "99999999999999999999",
    "a number below nothing": "-1",
    "a fraction": "9,5",
    "digits of another script": "٣١",
    "script": "<script>alert('ZZ')</script>",
    "markup": '"><img src=x onerror=alert(1)>',
    "template": "{{ 7|add:7 }} {% now 'Y' %} %(limit)d",
    "SQL": "'; DROP TABLE cases_case; --",
    "a lone half of a pair": "\udc80".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "emoji": "👧🏽",
    "a village outside the district": "35.05.01.2001",
    "a village nowhere": "99.99.99.9999",
    "somebody else's id": "0b0e1f0c-0000-4000-8000-000000000009",
}
