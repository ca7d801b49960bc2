"""The sheet an officer takes home: words to be kept on paper, on no computer and in no photograph."""

from __future__ import annotations

import os
from pathlib import Path

from anyam.foundation.backups.custody import Sheet

_ADVICE = (
    "Simpan lembar ini terkunci, terpisah dari dua lembar lainnya. Jangan difoto, jangan disalin ke komputer.",
    "Dua dari tiga lembar membuka semua cadangan. Bila dua lembar hilang, semua cadangan hilang untuk selamanya.",
    "Bila Anda pindah tugas, serahkan lembar ini pada hari pembaruan: anyam custody renew.",
    "Keep this sheet locked away, apart from the other two. No photograph, no copy on a computer.",
    "Two of the three sheets open all backups. If two are lost, all backups are lost for ever.",
)


def as_text(sheet: Sheet) -> str:
    """For a screen or a plain printer."""
    words = sheet.words.split()
    rows = [
        "   ".join(f"{place + 1:2}. {words[place]:<12}" for place in range(row, min(row + 4, len(words))))
        for row in range(0, len(words), 4)
    ]
    return "\n".join(
        [
            "",
            f"ANYAM · LEMBAR KUNCI CADANGAN / BACKUP KEY SHEET · {sheet.fingerprint}",
            f"{sheet.officer} · {sheet.since.isoformat()}",
            "",
            *rows,
            "",
            *_ADVICE,
            "",
        ]
    )


def write_pdf(sheet: Sheet, folder: Path) -> Path:
    """A page to print, readable only by whoever runs the command. It has to be deleted after printing."""
    import typst  # only this command needs it

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"lembar-{sheet.fingerprint}-{sheet.number}.pdf"
    made = typst.compile(_page(sheet).encode())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(made if isinstance(made, bytes) else made[0])
    return path


def _page(sheet: Sheet) -> str:
    cells = ", ".join(f"[{number}. *{word}*]" for number, word in enumerate(sheet.words.split(), 1))
    advice = "\n".join(f"- {line}" for line in _ADVICE)
    officer = "".join(letter if letter.isalnum() or letter in " .,'" else " " for letter in sheet.officer)
    return (
        '#set page("a5", margin: 15mm)\n#set text(size: 11pt)\n'
        f"= Anyam: lembar kunci cadangan\n{officer} · {sheet.since.isoformat()} · {sheet.fingerprint}\n\n"
        f"#table(columns: (1fr, 1fr), inset: 6pt, {cells})\n\n{advice}\n"
    )
