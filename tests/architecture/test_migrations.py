"""Migrations are complete, in one line, and can be gone back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.state import ProjectState
from django.utils import translation

LONGEST_NAME = 60


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def own_labels() -> list[str]:
    return [c.label for c in apps.get_app_configs() if c.name.startswith("anyam.")]


def unwritten(before: ProjectState, after: ProjectState, loader: MigrationLoader) -> set[str]:
    """The apps whose models have moved on from their migrations."""
    with translation.override(None):  # labels are kept in migrations as their msgids
        changes = MigrationAutodetector(before, after).changes(graph=loader.graph)
    return set(changes) & set(own_labels())


def test_migrations_are_complete(loader: MigrationLoader) -> None:
    found = unwritten(loader.project_state(), ProjectState.from_apps(apps), loader)
    assert not found, f"Run `anyam makemigrations {' '.join(sorted(found))}`."


def test_seeded_change_without_migration_is_caught(loader: MigrationLoader) -> None:
    changed = loader.project_state().clone()
    del changed.models["accounts", "user"].fields["phone"]
    assert unwritten(loader.project_state(), changed, loader) == {"accounts"}


def forked(nodes: list[tuple[str, str]]) -> set[str]:
    labels = [label for label, _name in nodes]
    return {label for label in labels if labels.count(label) > 1}


def test_migrations_stand_in_one_line(loader: MigrationLoader) -> None:
    leaves = [node for node in loader.graph.leaf_nodes() if node[0] in own_labels()]
    assert not forked(leaves), f"Rename and rebase one of the two last migrations of {forked(leaves)}."
    for label, name in leaves:
        folder = Path(apps.get_app_config(label).path) / "migrations"
        kept = folder / "max_migration.txt"
        assert kept.exists(), f"Run `anyam create_max_migration_files {label}`."
        assert kept.read_text().strip() == name, f"{kept} must name {name}: two branches have met."


def test_seeded_fork_is_caught() -> None:
    assert forked([("cases", "0002_a"), ("cases", "0002_b"), ("places", "0001_initial")]) == {"cases"}


def one_way(operations: list[object]) -> list[object]:
    return [o for o in operations if isinstance(o, RunSQL | RunPython) and not o.reversible]


def test_migrations_can_be_gone_back(loader: MigrationLoader) -> None:
    own = {key: migration for key, migration in loader.disk_migrations.items() if key[0] in own_labels()}
    found = [key for key, migration in own.items() if one_way(migration.operations)]
    assert not found, f"Give RunSQL or RunPython its way back: {found}."
    vague = [key for key in own if "auto_" in key[1] or len(key[1]) > LONGEST_NAME]
    assert not vague, f"Name the migration after what it does: {vague}."


def test_seeded_one_way_migration_is_caught() -> None:
    assert one_way([RunSQL("DELETE FROM cases_case"), RunSQL("SELECT 1", "SELECT 1")])
