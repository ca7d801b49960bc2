"""Set-up does what changed and nothing else, and the translation check sees what is missing."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

STEPS = Path(__file__).resolve().parents[2] / "script" / "steps"
SPREAD = ["-n", "2", "--dist", "loadscope"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The set-up programs import each other by plain name, as they do when they run."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(STEPS))
    yield
    for name in set(sys.modules) - before:
        if str(STEPS) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def progress(steps: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    module = importlib.import_module("progress")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "STAMPS", tmp_path / "var" / "setup.json")
    monkeypatch.setattr(module, "_die_tidily", lambda: None)
    return module


def test_a_step_is_done_when_its_inputs_change_or_its_result_is_gone(
    progress: ModuleType, tmp_path: Path
) -> None:
    source, result = tmp_path / "source", tmp_path / "result"
    source.write_text("one")
    done: list[str] = []

    def build() -> None:
        done.append(source.read_text())
        result.write_text("built")

    step = progress.Step("build", "Building", build, lambda: [source], (result,))
    progress.run_steps([step])
    progress.run_steps([step])
    source.write_text("two")
    progress.run_steps([step])
    result.unlink()
    progress.run_steps([step])
    assert done == ["one", "two", "two"]


def test_a_step_that_fails_says_why_and_is_done_again(progress: ModuleType, tmp_path: Path) -> None:
    def fail() -> None:
        progress.run(
            [sys.executable, "-c", "print('no such host'); raise SystemExit(3)"], failure="Could not fetch."
        )

    step = progress.Step("fetch", "Fetching", fail, list)
    for _ in range(2):
        with pytest.raises(SystemExit, match=r"(?s)Could not fetch\..*no such host"):
            progress.run_steps([step])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], SPREAD),
        (["tests/running", "-k", "demo"], [*SPREAD, "tests/running", "-k", "demo"]),
        (["-n0", "-x"], ["-n0", "-x"]),
        (["--full"], [*SPREAD, "-m", "full or not full"]),
    ],
)
def test_the_persons_own_pytest_arguments_win(steps: None, given: list[str], expected: list[str]) -> None:
    assert importlib.import_module("test").pytest_arguments(given) == expected


def test_the_translation_check_sees_each_kind_of_gap(
    steps: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    untranslated = importlib.import_module("untranslated")
    monkeypatch.setattr(untranslated, "ROOT", tmp_path)
    monkeypatch.setattr(untranslated, "SOURCES", tmp_path)
    (tmp_path / "code.py").write_text('_("Known")\n_("Missing")\npgettext_lazy("month", "May")\n')
    (tmp_path / "page.html").write_text(
        "{% load i18n %}<h1>{% translate 'In a page' %}</h1>\n"
        '  {% card _("In a tag") %}\n'
        "{% blocktranslate count n=rows %}One row{% plural %}{{ n }} rows{% endblocktranslate %}"
    )
    catalogue(tmp_path / "a", 'msgid "Known"\nmsgstr "Tahu"\n\nmsgid "%(n)s left"\nmsgstr "%(m)s sisa"')
    catalogue(
        tmp_path / "b", 'msgid "Known"\nmsgstr "Dikenal"\n\n#, fuzzy\nmsgid "In a page"\nmsgstr "Halaman"'
    )
    lines = "\n".join(untranslated.report())
    for missing in ("'Missing'", "'May'", "'In a page'", "'In a tag'", "'One row'"):
        assert f"not translated: {missing}" in lines
    assert "translated in 2 ways: 'Known': Dikenal | Tahu" in lines
    assert "names what the sentence does not have: m" in lines
    assert "marked as uncertain: 'In a page'" in lines


def catalogue(folder: Path, entries: str) -> None:
    path = folder / "locale" / "id" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(header + entries + "\n")
