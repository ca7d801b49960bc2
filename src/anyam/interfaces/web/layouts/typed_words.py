"""What somebody types to find a child stands in no address.

Addresses stay in browsers and in the logs of proxies, and whoever stands behind a shared screen reads them. So such a
form is sent by POST, its words wait sealed in the session they were typed in, and the browser is led to an address
with a key that was drawn by lot. It can be opened again, paged and sorted; in another session its key opens nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from anyam.foundation.core import clock
from anyam.foundation.core.text import clean_line
from anyam.foundation.entry.sealing import CannotOpen, seal, unseal

KEY = "typed"
"""The key's name in an address."""
KEPT_FOR = timedelta(hours=1)
MOST_AT_ONCE = 20
LONGEST = 200
_IN_SESSION = "typed_words"


@dataclass(frozen=True, slots=True)
class TypedWords:
    """The words behind an address; `are_gone` when it has a key that opens nothing here, or no longer."""

    text: str = ""
    are_gone: bool = False


def lead_to_found(request: HttpRequest, text: str, query: str = "") -> HttpResponse:
    """To this page's own address, with a key in place of the words. Who may search is asked before."""
    address = QueryDict(query, mutable=True)
    if text := clean_line(text)[:LONGEST]:
        address[KEY] = _keep(request, text)
    where = f"{request.path}?{address.urlencode()}" if address else request.path
    return HttpResponseRedirect(where, status=303)


def typed_words(request: HttpRequest) -> TypedWords:
    """What was typed in this session to come to this address."""
    key = request.GET.get(KEY, "")
    kept = _kept(request).get(key)
    if kept is None:
        return TypedWords(are_gone=bool(key))
    try:
        return TypedWords(unseal(kept[0], _purpose(request, key)))
    except CannotOpen:
        return TypedWords(are_gone=True)


def _keep(request: HttpRequest, text: str) -> str:
    key = secrets.token_urlsafe(12)
    just_typed = [seal(text, _purpose(request, key)), (clock.now() + KEPT_FOR).isoformat()]
    kept = _kept(request) | {key: just_typed}
    request.session[_IN_SESSION] = dict(list(kept.items())[-MOST_AT_ONCE:])
    return key


def _kept(request: HttpRequest) -> dict[str, list[str]]:
    """What has not run out yet, oldest first: the sealed words and their end, by key."""
    kept: dict[str, list[str]] = request.session.get(_IN_SESSION, {})
    now = clock.now()
    return {key: one for key, one in kept.items() if datetime.fromisoformat(one[1]) > now}


def _purpose(request: HttpRequest, key: str) -> str:
    return f"typed words {request.user.pk} {key}"
