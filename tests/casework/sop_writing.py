"""SOPs for tests: a small one across three agencies, and random ones of any shape."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import Document, Flow, Header, Performer, Step


def handling_complaints(*agencies: UUID) -> Document:
    """Start, receive, a decision with a loop back, an examination elsewhere, end."""
    columns = tuple(Performer(f"p{n}", f"Petugas {n}", agency) for n, agency in enumerate(agencies, 1))
    second = columns[-1].key
    steps = (
        Step("s1", "Mulai", Symbol.START, ("p1",), flows=(Flow("s2"),)),
        Step("s2", "Menerima pengaduan", Symbol.PROCESS, ("p1",), needs=("Formulir",), hours=Decimal("0.5"),
             gives=("Pengaduan tercatat",), flows=(Flow("s3"),), rests_on=("UU 35/2014",)),
        Step("s3", "Memeriksa kelengkapan", Symbol.DECISION, ("p1",), hours=Decimal(1),
             flows=(Flow("s4", "Ya"), Flow("s2", "Tidak"))),
        Step("s4", "Melakukan pemeriksaan", Symbol.PROCESS, (second,), needs=("Pengaduan tercatat",), hours=Decimal(8),
             gives=("Hasil pemeriksaan",), flows=(Flow("s5"),)),
        Step("s5", "Selesai", Symbol.END, (second,)),
    )  # fmt: skip
    return Document(
        code="ADUAN-01",
        title="Penanganan pengaduan",
        level=SopLevel.MACRO,
        purpose="Setiap pengaduan dijawab.",
        header=Header(number="SOP/01/2026", legal_basis=("UU 35/2014",), relations=("RUJUK-01",)),
        performers=columns,
        steps=steps,
        promised_hours=Decimal(24),
    )


@st.composite
def documents(draw: st.DrawFn, most_steps: int = 14, most_performers: int = 6) -> Document:
    """Any SOP that can be kept: wild arrows, steps without owner, empty words, loops."""
    columns = draw(st.integers(0, most_performers))
    count = draw(st.integers(0, most_steps))
    keys = [f"s{n}" for n in range(count)]
    words = st.text(alphabet='abc DEF,.-äé"<&>', max_size=60).map(lambda text: " ".join(text.split()))
    steps = []
    for key in keys:
        flows = draw(st.lists(st.sampled_from([*keys, "nowhere"]), max_size=4)) if keys else []
        owners = (
            draw(st.lists(st.integers(0, max(columns - 1, 0)), max_size=2, unique=True)) if columns else []
        )
        steps.append(
            Step(
                key,
                draw(words),
                draw(st.sampled_from(list(Symbol))),
                tuple(f"p{n}" for n in owners),
                flows=tuple(
                    Flow(to, draw(st.sampled_from(["", "Ya", "Tidak", "Tergantung keadaan"]))) for to in flows
                ),
                hours=draw(st.none() | st.sampled_from([Decimal("0.5"), Decimal(2), Decimal("12.25")])),
                needs=tuple(line for line in draw(st.lists(words, max_size=2)) if line),
                waits_for_all=draw(st.booleans()),
                note=draw(words),
            )
        )
    kinds = st.sampled_from(["", "hospital"])
    performers = tuple(
        Performer(f"p{n}", draw(words) or "X", agency_kind=draw(kinds)) for n in range(columns)
    )
    return Document("X-1", "Judul", performers=performers, steps=tuple(steps))


def renamed(document: Document, key: str, activity: str) -> Document:
    """The same document with other words in one row."""
    steps = tuple(replace(step, activity=activity) if step.key == key else step for step in document.steps)
    return replace(document, steps=steps)
