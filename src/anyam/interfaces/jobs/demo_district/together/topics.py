"""What the agencies of the demo district talk about at their forum; every topic ends in something one agency does."""

from __future__ import annotations

from dataclasses import dataclass

from anyam.casework.meetings.choices import EvidenceKind


@dataclass(frozen=True)
class Topic:
    """Something the agencies talk about, and what one of them takes on."""

    title: str
    said: str
    agency: str
    decided: str
    evidence: EvidenceKind
    shown: str
    days: int = 30


TOPICS = (
    Topic(
        "Rujukan yang belum dijawab",
        "Petugas berganti dan antrean tidak dibuka. Disepakati satu petugas cadangan.",
        "disdik",
        "Menunjuk petugas cadangan untuk antrean rujukan",
        EvidenceKind.LETTER,
        "SK kepala dinas, pada sekretariat",
    ),
    Topic(
        "Pemeriksaan di luar jam dinas",
        "Anak menunggu sampai pagi. RSUD menyusun daftar dokter jaga.",
        "rsud",
        "Menyusun daftar dokter jaga untuk pemeriksaan anak",
        EvidenceKind.REPORT,
        "Daftar jaga triwulan ini",
    ),
    Topic(
        "Anak ditanya berulang",
        "Tiga lembaga menanyakan hal yang sama. Ringkasan dipakai bersama.",
        "polres",
        "Memakai ringkasan rujukan sebelum bertanya kepada anak",
        EvidenceKind.CONFIRMED,
        "Dikonfirmasi UPTD PPA",
    ),
    Topic(
        "Tempat aman penuh",
        "Rumah aman penuh dua kali bulan ini.",
        "rumah_aman",
        "Membuka dua tempat tambahan",
        EvidenceKind.FIGURE,
        "Kapasitas 10 menjadi 12",
        45,
    ),
    Topic(
        "Akta kelahiran anak jalanan",
        "Syarat surat keterangan desa sulit dipenuhi.",
        "dukcapil",
        "Menerima surat keterangan dari layanan terpadu",
        EvidenceKind.LETTER,
        "Surat edaran dinas",
    ),
    Topic(
        "Siapa menjangkau anak di jalan",
        "Satpol PP dan Dinas Sosial datang bergantian tanpa saling tahu.",
        "satpol",
        "Memberi tahu Dinas Sosial sebelum menjangkau",
        EvidenceKind.REPORT,
        "Catatan penjangkauan bulan ini",
        21,
    ),
    Topic(
        "Laporan bulanan tidak masuk",
        "Empat lembaga belum mengirim angka.",
        "dinsos",
        "Mengirim pengingat dan memakai angka dari Anyam",
        EvidenceKind.FIGURE,
        "Semua angka bulan ini ada",
    ),
    Topic(
        "Anggaran transport keluarga",
        "Keluarga tidak datang karena ongkos.",
        "dinsos",
        "Mengusulkan biaya transport pada perubahan anggaran",
        EvidenceKind.LETTER,
        "Usulan tercatat di Bappeda",
        60,
    ),
    Topic(
        "Visum dan biaya",
        "Tagihan masih datang kepada keluarga.",
        "rsud",
        "Menghapus tagihan visum anak sesuai PKS",
        EvidenceKind.CONFIRMED,
        "Dikonfirmasi Dinas Sosial",
    ),
    Topic(
        "Penuntutan anak sebagai saksi",
        "Jadwal sidang berbenturan dengan ujian.",
        "kejari",
        "Membahas jadwal dengan sekolah sebelum menetapkannya",
        EvidenceKind.REPORT,
        "Catatan koordinasi",
    ),
    Topic(
        "SOP penjangkauan tumpang tindih",
        "Dua SOP mengatur hal yang sama dengan waktu berbeda.",
        "dinsos",
        "Menyatukan SOP penjangkauan dengan Satpol PP",
        EvidenceKind.LETTER,
        "SOP gabungan",
        90,
    ),
    Topic(
        "Pelatihan petugas baru",
        "Separuh petugas berganti tahun ini.",
        "uptd_ppa",
        "Melatih petugas baru tentang mendengar anak",
        EvidenceKind.PHOTO,
        "Foto daftar hadir, tanpa orang",
    ),
)
