"""`script/test [--full] [pytest arguments]`: set up what the tests need, then run them under pytest."""

from __future__ import annotations

import os
import sys

import setup
from environment import PYTHON
from progress import ROOT, run_steps

FULL = ["-m", "full or not full"]
SPREAD = ["-n", "2", "--dist", "loadscope"]
"""Two workers for the two cores of a small machine; tests that share a costly world stay together."""

SAYS_HOW_TO_SPREAD = (
    "-n",
    "--numprocesses",
    "--pdb",
    "--trace",
    "-s",
    "--capture=no",
    "--collect-only",
    "--co",
)


def pytest_arguments(given: list[str]) -> list[str]:
    """Pytest's arguments: the person's own come last, so that they win."""
    full = FULL if "--full" in given else []
    own = [argument for argument in given if argument != "--full"]
    spread = [] if any(argument.startswith(SAYS_HOW_TO_SPREAD) for argument in own) else SPREAD
    return [*spread, *full, *own]


if __name__ == "__main__":
    arguments = pytest_arguments(sys.argv[1:])
    run_steps(setup.plan("test"))
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *arguments])
