"""The privacy classes of every table, read from the models themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.vocabularies import vocabulary


@dataclass(frozen=True)
class ClassedField:
    """One field with the harm it can do."""

    app: str
    table: str
    field: str
    privacy: Privacy


@dataclass(frozen=True)
class ProcessingRow:
    """One app's processing in the record (UU 27/2022 art. 31)."""

    app: str
    purpose: str
    basis: str
    subjects: str
    recipients: str
    retention: str
    personal: tuple[str, ...]
    sensitive: tuple[str, ...]


def classed_fields() -> Iterator[ClassedField]:
    """Every field of every table of ours, by app, table and field."""
    own = [model for model in apps.get_models() if model.__module__.startswith("anyam.")]
    for model in sorted(own, key=lambda m: (m._meta.app_label, m.__name__)):
        classes: dict[str, Privacy] = vars(model).get("PRIVACY", {})
        for field in model._meta.concrete_fields:
            privacy = classes.get(field.name, classes.get("*"))
            if privacy is not None:
                yield ClassedField(model._meta.app_label, model.__name__, field.name, privacy)


def fields_by_app() -> dict[str, dict[Privacy, tuple[str, ...]]]:
    """For each app the names of its fields in each privacy class, as "Table.field"."""
    found: dict[str, dict[Privacy, list[str]]] = {}
    for one in classed_fields():
        by_class = found.setdefault(one.app, {})
        by_class.setdefault(one.privacy, []).append(f"{one.table}.{one.field}")
    return {app: {c: tuple(names) for c, names in classes.items()} for app, classes in found.items()}


def processing_rows() -> list[ProcessingRow]:
    """What is processed for what, on which ground, for whom and how long: a row for each app that holds such data."""
    known = {term.code: term for term in vocabulary("processing_purposes").terms}
    rows = []
    for app, classes in sorted(fields_by_app().items()):
        personal, sensitive = classes.get(Privacy.PERSONAL, ()), classes.get(Privacy.SENSITIVE, ())
        if not personal and not sensitive:
            continue
        term = known.get(app)
        said = {
            name: term.extra[name] if term else ""
            for name in ("basis", "subjects", "recipients", "retention")
        }
        purpose = term.label if term else ""
        rows.append(ProcessingRow(app=app, purpose=purpose, personal=personal, sensitive=sensitive, **said))
    return rows
