"""The demo district's own rules: a register with days of review, one superseded, one open for comments today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from anyam.foundation.core import clock
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.choices import DocumentKind, DocumentOf, Resolution

from .calendar import Calendar
from .papers import example_paper

DEAD_RULE = "PERBUP-12-2019"
"""Two SOPs rest on it still; the regent has put another in its place."""
_SOURCE = "Contoh untuk peragaan; isi tidak diambil dari peraturan mana pun"


@dataclass(frozen=True)
class Rule:
    """A rule of the register; `review` says how far through the story it is to be looked at again."""

    kind: str
    number: str
    year: int
    title: str
    issuer: str
    since: date
    review: float | None = None
    found: str = ""
    """What was found on the day of review; empty where nobody has looked yet."""


@dataclass(frozen=True)
class Remark:
    """What one agency says about a section of a draft, and what became of it."""

    agency: str
    section: int
    text: str
    resolution: Resolution = Resolution.TAKEN
    answer: str = ""


_RULES = (
    Rule(
        "perda",
        "7",
        2017,
        "Penyelenggaraan Perlindungan Anak",
        "DPRD dan Bupati",
        date(2017, 8, 21),
        0.45,
        "Masih sesuai. Pasal tentang anak di ruang digital diusulkan dalam perubahan berikutnya.",
    ),
    Rule(
        "perbup",
        "12",
        2019,
        "Pedoman Penjangkauan Anak Jalanan",
        "Bupati",
        date(2019, 5, 2),
        0.4,
        "Pembagian tugas Satpol PP dan Dinas Sosial tidak jelas. Disusun penggantinya.",
    ),
    Rule("sk", "188/45/112", 2023, "Tim Koordinasi Layanan Anak Terpadu", "Bupati", date(2023, 1, 9), 0.88),
    Rule(
        "se",
        "463/118",
        2022,
        "Satu pintu pengaduan anak",
        "Sekretaris Daerah",
        date(2022, 6, 1),
        0.7,
        "Dipakai semua lembaga; nomor pengaduan diperbarui.",
    ),
)
_SECTIONS = (
    ("Ruang lingkup", "Peraturan ini mengatur penjangkauan anak yang hidup di jalan tanpa penertiban."),
    (
        "Pembagian tugas",
        "Satuan Polisi Pamong Praja menjangkau; Dinas Sosial mendampingi sejak pertemuan pertama.",
    ),
    ("Waktu", "Anak ditemui paling lambat delapan jam kerja setelah laporan diterima."),
)
_SAID = (
    Remark(
        "satpol",
        1,
        "Petugas kami bekerja malam hari. Mohon ditulis siapa yang mendampingi di luar jam kerja.",
    ),
    Remark(
        "rsud",
        0,
        "Pemeriksaan kesehatan setelah penjangkauan belum disebut.",
        Resolution.PARTLY,
        "Disebut sebagai layanan lanjutan; caranya tetap pada SOP rujukan.",
    ),
    Remark(
        "disdik",
        2,
        "Delapan jam terlalu cepat bila sekolah yang melapor.",
        Resolution.NOT_TAKEN,
        "Batas waktu berlaku bagi penjangkauan, bukan bagi laporan sekolah.",
    ),
)
_OPEN_SECTIONS = (
    ("Tujuan", "Data anak dibagikan antarlembaga hanya sejauh diperlukan untuk menolong anak itu."),
    (
        "Siapa boleh melihat",
        "Petugas melihat bagian kasus yang diperlukan tugasnya, dan setiap lihat dicatat.",
    ),
)
_OPEN_REMARKS = (
    Remark("polres", 1, "Mohon ditambahkan dasar bagi permintaan penyidik."),
    Remark("rsud", 0, "Rekam medis diatur tersendiri; mohon dirujuk."),
)


@dataclass
class Rules:
    calendar: Calendar
    ids: dict[str, UUID] = field(default_factory=dict)

    def prepare(self) -> None:
        calendar = self.calendar
        for rule in _RULES:
            calendar.at(0, partial(self._register, rule))
            if rule.review is not None and rule.found:
                calendar.at(rule.review, partial(self._review, rule), days=4)
        calendar.at(0.6, self._begin_successor)
        calendar.at(1, self._open_one_for_today, days=-10)

    def _register(self, rule: Rule) -> None:
        review_on = self.calendar.day(rule.review) if rule.review is not None else None
        given = actions.PolicyInput(
            rule.kind, rule.number, rule.year, rule.title, rule.issuer, rule.since, None, review_on, _SOURCE
        )
        secretary = self.calendar.district.coordinator
        self.ids[rule.number] = actions.add_policy(secretary, given=given)
        if rule.kind == "perda":
            actions.keep_document(
                secretary,
                about=DocumentOf.POLICY,
                subject_id=self.ids[rule.number],
                kind=DocumentKind.OFFICIAL,
                title=f"Salinan Perda {rule.number}/{rule.year}",
                content=example_paper(rule.title, [f"Ditetapkan oleh {rule.issuer}.", _SOURCE]),
            )

    def _review(self, rule: Rule) -> None:
        actions.review_policy(
            self.calendar.district.coordinator,
            policy_id=self.ids[rule.number],
            found=rule.found,
            next_review_on=clock.today() + timedelta(days=365),
        )

    # --- a rule takes another's place -------------------------------------------------------------------------------

    def _begin_successor(self) -> None:
        draft_id = self._draft("perbup", "Penjangkauan Anak yang Hidup di Jalan", _SECTIONS, self.ids["12"])
        self.calendar.in_days(5, partial(self._consult, draft_id, [one.agency for one in _SAID], 14))
        for remark in _SAID:
            self.calendar.stage.at(
                self.calendar.stage.on_day(9 + 3 * remark.section), partial(self._remark, draft_id, remark)
            )
        self.calendar.stage.at(self.calendar.stage.on_day(26), partial(self._resolve, draft_id))

    def _resolve(self, draft_id: UUID) -> None:
        self.calendar.let_days_pass()
        author = self.calendar.head("dinsos")
        for section in queries.get_draft(author, draft_id).sections:
            for comment in section.comments:
                said = next(one for one in _SAID if one.text == comment.text)
                actions.resolve_comment(
                    author,
                    draft_id=draft_id,
                    comment_id=comment.id,
                    resolution=said.resolution,
                    answer=said.answer,
                )
        self.calendar.in_days(12, partial(self._adopt, draft_id))

    def _adopt(self, draft_id: UUID) -> None:
        today = clock.today()
        actions.adopt_policy(
            self.calendar.head("dinsos"),
            draft_id=draft_id,
            number="27",
            year=today.year,
            issuer="Bupati",
            in_force_from=today + timedelta(days=7),
            review_on=today + timedelta(days=365),
        )

    # --- a draft on which agencies comment today --------------------------------------------------------------------

    def _open_one_for_today(self) -> None:
        draft_id = self._draft("perbup", "Berbagi Data untuk Perlindungan Anak", _OPEN_SECTIONS)
        asked = ["polres", "rsud", "disdik", "uptd_ppa", "kejari"]
        self._consult(draft_id, asked, 21)
        for remark in _OPEN_REMARKS:
            self.calendar.in_days(4, partial(self._remark, draft_id, remark))

    def _draft(
        self, kind: str, title: str, sections: tuple[tuple[str, str], ...], replaces_id: UUID | None = None
    ) -> UUID:
        author = self.calendar.head("dinsos")
        draft_id = actions.open_policy_draft(author, kind=kind, title=title, replaces_id=replaces_id)
        for heading, text in sections:
            actions.write_section(author, draft_id=draft_id, heading=heading, text=text)
        return draft_id

    def _consult(self, draft_id: UUID, agencies: list[str], days: int) -> None:
        actions.open_consultation(
            self.calendar.head("dinsos"),
            draft_id=draft_id,
            agency_ids=[self.calendar.id_of(one) for one in agencies],
            closes_on=clock.today() + timedelta(days=days),
        )

    def _remark(self, draft_id: UUID, remark: Remark) -> None:
        author = self.calendar.officer(remark.agency)
        section = queries.get_draft(author, draft_id).sections[remark.section]
        actions.comment_on_draft(author, draft_id=draft_id, section_id=section.id, text=remark.text)
        actions.finish_commenting(author, draft_id=draft_id)
