"""What the demo district's agencies write to each other: circulars that some read late, threads, shared words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from anyam.casework.messages import actions
from anyam.casework.messages.choices import CircularKind, Stance, ThreadAbout
from anyam.casework.messages.queries import get_circular, get_thread
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from .calendar import Calendar

_READS, _ANSWERS_WRONG, _WRITES, _TAKES_NOTE = 0.8, 0.25, 0.12, 0.85
_DAYS_TO_READ = 14
_RENEWED_AFTER = 0.3
_SAID = (
    ("Jadwal kunjungan bersama", "Mohon kabari bila jadwal kunjungan berubah, supaya anak tidak menunggu."),
    (
        "Pendamping saat pemeriksaan",
        "Pendamping kami ikut saat pemeriksaan. Mohon siapkan ruang yang tenang.",
    ),
    ("Surat yang masih kurang", "Satu surat masih kurang. Mohon dibawa pada pertemuan berikutnya."),
)


@dataclass(frozen=True)
class Letter:
    """A circular of the coordinator; `renewed` says what is new where a second version comes later."""

    at: float
    kind: CircularKind
    title: str
    text: str
    question: str
    answers: tuple[str, ...]
    right_answer: int
    kinds: tuple[str, ...] = ()
    renewed: str = ""


LETTERS = (
    Letter(
        0.2,
        CircularKind.CIRCULAR,
        "Jawab rujukan darurat dalam satu jam",
        "Rujukan darurat dijawab dalam satu jam, juga di luar jam kerja. Bila layanan penuh, alihkan saat itu juga.",
        "Layanan penuh dan rujukan darurat masuk malam hari. Apa yang dilakukan?",
        ("Menunggu jam kerja", "Mengalihkan saat itu juga", "Meminta surat pengantar"),
        1,
        renewed="Nomor jaga malam berlaku mulai versi ini.",
    ),
    Letter(
        0.5,
        CircularKind.GUIDANCE,
        "Anak diwawancarai satu kali",
        "Sebelum mewawancarai anak, tanyakan apakah lembaga lain sudah melakukannya, dan minta hasilnya.",
        "Apa yang dilakukan sebelum mewawancarai anak?",
        ("Bertanya apakah sudah ada wawancara", "Langsung mewawancarai"),
        0,
    ),
    Letter(
        0.92,
        CircularKind.CIRCULAR,
        "Laporan layanan bulanan paling lambat tanggal lima",
        "Laporan layanan bulanan dikirim paling lambat tanggal lima bulan berikutnya, tanpa nama anak.",
        "Sampai kapan laporan bulan ini dikirim?",
        ("Akhir bulan", "Tanggal lima bulan berikutnya", "Tidak ada batas"),
        1,
    ),
)


@dataclass(frozen=True)
class Word:
    """A word one agency proposes; others agree, and one of them may object until it is said more clearly."""

    at: float
    agency: str
    word: str
    english: str
    meaning: str
    not_meant: str = ""
    agreed_by: tuple[str, ...] = ("rsud", "polres")
    objected_by: str = ""


WORDS = (
    Word(
        0.15,
        "dinsos",
        "Rujukan diterima",
        "Referral accepted",
        "Lembaga penerima berjanji memberi layanan dan menyebut kapan.",
        "Surat sudah dibaca.",
    ),
    Word(
        0.4,
        "polres",
        "Anak korban",
        "Child victim",
        "Anak yang belum berumur 18 tahun dan mengalami penderitaan karena tindak pidana (UU 11/2012 pasal 1).",
        agreed_by=("dinsos", "kejari"),
    ),
    Word(
        0.85,
        "disdik",
        "Anak putus sekolah",
        "Child out of school",
        "Anak yang tiga bulan berturut-turut tidak hadir dan tidak pindah sekolah.",
        objected_by="smp_melati",
    ),
)


@dataclass
class Letters:
    calendar: Calendar

    def prepare(self) -> None:
        for letter in LETTERS:
            self.calendar.at(letter.at, partial(self._issue, letter))
        for word in WORDS:
            self.calendar.at(word.at, partial(self._propose, word))

    # --- circulars --------------------------------------------------------------------------------------------------

    def _issue(self, letter: Letter) -> None:
        coordinator = self.calendar.district.coordinator
        circular_id = actions.draft_circular(
            coordinator,
            kind=letter.kind,
            given=actions.CircularInput(
                title=letter.title,
                text=letter.text,
                question=letter.question,
                answers=letter.answers,
                right_answer=letter.right_answer,
                read_by=clock.today() + timedelta(days=_DAYS_TO_READ),
                valid_from=clock.today(),
                is_for_all=not letter.kinds,
                kind_codes=letter.kinds,
            ),
        )
        actions.issue_circular(coordinator, circular_id=circular_id)
        self._let_them_read(letter, circular_id)
        self.calendar.in_days(_DAYS_TO_READ + 3, partial(self._remind, circular_id))
        if letter.renewed:
            self.calendar.at(letter.at + _RENEWED_AFTER, partial(self._renew, letter, circular_id))

    def _renew(self, letter: Letter, circular_id: UUID) -> None:
        """A second version: those who do not open it still work by the first."""
        coordinator = self.calendar.district.coordinator
        actions.renew_circular(coordinator, circular_id=circular_id)
        actions.change_circular(
            coordinator,
            circular_id=circular_id,
            revision=1,
            given=actions.CircularInput(
                title=letter.title,
                text=f"{letter.text} {letter.renewed}",
                question=letter.question,
                answers=letter.answers,
                right_answer=letter.right_answer,
                read_by=clock.today() + timedelta(days=_DAYS_TO_READ),
                valid_from=clock.today(),
                is_for_all=True,
                changed=letter.renewed,
            ),
        )
        actions.issue_circular(coordinator, circular_id=circular_id)
        self._let_them_read(letter, circular_id)

    def _let_them_read(self, letter: Letter, circular_id: UUID) -> None:
        stage = self.calendar.stage
        for agency in self.calendar.speaking():
            if stage.is_so(_READS):
                self.calendar.in_days(stage.about(5), partial(self._read, letter, circular_id, agency))

    def _read(self, letter: Letter, circular_id: UUID, agency: str) -> None:
        reader, chance = self.calendar.officer(agency), self.calendar.stage.chance
        actions.note_reading(reader, circular_id=circular_id)
        if not get_circular(reader, circular_id).may_answer:
            return  # the agency that wrote it, or one that works by this version already
        if chance.random() < _ANSWERS_WRONG:
            wrong = (letter.right_answer + 1) % len(letter.answers)
            actions.answer_circular(reader, circular_id=circular_id, answer=wrong)
        actions.answer_circular(reader, circular_id=circular_id, answer=letter.right_answer)

    def _remind(self, circular_id: UUID) -> None:
        actions.remind_of_circular(self.calendar.district.coordinator, circular_id=circular_id)

    # --- shared words -----------------------------------------------------------------------------------------------

    def _propose(self, word: Word) -> None:
        term_id = actions.propose_term(
            self.calendar.officer(word.agency), word=word.word, meaning=word.meaning, english=word.english,
            not_meant=word.not_meant,
        )  # fmt: skip
        for agency in word.agreed_by:
            self.calendar.in_days(4, partial(self._comment, term_id, agency, Stance.AGREE, ""))
        if word.objected_by:
            objection = "Tiga bulan terlalu lama: setelah satu bulan anak sulit kembali."
            self.calendar.in_days(
                6, partial(self._comment, term_id, word.objected_by, Stance.OBJECT, objection)
            )
        else:
            self.calendar.in_days(16, partial(self._agree, term_id))

    def _comment(self, term_id: UUID, agency: str, stance: Stance, text: str) -> None:
        actions.comment_on_term(
            self.calendar.officer(agency), term_id=term_id, stance=stance.value, text=text
        )

    def _agree(self, term_id: UUID) -> None:
        actions.agree_term(self.calendar.district.coordinator, term_id=term_id)

    # --- about a referral -------------------------------------------------------------------------------------------

    def referral_accepted(self, sender: Actor, referral_id: UUID, agency: str) -> None:
        """Now and then the sender writes to the agency that took the child, and wants to know that it was read."""
        if self.calendar.stage.is_so(_WRITES):
            self.calendar.in_days(3, partial(self._write, sender, referral_id, agency))

    def _write(self, sender: Actor, referral_id: UUID, agency: str) -> None:
        title, text = self.calendar.stage.chance.choice(_SAID)
        thread_id = actions.begin_thread(
            sender,
            about=ThreadAbout.REFERRAL,
            subject_id=referral_id,
            title=title,
            text=text,
            to=[self.calendar.id_of(agency)],
            due_at=clock.now() + timedelta(days=2),
        )
        if self.calendar.stage.is_so(_TAKES_NOTE):
            self.calendar.in_days(1, partial(self._take_note, thread_id, agency))

    def _take_note(self, thread_id: UUID, agency: str) -> None:
        officer = self.calendar.officer(agency)
        message = get_thread(officer, thread_id).messages[0]
        actions.acknowledge_message(officer, message_id=message.id)
