"""How somebody wants to see the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, action
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import Language, Theme
from ..events import UserChanged
from ..models import User
from ..policies import require_own_account


class UnknownChoice(Refusal):
    sentence = _("Choose one from the list.")


@action()
def change_language(actor: Actor, *, language: str) -> None:
    """The language of one's own pages."""
    if language not in set(Language):
        require_own_account(actor)
        raise UnknownChoice(field="language")
    _change(actor, "language", language)


@action()
def change_theme(actor: Actor, *, theme: str) -> None:
    """Light, dark, or as the device."""
    if theme not in set(Theme):
        require_own_account(actor)
        raise UnknownChoice(field="theme")
    _change(actor, "theme", theme)


def _change(actor: Actor, field: str, value: str) -> None:
    user_id = require_own_account(actor)
    if User.objects.filter(pk=user_id).exclude(**{field: value}).update(**{field: value}):
        record(actor, UserChanged(subject_id=user_id, fields=(field,)))
