"""Translations, compiled from the .po files beside the code; no gettext is needed on the machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from environment import PYTHON
from progress import ROOT, Step, files_below, run

SOURCES = ROOT / "src" / "anyam"


def steps() -> list[Step]:
    return [Step("translations", "Compiling the translations", _compile_all, _catalogues)]


def _catalogues() -> Iterable[Path]:
    return files_below(SOURCES, "*.po")


def _compile_all() -> None:
    run([PYTHON, __file__], failure="A translation file could not be compiled.")


def compile_catalogue(source: Path) -> None:
    """Write the .mo beside a .po. Runs inside the environment, where Babel is."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text)
    with source.with_suffix(".mo").open("wb") as binary:
        write_mo(binary, catalogue)


if __name__ == "__main__":
    for path in _catalogues():
        try:
            compile_catalogue(path)
        except Exception as problem:
            sys.exit(f"{path.relative_to(ROOT)}: {problem}")
