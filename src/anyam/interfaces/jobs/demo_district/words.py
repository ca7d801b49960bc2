# ruff: noqa: E501 - sentences are kept whole
"""What people write in the demo district: plain Indonesian, short, gentle, without needless detail."""

from __future__ import annotations

GOALS = {
    "protection": "Anak aman di tempat tinggalnya dan tahu siapa yang dihubungi",
    "health": "Anak sehat dan terpantau tenaga kesehatan",
    "medico_legal": "Bukti medis tersimpan tanpa anak harus diperiksa berulang",
    "psychological": "Anak merasa lebih tenang dan dapat tidur dengan baik",
    "social_rehabilitation": "Anak pulih dan kembali menjalani kegiatan sehari-hari",
    "shelter": "Anak tinggal di tempat aman sampai rumahnya aman",
    "alternative_care": "Anak diasuh oleh keluarga atau pengasuh yang mampu dan menetap",
    "family_support": "Keluarga mampu mengasuh tanpa kekerasan",
    "education": "Anak kembali belajar dan merasa diterima",
    "legal_aid": "Hak anak terlindungi di setiap langkah hukum",
    "law_enforcement": "Perkara ditangani dengan cara yang ramah anak",
    "identity_papers": "Anak memiliki akta kelahiran dan NIK",
    "social_assistance": "Kebutuhan pokok keluarga tercukupi",
    "community": "Lingkungan ikut menjaga dan tidak memberi cap kepada anak",
    "religious_support": "Anak mendapat dukungan rohani sesuai agamanya",
    "disability": "Anak mendapat layanan sesuai kebutuhannya",
    "child_labour": "Anak berhenti bekerja dan kembali ke kegiatan anak seusianya",
    "other": "Kebutuhan khusus anak terpenuhi",
}

ACTIONS = {
    "protection": "Mendampingi anak dan membuat rencana keselamatan bersama keluarga",
    "health": "Memeriksa kesehatan anak dan menyusun tindak lanjut",
    "medico_legal": "Melakukan visum dengan pendamping",
    "psychological": "Memberi konseling psikologis secara bertahap",
    "social_rehabilitation": "Menyusun dan menjalankan program rehabilitasi sosial",
    "shelter": "Menyediakan tempat aman sementara",
    "alternative_care": "Menilai dan menyiapkan pengasuhan oleh kerabat atau lembaga",
    "family_support": "Mendampingi orang tua dalam pengasuhan tanpa kekerasan",
    "education": "Mengatur kelanjutan sekolah dan pendampingan guru BK",
    "legal_aid": "Mendampingi anak pada proses hukum",
    "law_enforcement": "Menangani perkara dengan penyidik anak",
    "identity_papers": "Mengurus akta kelahiran dan NIK",
    "social_assistance": "Mengusulkan bantuan sosial keluarga",
    "community": "Menggerakkan tetangga dan PATBM untuk memantau",
    "religious_support": "Mendampingi rohani anak",
    "disability": "Menilai kebutuhan dan menyediakan layanan disabilitas",
    "child_labour": "Menarik anak dari pekerjaan dan mendampingi keluarganya",
    "other": "Mencari dukungan yang belum tersedia",
}

REQUESTS = {
    "protection": "Mohon pendampingan bagi anak dan keluarganya. Rencana keselamatan sudah disepakati dan terlampir pada kasus.",
    "health": "Mohon pemeriksaan kesehatan. Anak akan datang bersama pendamping dan sudah diberi tahu apa yang akan dilakukan.",
    "medico_legal": "Mohon visum et repertum. Mohon dilakukan sekali saja, dengan pendamping, di ruang yang tenang.",
    "psychological": "Mohon asesmen dan konseling psikologis. Wawancara sudah dilakukan; ringkasannya tersedia agar anak tidak perlu mengulang cerita.",
    "social_rehabilitation": "Mohon asesmen untuk program rehabilitasi sosial dan jadwal pertemuan dengan keluarga.",
    "shelter": "Mohon tempat aman sementara. Alamat anak tidak boleh diberikan kepada pihak lain.",
    "alternative_care": "Mohon penilaian pengasuhan alternatif. Kerabat terdekat sudah dihubungi dan bersedia ditemui.",
    "family_support": "Mohon pendampingan pengasuhan bagi orang tua. Mereka bersedia datang pada sore hari.",
    "education": "Mohon bantuan agar anak dapat kembali belajar dengan aman. Identitas anak mohon dijaga.",
    "legal_aid": "Mohon pendampingan hukum bagi anak. Jadwal pemeriksaan akan diberitahukan kemudian.",
    "law_enforcement": "Mohon penanganan oleh penyidik anak. Mohon anak ditanya sekali saja dengan pendamping.",
    "identity_papers": "Mohon bantuan penerbitan dokumen. Surat keterangan desa sedang disiapkan.",
    "social_assistance": "Mohon penilaian bantuan bagi keluarga. Kunjungan rumah sudah dilakukan.",
    "community": "Mohon pemantauan oleh tim desa tanpa menyebut sebab kasus kepada tetangga.",
    "religious_support": "Mohon pendampingan rohani bagi anak sesuai agamanya dan atas kehendaknya.",
    "disability": "Mohon asesmen kebutuhan anak dan layanan yang sesuai.",
    "child_labour": "Mohon pendampingan penarikan anak dari pekerjaan dan pembicaraan dengan keluarga.",
    "other": "Mohon dukungan sesuai kebutuhan anak.",
}

