"""What every change to the directory has in common: checked lines, the history of fields, the words to find by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line

from ..choices import DirectoryPart, Need
from ..models import Agency, DirectoryChange, Service
from ..rules import is_phone, search_words


class WrongInput(Refusal):
    sentence = _("This cannot be kept as it stands. Check what you wrote.")


class NameTaken(Refusal):
    sentence = _("This name is already in use here. Choose another, or change the existing one.")


class NotInDirectory(Refusal):
    sentence = _("Choose something that is in the directory.")


def line(text: str, field: str, longest: int, *, is_needed: bool = False) -> str:
    """`text` cleaned to one line, refused with its field where it is too long, or empty though needed."""
    cleaned = clean_line(text)
    if len(cleaned) > longest:
        raise WrongInput(_("Write at most %(longest)s characters here.") % {"longest": longest}, field=field)
    if is_needed and not cleaned:
        raise WrongInput(_("Fill this in."), field=field)
    return cleaned


def phone(text: str, field: str = "phone", *, is_needed: bool = False) -> str:
    cleaned = line(text, field, 30, is_needed=is_needed)
    if cleaned and not is_phone(cleaned):
        raise WrongInput(
            _("Write a telephone number in digits, for example 0355-321000 or 0812-3456-789."), field=field
        )
    return cleaned


def apply(
    actor: Actor, agency: Agency, part: DirectoryPart, row: Any, values: dict[str, Any]
) -> tuple[str, ...]:
    """Write `values` on `row` and keep each field that differs; the names of these fields."""
    changed = tuple(name for name, value in values.items() if getattr(row, name) != value)
    DirectoryChange.objects.bulk_create(
        DirectoryChange(
            agency=agency,
            part=part,
            part_id=row.pk,
            field=name,
            before=_shown(getattr(row, name)),
            after=_shown(values[name]),
            at=clock.now(),
            by_user_id=actor.user_id,
        )
        for name in changed
    )
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def refresh_words(services: Iterable[Service]) -> None:
    """Write anew what these services are found by: their names, their agency's, and their needs in every language."""
    for service in services:
        agency = service.agency
        texts = [
            service.name,
            service.description,
            agency.name,
            agency.short_name,
            *_in_all_languages(service.needs),
        ]
        words = Cast(Value(" ".join(search_words(texts))), SearchVectorField())
        Service.objects.filter(pk=service.pk).update(words=words)


def _in_all_languages(needs: Iterable[str]) -> list[str]:
    labels = []
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            labels += [str(Need(need).label) for need in needs]
    return labels


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
