"""An import-linter contract of our own: some modules of an app are read by that app alone."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class PrivateModulesContract(Contract):  # type: ignore[misc]
    """Nobody but the app itself imports `<app>.<private>`."""

    type_name = "private_modules"

    apps = fields.SetField(subfield=fields.ModuleExpressionField())
    private = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        apps = sorted(module.name for module in module_expressions_to_modules(graph, self.apps))
        found = sorted(
            (importer, imported)
            for app in apps
            for private in self.private
            for imported in _family(graph, f"{app}.{private}")
            for importer in graph.find_modules_that_directly_import(imported)
            if not f"{importer}.".startswith(f"{app}.")
        )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["found"]:
            output.print_error(f"{importer} imports {imported}: ask that app's queries or call its actions.")


def _family(graph: ImportGraph, module: str) -> set[str]:
    return {module, *graph.find_descendants(module)} if module in graph.modules else set()
