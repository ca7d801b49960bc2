"""A small register in the published form, for tests that change it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from anyam.config import env

PUBLISHED = env.ROOT / "data" / "regions"

Line = tuple[str, ...]

PROVINCES = (("35", "Jawa Timur"),)
REGENCIES = (("35.04", "Kabupaten Tulungagung", "kabupaten"), ("35.71", "Kota Kediri", "kota"))
DISTRICTS = (("35.04.10", "Sumbergempol"), ("35.04.11", "Ngunut"), ("35.71.01", "Mojoroto"))
VILLAGES = (
    ("35.04.10.2011", "Wonorejo", "desa"),
    ("35.04.10.2012", "Bendiljati Kulon", "desa"),
    ("35.04.11.2011", "Ngunut", "desa"),
    ("35.04.11.2014", "Sumberejo Kulon", "desa"),
    ("35.71.01.1001", "Sumber Rejo", "kelurahan"),
)


def write_register(
    folder: Path,
    *,
    villages: Iterable[Line] = VILLAGES,
    districts: Iterable[Line] = DISTRICTS,
) -> Path:
    """The four files in `folder`, with the columns the loader reads."""
    _write(folder / "wilayah_provinsi.csv", "kode,nama", PROVINCES)
    _write(folder / "wilayah_kabkota.csv", "kode,nama,jenis", REGENCIES)
    _write(folder / "wilayah_kecamatan.csv", "kode,nama", districts)
    _write(folder / "wilayah_desa_kelurahan.csv", "kode,nama,jenis", villages)
    return folder


def write_network_register(folder: Path, *, regency: str = "35.04") -> Path:
    """The four files with one regency of the published register, its province and everything in it."""
    for file in sorted(PUBLISHED.glob("*.csv")):
        head, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.startswith((f"{regency},", f"{regency}.", f"{regency[:2]},"))]
        (folder / file.name).write_text("".join([head, *kept]), encoding="utf-8")
    return folder


def _write(file: Path, head: str, lines: Iterable[Line]) -> None:
    file.write_text("\n".join([head, *(",".join(line) for line in lines)]) + "\n", encoding="utf-8")
