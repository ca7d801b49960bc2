"""The Python environment: `.venv`, holding exactly what the requirement files pin by hash, and Anyam itself."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path

from progress import ROOT, SetupFailed, Step, run

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
NO_DOWNLOAD = (
    "The Python packages could not be installed: the package registry is needed (HTTPS_PROXY names a proxy)."
)


def steps(*groups: str) -> list[Step]:
    """The environment with these groups of requirements (`runtime`, `build`, `test`) installed."""
    return [
        Step("venv", "Making the Python environment", _make_venv, _no_files, (PYTHON,)),
        *[_group_step(group) for group in groups],
        Step("anyam", "Installing Anyam", _install_anyam, _package_files, (VENV / "bin" / "anyam",)),
    ]


def _no_files() -> Iterable[Path]:
    return []


def _package_files() -> Iterable[Path]:
    return [ROOT / "pyproject.toml"]


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        # Debian ships Python without it; a pip installed beside that Python can serve the environment too.
        _make_venv_with_outside_pip()
        return
    run([sys.executable, "-m", "venv", "--clear", VENV], failure="The Python environment could not be made.")


def _make_venv_with_outside_pip() -> None:
    if importlib.util.find_spec("pip") is None:
        raise SetupFailed("This Python has neither ensurepip nor pip. On Debian: apt install python3-venv.")
    failure = "The Python environment could not be made."
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], failure=failure)
    run([sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"], failure=NO_DOWNLOAD)


def _group_step(group: str) -> Step:
    pins = REQUIREMENTS / f"{group}.txt"

    def install() -> None:
        run(
            [PYTHON, *PIP, "install", "--no-compile", "--require-hashes", "--requirement", pins],
            failure=NO_DOWNLOAD,
        )

    return Step(
        f"packages: {group}", f"Installing the packages for: {group}", install, lambda: [pins], (PYTHON,)
    )


def _install_anyam() -> None:
    run(
        [PYTHON, *PIP, "install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT],
        failure="Anyam itself could not be installed into its environment.",
    )
