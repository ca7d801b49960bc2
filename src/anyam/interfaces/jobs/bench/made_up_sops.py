"""Sound SOPs of any length for measurements and tests: branches, parallel work, loops, hand-offs and links that fit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import Coding, Document, Flow, Header, Performer, Step

KINDS = ("integrated_service", "protection_unit", "police", "hospital", "school", "social_office")
HANDED_OVER = "Surat pengantar"
_DEEDS = (
    *("Memeriksa", "Mencatat", "Menilai", "Menyusun", "Mengirim", "Mendampingi", "Menelaah", "Menyimpan"),
    *(
        "Menghubungi",
        "Menjadwalkan",
        "Memantau",
        "Menyampaikan",
        "Menandatangani",
        "Menetapkan",
        "Mengundang",
    ),
)
_THINGS = (
    *("laporan", "berkas", "rencana", "hasil", "kunjungan", "jadwal", "surat", "kesepakatan", "catatan"),
    *(
        "formulir",
        "pertemuan",
        "layanan",
        "rujukan",
        "asesmen",
        "keluarga",
        "sekolah",
        "kesehatan",
        "bantuan",
    ),
    *("identitas", "pengasuhan", "pemulihan", "keterangan", "undangan", "notula", "kebutuhan", "risiko"),
)
UNCODED_SHARE = 0.2
_SMALLEST_BLOCK = 4

Open = list[tuple[str, str]]
"""Rows, each with an answer, from which an arrow to whatever comes next is still missing."""


def made_up_sops(count: int, steps: int, seed: int) -> list[Document]:
    """`count` SOPs of about `steps` rows; some go on in a later one of them."""
    random = Random(seed)  # noqa: S311
    codes = [f"SOP-{number:03}" for number in range(count)]
    return [_Maker(random, code, codes[number + 1 :]).document(steps) for number, code in enumerate(codes)]


class _Maker:
    def __init__(self, random: Random, code: str, later: list[str]) -> None:
        self.random, self.code, self.later = random, code, later
        self.steps: dict[str, Step] = {}
        kinds = random.sample(KINDS, 3)
        self.performers = tuple(Performer(kind, kind.title(), agency_kind=kind) for kind in kinds)
        self.owner = self.performers[0].key

    def document(self, length: int) -> Document:
        start = self._add(Symbol.START, "Mulai")
        entry, ends = self._row_of_blocks(max(length - 2, 1))
        self._connect([(start, "")], entry)
        linked = self.random.choice(self.later) if self.later and self.random.random() < 0.5 else ""
        if linked:
            link = self._add(Symbol.LINK, f"Melanjutkan ke {linked}")
            self.steps[link] = replace(self.steps[link], linked_sop=linked, gives=(HANDED_OVER,))
            self._connect(ends, link)
            ends = [(link, "")]
        self._connect(ends, self._add(Symbol.END, "Selesai"))
        self._fill_papers(entry)
        return Document(
            self.code,
            f"Prosedur {self.code}",
            level=SopLevel.MACRO,
            header=Header(relations=(linked,) if linked else ()),
            performers=self.performers,
            steps=tuple(self.steps.values()),
            promised_hours=Decimal(len(self.steps)),
        )

    def _row_of_blocks(self, length: int) -> tuple[str, Open]:
        """Blocks one after the other until the table has about `length` rows."""
        first, ends = self._block(length)
        while len(self.steps) < length:
            entry, next_ends = self._block(length - len(self.steps))
            self._connect(ends, entry)
            ends = next_ends
        return first, ends

    def _block(self, budget: int) -> tuple[str, Open]:
        kind = self.random.choice(["step", "step", "choice", "parallel", "loop"])
        if budget < _SMALLEST_BLOCK or kind == "step":
            key = self._add(Symbol.PROCESS)
            return key, [(key, "")]
        inner = min(budget - 3, 6)
        return {"choice": self._choice, "parallel": self._parallel, "loop": self._loop}[kind](inner)

    def _chain(self, budget: int) -> tuple[str, Open]:
        first, ends = self._block(budget)
        for _ in range(self.random.randint(0, max(budget // 3, 0))):
            entry, next_ends = self._block(budget // 2)
            self._connect(ends, entry)
            ends = next_ends
        return first, ends

    def _choice(self, budget: int) -> tuple[str, Open]:
        key = self._add(Symbol.DECISION)
        ends: Open = []
        for answer in ("ya", "tidak"):
            entry, more = self._chain(budget // 2)
            self._connect([(key, answer)], entry)
            ends += more
        return key, ends

    def _parallel(self, budget: int) -> tuple[str, Open]:
        fork = self._add(Symbol.PROCESS)
        ends: Open = []
        for _ in range(2):
            entry, more = self._chain(budget // 2)
            self._connect([(fork, "")], entry)
            # A branch that ends in two answers comes together before the fork is closed.
            if len(more) > 1:
                meeting = self._add(Symbol.PROCESS)
                self._connect(more, meeting)
                more = [(meeting, "")]
            ends += more
        join = self._add(Symbol.PROCESS)
        self.steps[join] = replace(self.steps[join], waits_for_all=True)
        self._connect(ends, join)
        return fork, [(join, "")]

    def _loop(self, budget: int) -> tuple[str, Open]:
        entry, ends = self._chain(budget)
        question = self._add(Symbol.DECISION)
        self._connect(ends, question)
        self._connect([(question, "ulangi")], entry)
        return entry, [(question, "lanjut")]

    def _add(self, symbol: Symbol, activity: str = "") -> str:
        key = f"b{len(self.steps) + 1}"
        if self.random.random() < 0.3:
            self.owner = self.random.choice(self.performers).key
        deed, thing = self.random.choice(_DEEDS), self.random.choice(_THINGS)
        works = symbol in {Symbol.PROCESS, Symbol.DECISION}
        is_coded = works and self.random.random() > UNCODED_SHARE
        self.steps[key] = Step(
            key,
            activity or f"{deed} {thing} {self.random.choice(_THINGS)} {key}",
            symbol,
            (self.owner,) if symbol not in {Symbol.START, Symbol.END} else (),
            hours=Decimal(1) if works or symbol == Symbol.LINK else None,
            gives=(f"Dokumen {key}",) if works else (),
            coding=Coding(deed, f"{thing}-{self.random.randrange(40)}", "anak") if is_coded else Coding(),
        )
        return key

    def _connect(self, ends: Open, target: str) -> None:
        for key, answer in ends:
            step = self.steps[key]
            self.steps[key] = replace(step, flows=(*step.flows, Flow(target, answer)))

    def _fill_papers(self, entry: str) -> None:
        """Every row needs what the rows before it give; the first one what comes from outside."""
        before: dict[str, list[str]] = {}
        for step in self.steps.values():
            for target in dict.fromkeys(flow.to for flow in step.flows):
                before.setdefault(target, []).extend(step.gives)
        for key, step in self.steps.items():
            needs = before.get(key, [])
            outside = (HANDED_OVER,) if key == entry else ()
            if step.symbol in {Symbol.PROCESS, Symbol.DECISION}:
                self.steps[key] = replace(step, needs=(*outside, *needs))
