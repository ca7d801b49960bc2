"""`script/setup [run|test]`: make this machine ready, doing only what is missing or has changed."""

from __future__ import annotations

import sys

import browser
import environment
import pages
import translations
from progress import Step, run_steps


def plan(purpose: str) -> list[Step]:
    """The steps to run Anyam here (`run`), or to test and check it too (`test`)."""
    if purpose == "run":
        return [*environment.steps("runtime", "build"), *translations.steps(), *pages.steps()]
    return [
        *environment.steps("runtime", "build", "test"),
        *translations.steps(),
        *pages.steps_for_tests(),
        *browser.steps(),
    ]


if __name__ == "__main__":
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    if purpose not in {"run", "test"} or len(sys.argv) > 2:
        sys.exit("Usage: script/setup [run|test]")
    run_steps(plan(purpose))
