"""Every field of every table has a privacy class: exports, test copies and retention follow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test.utils import isolate_apps

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.vault.fields import SealedField

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
    "documents.Document.addressee": "an agency's name in the directory on the day of issue; never a person's",
    "events.EventRow.reason": "why the system acted, written by a programmer",
    "referrals.Referral.reason": "a code: why it was declined, redirected, failed or withdrawn",
    "referrals.Referral.service_name": "the service's name in the directory on the day of sending",
    "sops.SopRunStep.answer": "one of the answers written in the procedure",
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


# --- words about people are sealed ------------------------------------------------------------------------------------

READABLE = {
    "codes of a list that everybody knows; the database counts and searches them": (
        "cases.Answer.place", "cases.HealthAnswer.place", "cases.LegalAnswer.place", "cases.CaseNeed.need",
        "cases.Contact.need", "cases.PlanAction.need", "referrals.Referral.need", "cases.Closure.reason",
        "meetings.Decision.need", "acting.JoinWish.need",
        "facts.Fact.kind", "facts.HealthFact.kind", "facts.LegalFact.kind", "facts.Fact.origin",
        "facts.HealthFact.origin", "facts.LegalFact.origin", "facts.Interview.topics", "facts.SparedInterview.topics",
        "cases.Closure.reopening_reason", "cases.ReportedChild.categories", "cases.ReportedChild.violence_forms",
        "cases.ReportedPerson.relation", "cases.Triage.override_reason", "cases.Triage.rule",
        "cases.Triage.rules_version", "referrals.Referral.basis_reason", "referrals.ReferralSummary.safety_flags",
        "rights.BreachSubject.channel", "rights.LegalHold.reason", "rights.Request.refusal_reason",
        "families.Relation.kind", "families.Care.role",
        "consents.Consent.giver", "consents.Consent.withdrawal_reason", "consents.Consent.withdrawn_by",
    ),
    "yes and no to the facts of a list": ("cases.Triage.facts",),
    "the number of a case, by which colleagues speak of it": ("cases.CaseLink.other_number",),
    "colleagues: found and shown by these on every page": (
        "accounts.User.full_name", "accounts.User.username", "accounts.User.email", "accounts.User.phone",
    ),
    "a digest with salt": ("accounts.User.password",),
    "the directory, which every agency reads": (
        "agencies.AgencyContact.name", "agencies.AgencyContact.phone", "agencies.DirectoryChange.before",
        "agencies.DirectoryChange.after",
    ),
    "officials, who sign in their office: their names stand on the paper that all parties hold": (
        "agreements.Party.official_name", "documents.Letterhead.signer_name", "documents.Letterhead.signer_number",
    ),
    "staff, whom their own agency lists; names are shown to that agency alone": ("readiness.StaffMember.full_name",),
    "sealed by hand: a whole form for one person": ("entry.HeldForm.sealed",),
    "which kind of key the digest beside it is": ("people.NameKey.kind",),
    "the number under which another office filed our letter": ("rights.BreachNotice.reference_note",),
}  # fmt: skip


def readable_words(found: Iterable[type[models.Model]]) -> set[str]:
    """Columns about people in which the database could read words."""
    words = (models.CharField, models.TextField, models.JSONField, ArrayField)
    return {
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in model._meta.concrete_fields
        if _class_of(model, field.name) in {Privacy.PERSONAL, Privacy.SENSITIVE}
        and isinstance(field, words)
        and not isinstance(field, SealedField)
        and not field.choices
    }


def _class_of(model: type[models.Model], name: str) -> Privacy | None:
    classes: dict[str, Privacy] = vars(model).get("PRIVACY", {})
    return classes.get(name, classes.get("*"))


def test_words_about_people_are_sealed() -> None:
    found, listed = readable_words(own_models()), {label for labels in READABLE.values() for label in labels}
    assert not found - listed, f"Make these Sealed fields (foundation/vault/fields.py): {found - listed}."
    assert not listed - found, f"Take these off the list READABLE: {listed - found}."


@isolate_apps("anyam.registry.people")
def test_seeded_readable_words_are_caught() -> None:
    class Visit(models.Model):
        PRIVACY = {"*": Privacy.OPERATIONAL, "told": Privacy.SENSITIVE, "seen": Privacy.PERSONAL}
        told = models.TextField()
        seen = models.JSONField()
        kind = models.CharField(max_length=10)

        class Meta:
            app_label = "people"

    assert readable_words([Visit]) == {"people.Visit.told", "people.Visit.seen"}
