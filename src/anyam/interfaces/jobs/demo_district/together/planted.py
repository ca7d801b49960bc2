"""SOPs of the demo district that do not join yet, so that the check has something to find and people to mend."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import Coding, Document, Flow, Header, Performer, Step

from .rules import DEAD_RULE


def street_work(social_office: UUID) -> Document:
    """Does what the public order office does in ANAK-JALANAN, in another time, and rests on a rule that will end."""
    officer = Performer("p1", "Tim penjangkauan Dinas Sosial", social_office)
    return Document(
        code="DINSOS-JANGKAU",
        title="Penjangkauan anak di jalan oleh Dinas Sosial",
        level=SopLevel.MICRO,
        purpose="Anak yang hidup di jalan dijangkau tanpa penertiban.",
        header=Header(unit="Dinas Sosial", legal_basis=(DEAD_RULE,)),
        performers=(officer,),
        steps=(
            Step("s1", "Mulai", Symbol.START, ("p1",), flows=(Flow("s2"),)),
            Step(
                "s2",
                "Menjangkau anak di jalan dan menawarkan bantuan",
                performers=("p1",),
                needs=("Laporan warga",),
                hours=Decimal(16),
                gives=("Catatan penjangkauan",),
                flows=(Flow("s3"),),
                rests_on=(DEAD_RULE,),
                coding=Coding("reach_out", "street_place", "street_child"),
            ),
            Step(
                "s3",
                "Mencatat hasil dan menghubungi keluarga",
                performers=("p1",),
                needs=("Catatan penjangkauan",),
                hours=Decimal(8),
                gives=("Laporan penjangkauan",),
                flows=(Flow("s4"),),
            ),
            Step("s4", "Selesai", Symbol.END, ("p1",)),
        ),
    )


def back_to_school(education_office: UUID, school: UUID) -> Document:
    """The office hands over a letter, the school needs other papers: a gap between two agencies."""
    columns = (
        Performer("p1", "Bidang pembinaan Dinas Pendidikan", education_office),
        Performer("p2", "Kepala sekolah tujuan", school),
    )
    return Document(
        code="DISDIK-KEMBALI",
        title="Anak kembali ke sekolah",
        level=SopLevel.MICRO,
        purpose="Anak yang berhenti sekolah belajar lagi dalam dua minggu.",
        header=Header(unit="Dinas Pendidikan", legal_basis=(DEAD_RULE,)),
        performers=columns,
        steps=(
            Step("s1", "Mulai", Symbol.START, ("p1",), flows=(Flow("s2"),)),
            Step(
                "s2",
                "Memilih sekolah bersama anak dan keluarga",
                performers=("p1",),
                needs=("Permintaan layanan",),
                hours=Decimal(24),
                gives=("Surat pengantar",),
                flows=(Flow("s3"),),
                rests_on=(DEAD_RULE,),
            ),
            Step(
                "s3",
                "Menerima anak dan menunjuk guru pendamping",
                performers=("p2",),
                needs=("Rapor terakhir", "Akta kelahiran"),
                hours=Decimal(40),
                gives=("Kabar penerimaan",),
                flows=(Flow("s4"),),
            ),
            Step("s4", "Selesai", Symbol.END, ("p2",)),
        ),
    )
