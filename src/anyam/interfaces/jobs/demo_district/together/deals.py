"""What the agencies of the demo district promise each other. All of it is invented, an example of the forms only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

OFFICES = {
    "kantor_bupati": "Sekretaris Daerah",
    "dinsos": "Kepala Dinas Sosial",
    "rsud": "Direktur RSUD",
    "polres": "Kepala Kepolisian Resor",
    "disdik": "Kepala Dinas Pendidikan",
    "ult_psai": "Koordinator Layanan Terpadu",
    "dukcapil": "Kepala Dinas Kependudukan",
    "sentra": "Kepala Sentra",
    "kejari": "Kepala Kejaksaan Negeri",
}


@dataclass(frozen=True)
class Owed:
    """One obligation. `habit` says how it is kept: kept, late, refused_once, released_once or never."""

    debtor: str
    creditor: str
    what: str
    unit: str
    recurrence: str = "quarterly"
    quantity: Decimal = Decimal(1)
    habit: str = "kept"
    evidence: str = "Dikirim dengan surat pengantar; salinannya pada sekretariat."


@dataclass(frozen=True)
class Deal:
    """One agreement, from `starts` to `ends` in shares of the story (more than 1 lies ahead of today).

    `then`: what becomes of it: runs, renewed, renewal_waits, unused; or draft, to_sign, returned: not begun today.
    """

    key: str
    kind: str
    title: str
    purpose: str
    object: str
    parties: tuple[str, ...]
    starts: float
    ends: float
    owed: tuple[Owed, ...] = ()
    under: str = ""
    outside: str = ""
    then: str = "runs"
    review: float | None = None
    reviewed: str = ""
    financing: str = "Anggaran masing-masing pihak."
    has_paper: bool = False
    """Its drafter adds the signed paper."""


DEALS = (
    Deal(
        "bersama",
        "joint",
        "Layanan anak terpadu di kabupaten",
        "Setiap anak ditolong satu kali, oleh lembaga yang tepat, tanpa mengulang cerita.",
        "Kerja sama lembaga pemerintah dan penegak hukum",
        ("kantor_bupati", "dinsos", "polres", "kejari"),
        0.04,
        1.6,
        review=0.5,
        reviewed="Berjalan. Dua lembaga belum menunjuk petugas tetap; dibahas pada forum koordinasi.",
        has_paper=True,
    ),
    Deal(
        "visum",
        "cooperation",
        "Pemeriksaan kesehatan dan visum anak korban kekerasan",
        "Anak korban kekerasan diperiksa pada hari yang sama, satu kali saja, tanpa biaya.",
        "Pemeriksaan kesehatan, visum, dan jaminan biayanya",
        ("dinsos", "rsud"),
        0.08,
        0.55,
        (
            Owed(
                "rsud",
                "dinsos",
                "Laporan jumlah dan waktu tunggu pemeriksaan",
                "laporan",
                habit="refused_once",
                evidence="Laporan triwulan nomor surat keluar RSUD; tanpa nama anak.",
            ),
            Owed(
                "dinsos", "rsud", "Penggantian biaya pemeriksaan", "pembayaran", "half_yearly", habit="late"
            ),
        ),
        then="renewed",
        has_paper=True,
    ),
    Deal(
        "sekolah",
        "cooperation",
        "Anak dalam penanganan tetap bersekolah",
        "Tidak ada anak yang berhenti sekolah karena kasusnya.",
        "Penempatan, pendampingan, dan kerahasiaan di sekolah",
        ("disdik", "ult_psai"),
        0.12,
        1.07,
        (
            Owed("disdik", "ult_psai", "Daftar guru pendamping yang sudah dilatih", "daftar", "half_yearly"),
            Owed("disdik", "ult_psai", "Laporan anak yang kembali ke sekolah", "laporan", habit="late"),
            Owed(
                "ult_psai",
                "disdik",
                "Pelatihan guru tentang kerahasiaan anak",
                "pelatihan",
                "yearly",
                habit="released_once",
            ),
        ),
        then="renewal_waits",
        review=0.6,
    ),
    Deal(
        "akta",
        "cooperation",
        "Akta kelahiran dan NIK bagi anak tanpa dokumen",
        "Anak tanpa dokumen memperolehnya dalam sepuluh hari kerja.",
        "Penerbitan dokumen kependudukan",
        ("dukcapil", "ult_psai"),
        0.16,
        1.16,
        (Owed("dukcapil", "ult_psai", "Laporan dokumen yang diterbitkan", "laporan", habit="never"),),
        then="unused",
    ),
    Deal(
        "rehabilitasi",
        "synergy",
        "Rehabilitasi sosial anak bersama Kementerian Sosial",
        "Anak memperoleh rehabilitasi lanjutan tanpa menunggu kuota tahunan.",
        "Rehabilitasi sosial lanjutan dan bimbingan setelahnya",
        ("kantor_bupati", "dinsos", "sentra"),
        0.3,
        1.9,
        (Owed("sentra", "dinsos", "Tempat bagi anak dari kabupaten", "tempat", "yearly", Decimal(12)),),
    ),
    Deal(
        "aksi",
        "action_plan",
        "Rencana aksi layanan anak terpadu tahun ini",
        "Janji kesepakatan bersama menjadi pekerjaan dengan tanggal.",
        "Pekerjaan tahun berjalan",
        ("kantor_bupati", "dinsos", "polres"),
        0.6,
        1.1,
        (
            Owed(
                "polres", "dinsos", "Ruang periksa ramah anak dengan perekam", "ruang", "once", habit="never"
            ),
            Owed("polres", "dinsos", "Laporan jumlah perkara anak, tanpa nama", "laporan"),
        ),
        under="bersama",
    ),
    Deal(
        "kampus",
        "cooperation",
        "Pendampingan mahasiswa praktik pekerjaan sosial",
        "Anak dan keluarga memperoleh pendamping tambahan yang diawasi.",
        "Praktik kerja mahasiswa tingkat akhir",
        ("ult_psai",),
        0.4,
        1.4,
        (
            Owed(
                "outside",
                "ult_psai",
                "Mahasiswa praktik yang sudah dibekali",
                "orang",
                "half_yearly",
                Decimal(6),
            ),
        ),
        outside="Perguruan Tinggi Contoh",
    ),
    Deal(
        "narkotika",
        "cooperation",
        "Asesmen terpadu anak dengan penyalahgunaan zat",
        "Anak diperiksa sebagai anak yang membutuhkan pertolongan.",
        "Asesmen dan rehabilitasi",
        ("dinsos", "polres"),
        1.05,
        2.05,
        (Owed("polres", "dinsos", "Pemberitahuan dalam tiga jam", "pemberitahuan", "monthly"),),
        then="draft",
    ),
    Deal(
        "lintas",
        "joint",
        "Pemulangan anak lintas kabupaten",
        "Anak dari kabupaten lain pulang dengan serah terima, bukan dilepas di batas daerah.",
        "Serah terima dan pendampingan lanjutan",
        ("kantor_bupati", "dinsos"),
        1.03,
        2.03,
        outside="Pemerintah Kabupaten Tetangga",
        then="to_sign",
    ),
    Deal(
        "rumah_aman",
        "cooperation",
        "Biaya anak di rumah aman",
        "Biaya makan dan sekolah anak di rumah aman tidak terputus pada pergantian tahun.",
        "Pembiayaan",
        ("dinsos", "uptd_ppa"),
        1.03,
        2.03,
        then="returned",
    ),
)