FACTS = (
    "Anak tinggal bersama pengasuh yang kooperatif.",
    "Anak sudah tahu dan setuju dirujuk.",
    "Anak lebih nyaman dengan petugas perempuan.",
    "Anak bersekolah; mohon jadwal di luar jam pelajaran.",
    "Keluarga tidak memiliki kendaraan; perlu dibantu transportasi.",
    "",
)

QUESTIONS = (
    (
        "Apakah wali sudah memberikan persetujuan tertulis?",
        "Ya, persetujuan wali sudah ditandatangani dan disimpan di kantor kami.",
    ),
    ("Siapa yang akan mendampingi anak saat datang?", "Pekerja sosial kami mendampingi bersama bibi anak."),
    (
        "Apakah anak sudah pernah diperiksa atau diwawancarai?",
        "Sudah satu kali. Ringkasannya ada pada rujukan; mohon tidak diulang.",
    ),
    (
        "Apakah KK atau surat keterangan desa sudah ada?",
        "Surat keterangan desa sudah ada, KK menyusul minggu ini.",
    ),
    (
        "Kelas berapa anak sekarang dan di sekolah mana?",
        "Nama sekolah kami sampaikan lewat telepon agar tidak tertulis.",
    ),
)

DECLINE_NOTES = {
    "full": "Layanan penuh sampai akhir bulan.",
    "not_our_task": "Kebutuhan ini ditangani lembaga lain.",
    "outside_area": "Alamat anak di luar wilayah kerja kami.",
    "outside_age": "Usia anak di luar layanan kami.",
    "no_staff": "Petugas kami sedang bertugas di luar daerah.",
    "no_budget": "Anggaran layanan triwulan ini sudah habis.",
    "already_served": "Anak sudah kami dampingi atas permintaan keluarga.",
    "incomplete": "Mohon lengkapi surat pengantar terlebih dahulu.",
    "conflict": "Petugas kami mengenal keluarga; lebih baik ditangani lembaga lain.",
}

OUTCOME_NOTES = {
    "need_met": (
        "Layanan selesai. Anak dan keluarga tahu cara menghubungi kami lagi.",
        "Kebutuhan terpenuhi. Tidak ada tindak lanjut khusus.",
    ),
    "partly_met": (
        "Sebagian selesai; satu pertemuan lagi dijadwalkan keluarga.",
        "Dokumen pertama terbit, yang lain menunggu berkas.",
    ),
    "continues": (
        "Layanan berlanjut setiap dua minggu di tempat kami.",
        "Anak mengikuti program; kami kabari setiap bulan.",
    ),
    "not_met": (
        "Layanan sudah diberikan, tetapi kebutuhan masih ada.",
        "Anak belum siap; mohon dicoba lagi nanti.",
    ),
}

FAIL_NOTES = {
    "not_reached": "Tiga kali dihubungi, keluarga belum menjawab.",
    "did_not_come": "Anak tidak hadir pada jadwal yang disepakati.",
    "family_declined": "Keluarga menyampaikan belum ingin melanjutkan.",
    "child_declined": "Anak menyampaikan belum ingin melanjutkan.",
    "moved": "Keluarga pindah ke kabupaten lain.",
    "service_stopped": "Layanan berhenti sementara.",
}

