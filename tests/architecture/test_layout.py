"""Where tables point, where time comes from, and how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.source import (
    PACKAGE,
    Function,
    all_functions,
    app_of,
    files,
    module_of,
    parse,
    positions,
    tree_of,
)

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
# Lists and results without a decision in them may be longer; each says why.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


# --- foreign keys ---------------------------------------------------------------------------------------------------


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("anyam.")]


def pointing_up(found: Iterable[type[models.Model]]) -> list[str]:
    """Relations to an app that stands higher than the model's own, or beside it."""
    heights, wrong = positions(), []
    for model in found:
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or not target.__module__.startswith("anyam."):
                continue
            own, other = app_of(model.__module__), app_of(target.__module__)
            if own != other and heights[other] >= heights[own]:
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    return wrong


def test_foreign_keys_point_down() -> None:
    found = pointing_up(own_models())
    assert not found, f"Keep the id as a plain UUIDField, or move the model up: {found}."


@isolate_apps("anyam.registry.places", "anyam.casework.cases")
def test_seeded_foreign_key_that_points_up_is_caught() -> None:
    class Case(models.Model):
        class Meta:
            app_label = "cases"

    class Village(models.Model):
        newest_case = models.ForeignKey(Case, on_delete=models.CASCADE)

        class Meta:
            app_label = "places"

    Case.__module__, Village.__module__ = "anyam.casework.cases.models", "anyam.registry.places.models"
    assert pointing_up([Case, Village]) == ["places.Village.newest_case → cases.Case"]


def reverse_names(found: Iterable[type[models.Model]]) -> list[str]:
    """Relations into another app that would grow an attribute there."""
    wrong = []
    for model in found:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.remote_field.model
            if app_of(target.__module__) == app_of(model.__module__) or not target.__module__.startswith(
                "anyam."
            ):
                continue
            if field.remote_field.related_name != "+":
                wrong.append(f"{model._meta.label}.{field.name}")
    return wrong


def test_nobody_reads_upwards_through_a_reverse_relation() -> None:
    found = reverse_names(own_models())
    assert not found, f'Write related_name="+": a lower app must not reach the rows of a higher one: {found}.'


@isolate_apps("anyam.registry.places", "anyam.casework.cases")
def test_seeded_reverse_relation_is_caught() -> None:
    class Place(models.Model):
        class Meta:
            app_label = "places"

    class Visit(models.Model):
        place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="visits")

        class Meta:
            app_label = "cases"

    Place.__module__, Visit.__module__ = "anyam.registry.places.models", "anyam.casework.cases.models"
    assert reverse_names([Place, Visit]) == ["cases.Visit.place"]


# --- one source of time, ids and models ------------------------------------------------------------------------------

# what is written → (where it may stand, what to write instead)
FORBIDDEN_CALLS = {
    "timezone.now": ("anyam.foundation.core", "clock.now()"),
    "datetime.now": ("anyam.foundation.core", "clock.now()"),
    "datetime.utcnow": ("anyam.foundation.core", "clock.now()"),
    "date.today": ("anyam.foundation.core", "clock.today()"),
    "uuid4": ("anyam.foundation.core", "new_id()"),
    "uuid.uuid4": ("anyam.foundation.core", "new_id()"),
    "apps.get_model": ("anyam.foundation", "that app's queries: its models are private"),
    "signals.post_save.connect": ("", "an event and a reaction"),
    "post_save.connect": ("", "an event and a reaction"),
    "receiver": ("", "an event and a reaction"),
}
# These run outside the program's own time: they start and watch processes.
MACHINE_ROOM = ("anyam.config", "anyam.interfaces.jobs.supervisor", "anyam.interfaces.jobs.demo")


def forbidden_calls(tree: ast.Module, module: str) -> list[str]:
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        written = ast.unparse(call.func)
        if written in FORBIDDEN_CALLS and not module.startswith(MACHINE_ROOM):
            where, instead = FORBIDDEN_CALLS[written]
            if not where or not module.startswith(where):
                found.append(f"{module}:{call.lineno} {written}() → {instead}")
    return found


def test_time_ids_and_models_come_from_their_one_source() -> None:
    found = [line for path in files() for line in forbidden_calls(tree_of(path), module_of(path))]
    assert not found, f"Write what stands behind the arrow: {found}."


@pytest.mark.parametrize("written", sorted(FORBIDDEN_CALLS))
def test_seeded_call_is_caught(written: str) -> None:
    assert forbidden_calls(ast.parse(f"x = {written}(1)"), "anyam.casework.cases.actions.cases")


# --- small things ----------------------------------------------------------------------------------------------------


def too_long(name: str, lines: int, limit: int, excused: dict[str, str]) -> list[str]:
    return [f"{name} ({lines} lines)"] if lines > limit and name not in excused else []


def test_files_hold_one_thing() -> None:
    lengths = {module_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files()}
    found = [
        line for name, lines in lengths.items() for line in too_long(name, lines, LONGEST_FILE, LONG_FILES)
    ]
    assert not found, f"Split by what the parts are about; {LONGEST_FILE} lines are the most: {found}."
    stale = [name for name in LONG_FILES if lengths.get(name, 0) <= LONGEST_FILE]
    assert not stale, f"Take {stale} off the list LONG_FILES: it is short now."


def test_functions_do_one_thing() -> None:
    working = [
        f for f in all_functions() if ".gallery." not in f.module
    ]  # the gallery's functions are made-up content
    found = [
        line for f in working for line in too_long(f.full_name, f.lines, LONGEST_FUNCTION, LONG_FUNCTIONS)
    ]
    assert not found, f"Give the parts names of their own; {LONGEST_FUNCTION} lines are the most: {found}."


def test_seeded_long_file_and_function_are_caught() -> None:
    long: Function = parse("def everything(actor):\n" + "    actor\n" * 60)[0]
    assert too_long(long.full_name, long.lines, LONGEST_FUNCTION, LONG_FUNCTIONS)
    assert too_long("anyam.casework.cases.models", 401, LONGEST_FILE, LONG_FILES)


def test_the_package_is_where_we_look() -> None:
    assert len(files()) > 100
    assert (PACKAGE / "foundation" / "access" / "guard.py") in files()
