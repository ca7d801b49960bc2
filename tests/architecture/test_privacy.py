"""Every field of every table has a privacy class: exports, test copies and retention follow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from anyam.foundation.core.privacy import Privacy

# Fields whose names say that they hold words about somebody are classed by name, never by the default "*".
TELLING = (
    "name", "nik", "kk", "phone", "email", "address", "note", "text", "narrative", "birth", "mother", "request",
    "facts", "answer", "landmark", "username", "reason", "query",
)  # fmt: skip


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("anyam.")]


def unclassed(found: Iterable[type[models.Model]]) -> list[str]:
    """What is missing, superfluous or not a class in the PRIVACY of these models."""
    wrong = []
    for model in found:
        classes: dict[str, Any] = vars(model).get("PRIVACY", {})
        fields = {
            field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete
        }
        if "*" not in classes:
            wrong += [f"{model._meta.label}.{name} has no class" for name in sorted(fields - set(classes))]
        wrong += [
            f"{model._meta.label} classes {name}, which is gone"
            for name in sorted(set(classes) - fields - {"*"})
        ]
        wrong += [
            f"{model._meta.label}.{n}: {c!r} is no class"
            for n, c in classes.items()
            if not isinstance(c, Privacy)
        ]
    return wrong


def test_every_field_has_a_privacy_class() -> None:
    found = unclassed(own_models())
    assert not found, f'Write it into the model\'s PRIVACY (a default under "*" is allowed): {found}.'


@isolate_apps("anyam.registry.people")
def test_seeded_field_without_class_is_caught() -> None:
    class Nickname(models.Model):
        PRIVACY = {"id": Privacy.OPERATIONAL, "gone": Privacy.PERSONAL}
        word = models.CharField(max_length=10)

        class Meta:
            app_label = "people"

    assert unclassed([Nickname]) == [
        "people.Nickname.word has no class",
        "people.Nickname classes gone, which is gone",
    ]


def told_by_default(found: Iterable[type[models.Model]]) -> list[str]:
    """Fields with words about somebody that fall under a harmless default."""
    wrong = []
    for model in found:
        classes: dict[str, Privacy] = vars(model).get("PRIVACY", {})
        if classes.get("*") is not Privacy.OPERATIONAL:  # a table that is public, or guarded, as a whole
            continue
        for field in model._meta.concrete_fields:
            holds_words = (
                isinstance(field, models.CharField | models.TextField | models.JSONField)
                and not field.choices
            )
            is_telling = isinstance(field, models.TextField) or any(word in field.name for word in TELLING)
            if holds_words and is_telling and field.name not in classes:
                wrong.append(f"{model._meta.label}.{field.name}")
    return wrong


# Words that name nobody, though the field is called so.
HARMLESS = {
    "vault.DataKey.destroyed_reason": "a code: why the key was destroyed",
    "vault.VaultState.name": "which of two numbers of the vault",
    "events.EventRow.reason": "why the system acted, written by a programmer",
    "referrals.Referral.reason": "a code: why it was declined, redirected, failed or withdrawn",
    "referrals.Referral.service_name": "the service's name in the directory on the day of sending",
    "sops.PromisedTime.source_note": "the law or agreement the time comes from",
    "agencies.Capacity.note": "what an agency tells every other agency about its places",
}


def test_words_about_people_are_classed_by_name() -> None:
    found = set(told_by_default(own_models()))
    assert not found - set(HARMLESS), (
        f'Name these fields in PRIVACY; "*" must not decide about words: {found - set(HARMLESS)}.'
    )
    assert not set(HARMLESS) - found, f"Take these off the list HARMLESS: {set(HARMLESS) - found}."


@isolate_apps("anyam.registry.people")
def test_seeded_words_under_the_default_are_caught() -> None:
    class Visit(models.Model):
        PRIVACY = {"*": Privacy.OPERATIONAL}
        note = models.TextField()

        class Meta:
            app_label = "people"

    assert told_by_default([Visit]) == ["people.Visit.note"]
