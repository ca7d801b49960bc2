"""Reading the program's own text: files, functions and the layers that the configuration declares."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "anyam"

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    """A function or method with the place it stands at."""

    module: str
    name: str
    node: FunctionNode

    @property
    def full_name(self) -> str:
        return f"{self.module}.{self.name}"

    @property
    def decorators(self) -> set[str]:
        return {_last_name(d.func if isinstance(d, ast.Call) else d) for d in self.node.decorator_list}

    @property
    def calls(self) -> set[str]:
        """The last names of everything that is called inside: `require`, `visible_to`, `record` …"""
        return {_last_name(call.func) for call in ast.walk(self.node) if isinstance(call, ast.Call)}

    @property
    def lines(self) -> int:
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1


def files(suffix: str = ".py", under: Path = PACKAGE) -> list[Path]:
    """The files below `under`, without migrations."""
    return sorted(
        path
        for path in under.rglob(f"*{suffix}")
        if not {"migrations", "__pycache__", "node_modules"}.intersection(path.parts)
    )


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions_of(tree: ast.Module, module: str) -> list[Function]:
    """Functions of a module and methods of its classes, but not functions inside functions."""
    found = [Function(module, node.name, node) for node in tree.body if isinstance(node, FunctionNode)]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = (inner for inner in node.body if isinstance(inner, FunctionNode))
            found += [Function(module, f"{node.name}.{method.name}", method) for method in methods]
    return found


def all_functions() -> list[Function]:
    return [function for path in files() for function in functions_of(tree_of(path), module_of(path))]


def parse(text: str, module: str = "anyam.seeded") -> list[Function]:
    """The functions of a piece of text, for seeding a violation."""
    return functions_of(ast.parse(text), module)


def configuration() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


@cache
def positions() -> dict[str, int]:
    """Every app's height, read from the layers of the import contracts; apps side by side share one."""
    contracts = [c for c in configuration()["contracts"] if c["type"] == "layers"]
    floors = next(c for c in contracts if c["containers"] == ["anyam"])["layers"]
    height, found = 0, {}
    for floor in reversed([name.strip("()") for name in floors]):
        container = f"anyam.{floor}"
        layers = next((c["layers"] for c in contracts if c.get("containers") == [container]), [])
        for layer in reversed(layers):
            height += 1
            names = [f"{container}.{name.strip().strip('()')}" for name in layer.split("|")]
            found |= {name: height for name in names if find_spec(name)}
    return found


def domain_apps() -> list[str]:
    return [app for app in positions() if app.startswith(("anyam.casework.", "anyam.registry."))]


def app_of(module: str) -> str:
    return ".".join(module.split(".")[:3])


def template_files() -> Iterator[Path]:
    yield from files(".html")


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
