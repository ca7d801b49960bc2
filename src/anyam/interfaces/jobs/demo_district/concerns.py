# ruff: noqa: E501 - sentences are kept whole
"""What children are reported for in the demo district, in the proportions of published figures.

Shares follow the district's own counts of 2022 and 2023 (physical, sexual, psychological, neglect) mixed with the
national ones, and about a quarter of cases that are not about violence: law, papers, school, work, street.
Weights and probabilities are ours; nothing here describes a real child.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Concern:
    """One kind of worry about a child: who, where, by whom, how urgent, and what is needed."""

    code: str
    weight: float
    girls: float
    ages: tuple[float, float, float]  # youngest, oldest, most frequent
    stories: tuple[str, ...]
    forms: dict[str, float] = field(default_factory=dict)
    categories: dict[str, float] = field(default_factory=dict)
    places: dict[str, float] = field(default_factory=dict)
    relations: dict[str, float] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)
    needs: dict[str, float] = field(default_factory=dict)
    channels: dict[str, float] = field(default_factory=dict)


CHANNELS = {
    "walk_in": 26,
    "telephone": 12,
    "whatsapp": 18,
    "sapa_phone": 5,
    "sapa_whatsapp": 7,
    "sp4n_lapor": 2,
    "letter": 4,
    "media": 2,
    "partner_agency": 12,
    "village_team": 9,
    "outreach": 3,
}

_FAMILY = {
    "father": 26,
    "mother": 14,
    "stepfather": 18,
    "stepmother": 8,
    "relative": 14,
    "grandparent": 5,
    "parent": 8,
}

CONCERNS: tuple[Concern, ...] = (
    Concern(
        "violence_at_home",
        17,
        0.48,
        (2, 16, 9),
        (
            "Pelapor mendengar anak menangis berulang kali pada malam hari dan melihat memar di lengan. Anak menjadi pendiam dan takut pulang.",
            "Guru melihat bekas pukulan saat pelajaran olahraga. Anak mengatakan sering dimarahi di rumah bila terlambat pulang.",
            "Kakek anak datang meminta bantuan. Sejak orang tua bertengkar, anak kerap menjadi sasaran kemarahan.",
            "Tetangga melapor melalui PATBM bahwa anak dihukum dengan kekerasan. Ibu anak bersedia didampingi.",
        ),
        {"physical": 0.95, "psychological": 0.42},
        {"physical_psychological_violence": 0.95},
        {"home": 92, "public_facility": 8},
        _FAMILY,
        {
            "suspect_near": 0.78,
            "repeated": 0.55,
            "badly_hurt": 0.09,
            "no_carer": 0.12,
            "very_young": 0.16,
            "life_in_danger": 0.03,
        },
        {
            "psychological": 0.85,
            "family_support": 0.75,
            "health": 0.45,
            "medico_legal": 0.28,
            "law_enforcement": 0.3,
            "community": 0.4,
            "protection": 0.4,
            "shelter": 0.14,
            "social_assistance": 0.2,
            "legal_aid": 0.15,
        },
    ),
    Concern(
        "violence_among_peers",
        9,
        0.32,
        (9, 17, 14),
        (
            "Terjadi perselisihan antarsiswa sepulang sekolah. Anak mengalami luka ringan dan tidak mau masuk sekolah.",
            "Orang tua melapor anaknya dipukul beberapa teman. Sekolah sudah memanggil kedua pihak, tetapi belum ada kesepakatan.",
            "Anak pulang dengan baju robek dan lebam di pipi. Ia menyebut nama teman yang sering meminta uang.",
        ),
        {"physical": 0.9, "psychological": 0.4},
        {"physical_psychological_violence": 0.9},
        {"school": 60, "public_facility": 30, "boarding_school": 10},
        {"peer": 90, "stranger": 6, "educator": 4},
        {"repeated": 0.4, "badly_hurt": 0.05, "suspect_near": 0.25},
        {
            "education": 0.75,
            "psychological": 0.7,
            "family_support": 0.4,
            "health": 0.3,
            "law_enforcement": 0.2,
            "medico_legal": 0.15,
            "community": 0.2,
        },
    ),
    Concern(
        "bullying",
        8,
        0.55,
        (8, 17, 13),
        (
            "Anak sering diejek di kelas dan di grup percakapan. Nilainya turun dan ia meminta pindah sekolah.",
            "Foto anak diedit dan disebarkan teman sekelas. Anak menutup diri dan susah tidur.",
            "Wali kelas meneruskan cerita anak yang dikucilkan teman asramanya sejak awal semester.",
        ),
        {"psychological": 0.95, "physical": 0.1},
        {"physical_psychological_violence": 0.8},
        {"school": 58, "online": 27, "boarding_school": 15},
        {"peer": 92, "educator": 8},
        {"repeated": 0.62, "self_harm": 0.07, "suspect_near": 0.15},
        {"psychological": 0.9, "education": 0.85, "family_support": 0.45, "religious_support": 0.15},
    ),
    Concern(
        "sexual_by_known",
        19,
        0.86,
        (4, 17, 13),
        (
            "Ibu anak melapor setelah anak bercerita tentang perlakuan yang membuatnya takut. Rincian belum ditanyakan kepada anak.",
            "Puskesmas meneruskan laporan dugaan kekerasan seksual. Anak ditemani bibinya dan tampak letih.",
            "Guru BK menerima cerita dari anak dan langsung menghubungi layanan. Anak meminta agar tidak banyak orang tahu.",
        ),
        {"sexual": 0.98, "psychological": 0.4, "physical": 0.1},
        {"sexual_crime": 0.98, "physical_psychological_violence": 0.15},
        {"home": 62, "public_facility": 16, "school": 8, "boarding_school": 6, "other": 8},
        {
            "neighbour": 24,
            "relative": 16,
            "stepfather": 13,
            "partner": 19,
            "father": 6,
            "peer": 10,
            "educator": 5,
            "religious_figure": 3,
            "other": 4,
        },
        {
            "sexual_violence": 0.94,
            "suspect_near": 0.5,
            "repeated": 0.42,
            "very_young": 0.08,
            "self_harm": 0.05,
        },
        {
            "medico_legal": 0.8,
            "law_enforcement": 0.82,
            "psychological": 0.92,
            "health": 0.6,
            "legal_aid": 0.6,
            "protection": 0.55,
            "shelter": 0.22,
            "education": 0.35,
            "family_support": 0.4,
            "religious_support": 0.12,
        },
    ),
    Concern(
        "sexual_online",
        6,
        0.88,
        (11, 17, 15),
        (
            "Anak berkenalan dengan seseorang melalui media sosial dan diminta mengirim foto pribadi. Kini ia diancam.",
            "Orang tua menemukan percakapan yang mengkhawatirkan di telepon anak. Anak bersedia bercerita kepada petugas perempuan.",
        ),
        {"sexual": 0.95, "psychological": 0.6},
        {"pornography": 0.7, "sexual_crime": 0.7},
        {"online": 100},
        {"met_online": 80, "partner": 15, "peer": 5},
        {"sexual_violence": 0.8, "repeated": 0.4, "self_harm": 0.06},
        {
            "law_enforcement": 0.85,
            "psychological": 0.9,
            "legal_aid": 0.5,
            "family_support": 0.5,
            "education": 0.3,
            "protection": 0.4,
        },
    ),
    Concern(
        "neglect",
        11,
        0.5,
        (0, 15, 6),
        (
            "Dua orang tua bekerja di luar negeri. Anak tinggal berpindah-pindah di rumah kerabat dan sering tidak makan siang.",
            "Kader posyandu melapor berat badan anak tidak naik tiga bulan berturut-turut. Pengasuh kewalahan.",
            "Anak sering terlihat sendiri sampai malam. Ibunya sakit dan ayahnya lama tidak pulang.",
            "Nenek yang mengasuh anak sudah sepuh dan meminta bantuan agar cucunya tetap terurus.",
        ),
        {"neglect": 0.95, "psychological": 0.1},
        {"maltreatment_neglect": 0.95},
        {"home": 100},
        {"parent": 45, "mother": 22, "father": 25, "relative": 8},
        {"no_carer": 0.5, "very_young": 0.4, "repeated": 0.2},
        {
            "social_assistance": 0.8,
            "family_support": 0.75,
            "health": 0.55,
            "alternative_care": 0.32,
            "identity_papers": 0.3,
            "education": 0.35,
            "community": 0.45,
            "social_rehabilitation": 0.25,
        },
    ),
    Concern(
        "conflict_with_law",
        8,
        0.08,
        (12, 17, 16),
        (
            "Penyidik memberitahukan pemeriksaan anak yang berkonflik dengan hukum dan meminta pendampingan pekerja sosial.",
            "Keluarga meminta pendampingan karena anak dipanggil untuk diperiksa. Anak masih bersekolah.",
        ),
        {"other": 0.2},
        {"contact_with_law": 1.0},
        {"public_facility": 70, "school": 15, "other": 15},
        {},
        {"with_law": 0.93, "repeated": 0.1},
        {
            "law_enforcement": 0.85,
            "legal_aid": 0.85,
            "social_rehabilitation": 0.55,
            "education": 0.5,
            "family_support": 0.5,
            "psychological": 0.3,
            "religious_support": 0.2,
        },
        {"partner_agency": 75, "walk_in": 15, "letter": 10},
    ),
    Concern(
        "custody_and_witness",
        5,
        0.55,
        (3, 15, 8),
        (
            "Orang tua berpisah dan berebut pengasuhan. Anak dijemput paksa dari sekolah dan ketakutan.",
            "Anak melihat kekerasan antara kedua orang tuanya dan kini susah tidur.",
        ),
        {"psychological": 0.8},
        {"physical_psychological_violence": 0.5, "contact_with_law": 0.2},
        {"home": 85, "school": 15},
        {"father": 50, "mother": 30, "relative": 20},
        {"suspect_near": 0.35, "repeated": 0.3, "very_young": 0.2},
        {
            "psychological": 0.75,
            "family_support": 0.8,
            "legal_aid": 0.5,
            "education": 0.2,
            "identity_papers": 0.15,
        },
    ),
    Concern(
        "child_labour",
        4,
        0.25,
        (10, 17, 15),
        (
            "Anak berhenti sekolah dan bekerja di tempat pengolahan batu. Ia ingin kembali belajar.",
            "Petugas menemukan anak bekerja sampai larut malam di warung. Keluarga mengandalkan penghasilannya.",
        ),
        {"exploitation": 0.75},
        {"exploited": 0.95},
        {"workplace": 95, "public_facility": 5},
        {"employer": 80, "parent": 20},
        {"held_or_trafficked": 0.12, "repeated": 0.35},
        {"child_labour": 0.9, "education": 0.8, "social_assistance": 0.6, "family_support": 0.4},
    ),
    Concern(
        "trafficking",
        1.2,
        0.8,
        (13, 17, 16),
        (
            "Anak dijanjikan pekerjaan di luar kota dan sempat tidak dapat dihubungi. Kini ia sudah bersama petugas.",
        ),
        {"trafficking": 1.0, "exploitation": 0.4},
        {"abduction_trafficking": 1.0},
        {"other": 60, "workplace": 40},
        {"met_online": 50, "employer": 30, "relative": 20},
        {"held_or_trafficked": 0.95},
        {
            "law_enforcement": 0.95,
            "shelter": 0.7,
            "psychological": 0.8,
            "legal_aid": 0.7,
            "health": 0.5,
            "social_rehabilitation": 0.5,
        },
    ),
    Concern(
        "papers",
        5,
        0.5,
        (0, 16, 7),
        (
            "Anak belum memiliki akta kelahiran karena orang tuanya menikah tidak tercatat. Sekolah meminta dokumen.",
            "Keluarga pindah dari luar pulau tanpa surat. Anak belum terdaftar dan belum dapat berobat dengan JKN.",
        ),
        {},
        {"minority_isolated": 0.1},
        {},
        {},
        {"very_young": 0.15},
        {"identity_papers": 1.0, "education": 0.4, "health": 0.3, "social_assistance": 0.35},
    ),
    Concern(
        "disability",
        3.5,
        0.45,
        (1, 16, 8),
        (
            "Anak dengan hambatan pendengaran belum pernah bersekolah. Keluarga belum tahu harus ke mana.",
            "Anak dengan disabilitas dikurung di kamar ketika orang tuanya bekerja. Tetangga meminta bantuan.",
        ),
        {"neglect": 0.4},
        {"disability": 1.0, "maltreatment_neglect": 0.3},
        {"home": 100},
        {"parent": 100},
        {"very_young": 0.4, "no_carer": 0.2},
        {
            "disability": 0.95,
            "education": 0.6,
            "health": 0.55,
            "social_assistance": 0.5,
            "family_support": 0.35,
        },
    ),
    Concern(
        "substances",
        3,
        0.15,
        (12, 17, 16),
        (
            "Sekolah menemukan anak menggunakan obat yang disalahgunakan. Orang tua meminta bantuan tanpa hukuman.",
        ),
        {},
        {"substance_abuse": 1.0},
        {"school": 50, "public_facility": 50},
        {"peer": 100},
        {"repeated": 0.5, "self_harm": 0.04},
        {"health": 0.85, "psychological": 0.6, "education": 0.5, "family_support": 0.6},
    ),
    Concern(
        "child_marriage",
        4,
        0.92,
        (14, 17, 16),
        (
            "Keluarga hendak menikahkan anak yang masih sekolah. Anak berkata ingin lulus dahulu.",
            "Kantor desa memberitahukan permohonan dispensasi kawin. Anak belum pernah diajak bicara sendiri.",
        ),
        {"other": 0.5},
        {"maltreatment_neglect": 0.4},
        {"home": 100},
        {"parent": 100},
        {"repeated": 0.1, "suspect_near": 0.2},
        {
            "psychological": 0.7,
            "education": 0.75,
            "family_support": 0.7,
            "religious_support": 0.4,
            "health": 0.3,
        },
    ),
    Concern(
        "street",
        2.3,
        0.3,
        (7, 17, 13),
        ("Anak ditemukan tidur di sekitar terminal dan belum mau menyebut alamatnya.",),
        {"neglect": 0.5, "exploitation": 0.2},
        {"maltreatment_neglect": 0.7, "deviant_behaviour": 0.1},
        {"public_facility": 100},
        {"parent": 100},
        {"no_carer": 0.85, "repeated": 0.3},
        {
            "shelter": 0.75,
            "protection": 0.7,
            "identity_papers": 0.5,
            "education": 0.5,
            "family_support": 0.6,
            "health": 0.4,
            "social_rehabilitation": 0.5,
        },
        {"outreach": 60, "partner_agency": 25, "media": 5, "telephone": 10},
    ),
)
