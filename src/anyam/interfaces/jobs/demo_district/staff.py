"""The people who work in the demo district: a fixed cast to play, and their colleagues. All are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from anyam.foundation.access import Actor, Role
from anyam.registry.accounts import actions, queries

FO, CW, CM, SV = Role.FRONT_OFFICE, Role.CASE_WORKER, Role.CASE_MANAGER, Role.SUPERVISOR
PO, HEAD = Role.PARTNER_OFFICER, Role.AGENCY_HEAD

# User name, full name, agency, role: in the order of the sign-in list.
CAST: tuple[tuple[str, str, str, Role], ...] = (
    ("wulan", "Wulan Setyorini", "ult_psai", FO),
    ("bagas", "Bagas Prasetyawan", "ult_psai", CW),
    ("laras", "Larasati Utami", "ult_psai", CW),
    ("ratna", "Ratna Puspitaningrum", "ult_psai", CM),
    ("hendro", "Hendro Wicaksono", "ult_psai", CM),
    ("endang", "Endang Sulistyorini", "ult_psai", SV),
    ("yusuf", "Yusuf Hidayatullah", "ult_psai", Role.COORDINATOR),
    ("dina", "dr. Dina Kusumastuti", "rsud", PO),
    ("joko", "Aipda Joko Purwantoro", "polres", PO),
    ("titik", "Titik Rahayuningsih", "smp_melati", PO),
    ("arif", "Arif Nurdiansyah", "yayasan_langit", PO),
    ("sulastri", "Sulastri Handayani", "dinsos", HEAD),
    ("pramono", "Pramono Adi Wijoyo", "kantor_bupati", Role.REGENT_OFFICE),
    ("citra", "Citra Maheswari", "dinsos", Role.DATA_PROTECTION_OFFICER),
    # Destruction is decided by two.
    ("hesti", "Hesti Kurniawati", "dinsos", Role.DATA_PROTECTION_OFFICER),
    ("rahmat", "Rahmat Subekti", "inspektorat", Role.REVIEWER),
    ("admin", "Galih Setiawan", "ult_psai", Role.ADMINISTRATOR),
)

# Further colleagues: agency, role and how many.
COLLEAGUES: tuple[tuple[str, Role, int], ...] = (
    ("ult_psai", FO, 2),
    ("ult_psai", CW, 4),
    ("ult_psai", CM, 1),
    ("dinsos", PO, 2),
    ("rsud", PO, 1),
    ("rsud", HEAD, 1),
    ("polres", PO, 1),
    ("polres", HEAD, 1),
    ("ult_psai", HEAD, 1),
    ("uptd_ppa", PO, 2),
    ("disdik", PO, 1),
    ("disdik", HEAD, 1),
    # They sign what their agencies promise each other.
    *(
        (key, HEAD, 1)
        for key in (
            *("uptd_ppa", "rumah_aman", "psikologi", "kejari", "pn", "bapas", "satpol", "dukcapil", "sentra"),
            *("patbm_ngunut", "lksa_tunas"),
        )
    ),
    *(
        (key, PO, 1)
        for key in (
            *(
                "rumah_aman",
                "puspaga",
                "sentra",
                "lpks",
                "lksa_tunas",
                "lksa_sendang",
                "yayasan_tangan",
                "lpa",
            ),
            *(
                "obh",
                "psikologi",
                "rs_bhakti",
                "pkm_ngunut",
                "pkm_kauman",
                "pkm_campurdarat",
                "pkm_boyolangu",
            ),
            *("dinkes", "bnnk", "kejari", "pn", "bapas", "pkbm", "slb", "kemenag", "dukcapil", "satpol"),
            *("disnaker", "baznas", "bappeda", "patbm_ngunut", "patbm_besole", "patbm_kutoanyar"),
        )
    ),
)
CAST_AGENCIES = ("rsud", "polres", "smp_melati", "yayasan_langit", "dinsos")
"""Partner agencies whose desks are played; at the end of the story something waits on each."""


@dataclass
class Staff:
    """Everybody at work, by agency and role."""

    actors: dict[UUID, Actor] = field(default_factory=dict)
    by_role: dict[tuple[str, Role], list[UUID]] = field(default_factory=dict)
    by_username: dict[str, UUID] = field(default_factory=dict)

    def of(self, agency: str, role: Role) -> list[Actor]:
        return [self.actors[user_id] for user_id in self.by_role.get((agency, role), [])]

    def named(self, username: str) -> Actor:
        return self.actors[self.by_username[username]]


def hire(
    office: Actor, agency_ids: dict[str, UUID], names: list[tuple[str, str]], encoded_password: str, on: date
) -> Staff:
    """Create everybody through the ordinary actions. `names` are (user name, full name) for the colleagues."""
    staff = Staff()
    for order, (username, full_name, agency, role) in enumerate(CAST, 1):
        _hire(office, staff, agency_ids, (username, full_name), (agency, role), encoded_password, on, order)
    left = iter(names)
    for agency, role, count in COLLEAGUES:
        for _ in range(count):
            _hire(office, staff, agency_ids, next(left), (agency, role), encoded_password, on, None)
    return staff


def colleagues_needed() -> int:
    return sum(count for _agency, _role, count in COLLEAGUES)


def _hire(
    office: Actor,
    staff: Staff,
    agency_ids: dict[str, UUID],
    name: tuple[str, str],
    post: tuple[str, Role],
    encoded_password: str,
    on: date,
    cast_order: int | None,
) -> None:
    username, full_name = name
    number = len(staff.actors) + 1
    user_id = actions.create_user(
        office,
        username=username,
        full_name=full_name,
        phone=f"0812-0000-{number:04d}",
        encoded_password=encoded_password,
        cast_order=cast_order,
    )
    actions.assign_role(office, user_id=user_id, agency_id=agency_ids[post[0]], role=post[1], starts_on=on)
    staff.by_username[username] = user_id
    staff.by_role.setdefault(post, []).append(user_id)
    staff.actors[user_id] = queries.actor_for(user_id)


def id_of(actor: Actor) -> UUID:
    """The number of somebody at work; the system has none."""
    if actor.user_id is None:
        raise ValueError("only people have a number")
    return actor.user_id
