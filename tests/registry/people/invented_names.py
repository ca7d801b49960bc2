"""Invented people with names as they occur in Java, and the ways in which one name comes to be written differently."""

from __future__ import annotations

import random
from collections.abc import Callable

FIRST = """
Agus Ahmad Budi Slamet Eko Dwi Tri Catur Wahyu Dian Nur Siti Sri Dewi Indah Putri Ayu Ratna Aminah
Fatimah Aisyah Khadijah Zainal Khairul Syamsul Yusuf Yahya Yanto Joko Jaya Cahyo Candra Suparno
Supriyanto Sutrisno Suyatno Mulyono Kusumo Rahmat Hidayat Taufik Rizki Rizal Fauzi Fauzan Hendri Andika
Bayu Galih Yoga Yudi Yuli Yuni Wulan Kartika Melati Anisa Nisa Nabila Zahra Syifa Salsabila Intan Permata
Rina Rini Rani Rudi Heri Hadi Harjo Warsito Suwarno Paijo Painem Tukiyem Sumini Sulastri Suryani Fitriani
Fitri Lestari Handayani Wahyuni Rahayu Ningsih Astuti Kholifah Khoirul Mukhlis Syaiful Lutfi Hanif Hafidz
Dzaki Farel Vino Nova Novita Vina Evi Erna Endang Bambang Gunawan Setiawan Santoso Susanto Prasetyo
Nugroho Saputra Pratama Wijaya Kurniawan Firmansyah Ramadhan Maulana Ibrahim Ismail Iskandar Yohanes
Maria Theresia Kristina
""".split()  # noqa: SIM905
LAST = """
Santoso Susanto Saputra Saputri Pratama Wijaya Kurniawan Hidayat Hidayati Rahayu Lestari Wulandari Ningsih Astuti Utami
Permatasari Anggraini Handayani Wahyuni Kusuma Nugroho Prasetyo Prasetya Setiawan Setiawati Gunawan Firmansyah Ramadhani
Maulana Fauziah Azizah Khasanah Mubarokah Zulaikha Munawaroh Rohmah Rosidah Safitri Oktaviani Yulianti Yuliana Mulyani
Suryadi Suryani Subekti Widodo Widyastuti Purnomo Purwanto Hartono Hartati Sudarsono Sukarno Sujatmiko Cahyono Cahyani
""".split()  # noqa: SIM905
PREFIX = ["Muhammad", "Siti", "Nur", "Abdul", "Sri"]

Variant = Callable[[random.Random, str], str]


def full_name(rng: random.Random) -> str:
    """One word in twelve, two in two, three or four in the rest: as counted among applicants born 1980 to 1990."""
    words = [rng.choice(FIRST)]
    if rng.random() > 0.08:
        words.append(rng.choice(LAST))
    if rng.random() > 0.55:
        words.insert(1, rng.choice(FIRST))
    if rng.random() < 0.3:
        words.insert(0, rng.choice(PREFIX))
    return " ".join(dict.fromkeys(words))


def old_spelling(rng: random.Random, name: str) -> str:
    """Each sound is written the old way or not, mixed inside one name."""
    text = name.lower()
    for new, old in [
        ("ny", "nj"),
        ("sy", "sj"),
        ("kh", "ch"),
        ("j", "dj"),
        ("c", "tj"),
        ("u", "oe"),
        ("y", "j"),
    ]:
        parts = text.split(new)
        text = parts[0] + "".join((old if rng.random() < 0.6 else new) + part for part in parts[1:])
        if new == "j":  # an old dj or nj or sj is not written twice
            text = text.replace("ddj", "dj").replace("ndj", "nj").replace("sdj", "sj")
        if new == "c":
            text = text.replace("tjh", "ch")
    return text.title()


def muhammad_otherwise(rng: random.Random, name: str) -> str:
    others = ["M.", "Moh.", "Moch.", "Muh.", "Mochamad", "Muhamad", "Mohammad", ""]
    if name.startswith("Muhammad "):
        return f"{rng.choice(others)} {name.removeprefix('Muhammad ')}".strip()
    return f"{rng.choice(others[:-1])} {name}"


def free_letters(rng: random.Random, name: str) -> str:
    pairs = [
        ("i", "y"),
        ("f", "v"),
        ("z", "s"),
        ("k", "q"),
        ("ai", "ae"),
        ("d", "t"),
        ("s", "ss"),
        ("h", ""),
        ("n", "nn"),
        ("o", "u"),
    ]
    for one, other in rng.sample(pairs, len(pairs)):
        places = [i for i in range(1, len(name)) if name[i : i + len(one)] == one]
        if places:
            at = rng.choice(places)
            return name[:at] + other + name[at + len(one) :]
    return name


def joined(rng: random.Random, name: str) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    at = rng.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def titled(rng: random.Random, name: str) -> str:
    return rng.choice(["H. {}", "Hj. {}", "{}, S.Pd.", "Sdr. {}", "{} (alm)", "Bpk {}"]).format(name)


def with_father(rng: random.Random, name: str) -> str:
    return f"{name} {rng.choice(['bin', 'binti'])} {rng.choice(FIRST)}"


def turned(rng: random.Random, name: str) -> str:
    words = name.split()
    rng.shuffle(words)
    return " ".join(words)


def one_word_less(rng: random.Random, name: str) -> str:
    words = name.split()
    if len(words) > 1:
        words.pop(rng.randrange(len(words)))
    return " ".join(words)


def slip(rng: random.Random, name: str) -> str:
    """One letter changed, dropped, doubled or swapped with the next."""
    at = rng.randrange(1, len(name)) if len(name) > 1 else 0
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + rng.choice("aeiouknrs") + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def called_by_tail(rng: random.Random, name: str) -> str:
    word = rng.choice([word for word in name.split() if len(word) >= 6] or name.split())
    return word[-3:].title()


VARIANTS: dict[str, Variant] = {
    "old spelling": old_spelling,
    "Muhammad otherwise": muhammad_otherwise,
    "a free letter": free_letters,
    "two words joined": joined,
    "a title": titled,
    "father's name": with_father,
    "words turned": turned,
    "one word less": one_word_less,
    "a slip of the pen": slip,
}
