"""Imports go down only, and each contract in pyproject.toml can really fail."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure
from importlinter.domain.contract import Contract, registry

from tests.architecture.source import PACKAGE, ROOT, files, module_of

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff", "manager", "base"}

# One violation for each contract: an import that nobody may write, or a module that has no place.
CASEWORK = "Casework knows only what stands to its right"
REGISTRY = "The registry knows only what stands to its right"
SEEDED_IMPORTS = [
    ("Imports go down the floors", "anyam.registry.people.queries", "anyam.casework.cases.queries"),
    (
        CASEWORK,
        "anyam.casework.sops.actions",
        "anyam.casework.cases.queries",
    ),
    (
        REGISTRY,
        "anyam.registry.people.queries",
        "anyam.registry.accounts.queries",
    ),
    (
        "Foundation: backups > access > events | audit | entry | uploads > vault > core",
        "anyam.foundation.core.clock",
        "anyam.foundation.events.once",
    ),
    ("Interfaces: web | api > jobs", "anyam.interfaces.web.cases.urls", "anyam.interfaces.api"),
    (
        "Every domain app has the same inside order",
        "anyam.casework.cases.models.cases",
        "anyam.casework.cases.queries.refs",
    ),
    (
        "Models, policies and rules are private to their app",
        "anyam.casework.referrals.queries.rows",
        "anyam.casework.cases.models",
    ),
    (
        "Pages and other ways in never import models",
        "anyam.interfaces.web.cases.urls",
        "anyam.casework.cases.models",
    ),
    (
        "The configuration knows nothing about children",
        "anyam.config.settings",
        "anyam.casework.cases.choices",
    ),
]
SEEDED_MODULES = [
    ("Imports go down the floors", "anyam.toolbox"),
    (CASEWORK, "anyam.casework.programmes"),
    (REGISTRY, "anyam.registry.schools"),
    ("Every domain app has the same inside order", "anyam.casework.cases.utils"),
]


@pytest.fixture(scope="module")
def contracts() -> dict[str, Contract]:
    configure()
    options = use_cases.read_user_options(str(ROOT / "pyproject.toml"))
    use_cases._register_contract_types(options)
    return {
        o["name"]: registry.get_contract_class(o["type"])(
            name=o["name"], session_options=options.session_options, contract_options=o
        )
        for o in options.contracts_options
    }


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("anyam", exclude_type_checking_imports=True, cache_dir=None)


def is_kept(contract: Contract, graph: Any) -> bool:
    return bool(contract.check(deepcopy(graph), verbose=False).kept)


def test_every_contract_holds(contracts: dict[str, Contract], graph: grimp.ImportGraph) -> None:
    broken = [name for name, contract in contracts.items() if not is_kept(contract, graph)]
    assert not broken, f"Run `script/check imports`: it names the imports that break {broken}."


def test_every_contract_has_a_seeded_violation(contracts: dict[str, Contract]) -> None:
    assert set(contracts) == {name for name, _importer, _imported in SEEDED_IMPORTS}


@pytest.mark.parametrize(("name", "importer", "imported"), SEEDED_IMPORTS, ids=[s[0] for s in SEEDED_IMPORTS])
def test_seeded_import_is_caught(
    name: str, importer: str, imported: str, contracts: dict[str, Contract], graph: grimp.ImportGraph
) -> None:
    seeded = deepcopy(graph)
    assert {importer, imported} <= seeded.modules, (
        "The seeded import names a module that is gone: choose another."
    )
    seeded.add_import(importer=importer, imported=imported, line_number=1, line_contents="seeded")
    assert not is_kept(contracts[name], seeded)


@pytest.mark.parametrize(("name", "module"), SEEDED_MODULES, ids=[s[1] for s in SEEDED_MODULES])
def test_seeded_module_without_a_place_is_caught(
    name: str, module: str, contracts: dict[str, Contract], graph: grimp.ImportGraph
) -> None:
    seeded = deepcopy(graph)
    seeded.add_module(module)
    assert not is_kept(contracts[name], seeded)


def folders_without_init(package: Path) -> list[Path]:
    with_code = {path.parent for path in files(under=package)}
    all_above = {
        parent for folder in with_code for parent in folder.parents if parent.is_relative_to(package)
    }
    return sorted(folder for folder in with_code | all_above if not (folder / "__init__.py").exists())


def test_every_folder_with_code_is_a_package() -> None:
    found = folders_without_init(PACKAGE)
    assert not found, f"Add an __init__.py: without it import-linter does not see what lies below {found}."


def test_seeded_folder_without_init_is_caught(tmp_path: Path) -> None:
    (tmp_path / "web" / "cases").mkdir(parents=True)
    for name in ("__init__.py", "web/cases/__init__.py", "web/cases/views.py"):
        (tmp_path / name).touch()
    assert folders_without_init(tmp_path) == [tmp_path / "web"]


def vague_modules(names: list[str]) -> list[str]:
    return [name for name in names if VAGUE.intersection(name.split("."))]


def test_no_module_has_a_vague_name() -> None:
    found = vague_modules([module_of(path) for path in files()])
    assert not found, f"Name the module after what it holds, or put its functions where they belong: {found}."


def test_seeded_vague_module_is_caught() -> None:
    assert vague_modules(["anyam.casework.cases.actions.helpers"])


# Others come in through the door: `from anyam.registry.people import queries`, or `.queries import find_people`.
DOORS = ("actions", "queries")


def side_doors(graph: Any) -> list[str]:
    """Imports of a module inside another app's actions or queries."""
    found = []
    for imported in sorted(graph.modules):
        parts = imported.split(".")
        if len(parts) < 5 or parts[1] not in {"casework", "registry"} or parts[3] not in DOORS:
            continue
        app, door = ".".join(parts[:3]), ".".join(parts[:4])
        for importer in graph.find_modules_that_directly_import(imported):
            details = graph.get_import_details(importer=importer, imported=imported)
            is_by_door = all(f"from {door} import" in detail["line_contents"] for detail in details)
            if not importer.startswith(f"{app}.") and not is_by_door:
                found.append(f"{importer} → {imported}")
    return sorted(found)


def test_others_come_in_through_the_door(graph: grimp.ImportGraph) -> None:
    found = side_doors(graph)
    assert not found, (
        f"Import the name from the app's `actions` or `queries` package, which lists what is offered: {found}."
    )


def test_seeded_side_door_is_caught(graph: grimp.ImportGraph) -> None:
    seeded = deepcopy(graph)
    seeded.add_import(
        importer="anyam.interfaces.web.cases.urls", imported="anyam.casework.cases.actions.locking", line_number=1,
        line_contents="seeded",
    )  # fmt: skip
    assert len(side_doors(seeded)) == len(side_doors(graph)) + 1