CONTACT_NOTES = {
    "home_visit": (
        "Rumah tampak tenang. Anak mau bercerita tentang sekolahnya dan bermain sebentar.",
        "Pengasuh kooperatif. Disepakati siapa yang dihubungi bila anak merasa takut.",
        "Anak sedang di rumah neneknya. Kunjungan diisi percakapan dengan pengasuh.",
    ),
    "office": (
        "Anak datang bersama pengasuh. Rencana dibahas dengan bahasa yang mudah dipahami anak.",
        "Keluarga menyampaikan perubahan jadwal dan bertanya tentang langkah berikutnya.",
    ),
    "phone": (
        "Pengasuh menyampaikan anak sudah lebih tenang.",
        "Anak mengirim pesan bahwa ia sudah masuk sekolah lagi.",
        "Belum tersambung; dicoba lagi besok.",
    ),
    "accompaniment": (
        "Mendampingi anak pada pemeriksaan. Anak boleh berhenti kapan saja dan menggunakan haknya itu satu kali.",
        "Mendampingi anak ke lembaga mitra; petugas di sana ramah.",
    ),
    "service": (
        "Memberi dukungan psikososial awal melalui permainan dan gambar.",
        "Memberi informasi hak anak kepada keluarga.",
    ),
    "coordination": (
        "Menyamakan langkah dengan lembaga mitra lewat telepon.",
        "Membahas jadwal bersama agar anak tidak ditanya dua kali.",
    ),
}

REVIEW_NOTES = {
    "continue": "Rencana berjalan. Anak menyampaikan pendapatnya dan didengar.",
    "change_plan": "Ada kebutuhan baru; rencana disesuaikan bersama anak dan keluarga.",
    "prepare_closure": "Tujuan hampir tercapai. Rencana pendampingan setelah penutupan dibicarakan.",
}
CLOSURE_NOTES = (
    "Tujuan tercapai menurut anak, keluarga, dan lembaga yang terlibat.",
    "Anak aman bersama keluarga. Nomor kontak layanan sudah disimpan keluarga.",
)
AFTERCARE_NOTES = (
    "Anak baik-baik saja dan rajin ke sekolah.",
    "Keluarga menyampaikan keadaan stabil dan berterima kasih.",
)
REOPEN_NOTES = (
    "Keluarga menghubungi lagi karena ada kejadian baru.",
    "Ada keterangan baru dari sekolah sehingga kasus dibuka kembali.",
)
NO_CASE_NOTES = (
    "Pelapor memerlukan informasi saja; dijelaskan cara mengurus dan nomor yang dapat dihubungi.",
    "Diteruskan kepada lembaga yang berwenang dengan persetujuan pelapor.",
)
TRIAGE_NOTES = ("", "", "Keterangan pelapor cukup jelas.", "Perlu dihubungi lagi pada jam kerja.")
REPORTER_RELATIONS = {
    "neighbour": "Tetangga",
    "mother": "Ibu",
    "aunt": "Bibi",
    "grandmother": "Nenek",
    "teacher": "Guru",
    "cadre": "Kader posyandu",
    "village": "Perangkat desa",
    "police": "Penyidik",
}
WITH_WHOM = ("anak dan ibu", "anak dan nenek", "anak", "pengasuh", "anak dan bibi")
SAFE_ADULTS = (
    "bibi dari pihak ibu",
    "nenek",
    "guru kelas",
    "kakak perempuan",
    "ibu",
    "guru mengaji",
    "tetangga sebelah rumah",
)
LIKES = (
    "menggambar",
    "sepak bola",
    "memasak bersama nenek",
    "membaca komik",
    "bermain layang-layang",
    "matematika",
    "merawat ayam",
    "menyanyi",
)
WISHES = (
    "“Aku ingin sekolah lagi dan tidak ditanya-tanya.”",
    "“Aku mau tinggal sama nenek dulu.”",
    "“Aku ingin ibu tidak sedih lagi.”",
    "“Aku ingin bisa tidur nyenyak.”",
    "“Aku mau main bola sama teman-teman.”",
)
STRENGTHS = (
    "Keluarga besar tinggal berdekatan dan saling membantu.",
    "Ibu tegas melindungi anak dan rajin datang ke pertemuan.",
    "Nenek sabar dan anak dekat dengannya.",
    "Sekolah mendukung dan guru kelas peka terhadap anak.",
)
SURROUNDINGS = (
    "Tetangga mendukung, tetapi anak malu karena dibicarakan.",
    "Ketua RT bersedia membantu memantau.",
    "Teman sebaya masih mengajak bermain.",
)
SAFETY_PLANS = (
    "Anak tidur di rumah nenek; nomor layanan ditempel di dekat telepon.",
    "Anak tidak ditinggal sendiri dengan terlapor; bibi menjemput dari sekolah.",
    "Kata sandi disepakati: bila anak mengirimnya, bibi langsung datang.",
)
