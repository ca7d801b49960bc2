"""What actions on accounts, agencies, places and notices need that their parameters' names do not say."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import hotp_value
from django.apps import apps
from django.test import Client, override_settings

from anyam.casework.messages import actions as mail
from anyam.casework.messages.choices import NotificationKind
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.core import clock
from anyam.registry.accounts import actions as accounts
from anyam.registry.accounts.actions.proving import DIGITS, PERIOD
from anyam.registry.agencies.actions import ServiceInput
from anyam.registry.agencies.choices import Need, ServiceLevel
from tests import cast
from tests.cast import DISTRICT
from tests.trust import ground
from tests.trust._world import Hint, World, fresh, saying

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW_PASSWORD = "perahu-kayu-menyeberang-pagi"


def _code(periods_ahead: int = 0) -> str:
    """What the authenticator app shows, now or a little later."""
    counter = int(clock.now().timestamp()) // PERIOD + periods_ahead
    return f"{hotp_value(SECRET, counter):0{DIGITS}}"


def _with_app(world: World) -> None:
    accounts.add_app(fresh(world.cast.dewi), secret=SECRET, code=_code())


def _with_passkey(world: World) -> None:
    accounts.add_passkey(fresh(world.cast.dewi), name="Laptop", credential={}, sign_count=1)
    kept = apps.get_model("mfa.Authenticator").objects.get(user_id=world.cast.dewi.user_id)
    world.values["factor_id"] = kept.pk


def _with_password(world: World) -> None:
    world.values["password"] = accounts.set_temporary_password(
        fresh(world.cast.agus), user_id=world.cast.dewi.person_id
    )


def _signed_in(world: World) -> None:
    Client(HTTP_HOST="localhost").force_login(world.cast.user_of(world.cast.dewi))
    found = apps.get_model("entry.Session").objects.filter(user_id=world.cast.dewi.user_id)
    world.values["session_id"] = found.latest("started_at").pk


def _with_event(world: World) -> None:
    world.values["event_number"] = apps.get_model("events.EventRow").objects.latest("pk").pk


def _mail_wished(world: World) -> None:
    mail.choose_mail(world.cast.budi, address="budi@contoh.id")


def _valued(*names: str, prepare: Callable[[World], Any], **more: Any) -> Hint:
    """What was prepared under these names."""
    return Hint(lambda world: {**{name: world.values[name] for name in names}, **more}, prepare)


def _with_office() -> AbstractContextManager[Any]:
    """A single sign-on is set up."""
    return override_settings(ANYAM_OIDC_PROVIDER="kantor")


def _service(name: str) -> ServiceInput:
    return ServiceInput(name=name, level=ServiceLevel.TERTIARY, needs=(Need.HEALTH,))


def _one_agency(world: World) -> Path:
    """The first agency of the example network, with one of everything."""
    network = json.loads((ground.ROOT / "data" / "agencies" / "tulungagung.json").read_text(encoding="utf-8"))
    first = network["agencies"][0] | {"name": "Lembaga contoh baru", "place": DISTRICT}
    for part in ("contacts", "services", "units"):
        first[part] = first[part][:1]
    file = world.folder / "agencies.json"
    file.write_text(json.dumps(network | {"agencies": [first]}), encoding="utf-8")
    return file


def _one_village_more(world: World) -> Path:
    """The register of the cast, a year later."""
    for name, text in cast._PLACES.items():
        more = "35.04.11.2015,Desa Baru,desa\n" if name == "wilayah_desa_kelurahan.csv" else ""
        (world.folder / name).write_text(text + more, encoding="utf-8")
    return world.folder


ACCOUNTS: dict[str, Hint] = {
    "assign_role": Hint(
        lambda world: {
            "user_id": world.cast.joko.user_id,
            "role": "case_worker",
            "agency_id": world.cast.centre.id,
            "area_code": "",
            "unit_id": None,
            "starts_on": None,
            "ends_on": None,
        }
    ),
    "end_assignment": saying(ends_on=None),
    "create_user": saying(username="baru7", email="", cast_order=None),
    "change_user": saying(email="", is_active=True),
    "change_own_details": saying(email=""),
    "add_app": Hint(lambda world: {"secret": SECRET, "code": _code()}),
    # What the browser answered has been checked before; the action keeps it.
    "add_passkey": saying(name="Laptop", credential={}, sign_count=1),
    "remove_factor": Hint(prepare=_with_app),
    "make_recovery_codes": Hint(prepare=_with_app),
    "prove_by_code": Hint(lambda world: {"code": _code(1)}, _with_app),
    "prove_by_passkey": _valued("factor_id", prepare=_with_passkey, sign_count=2),
    "prove_by_password": _valued("password", prepare=_with_password),
    "set_password": Hint(
        lambda world: {"present_password": world.values["password"], "new_password": NEW_PASSWORD},
        _with_password,
    ),
    "end_own_session": _valued("session_id", prepare=_signed_in),
    "link_office_account": Hint(lambda world: {"subject": "kantor-7"}, around=_with_office),
    "link_own_office_account": Hint(lambda world: {"subject": "kantor-7"}, around=_with_office),
}

REGISTERS: dict[str, Hint] = {
    "create_agency": saying(district_code=DISTRICT),
    "state_capacity": saying(state="full"),
    "create_service": saying(service=_service("Layanan baru")),
    "change_service": saying(service=_service("Layanan lain")),
    "load_agencies": Hint(lambda world: {"file": _one_agency(world)}),
    "load_agency_kinds": saying(file=ground.ROOT / "data" / "vocabularies" / "agency_kinds.json"),
    "load_places": Hint(lambda world: {"folder": _one_village_more(world)}),
    "retire_place": Hint(lambda world: {"code": "35.04.11.2014", "on": clock.today() + timedelta(days=1)}),
    "change_promised_time": saying(hours=Decimal(12)),
}

MESSAGES: dict[str, Hint] = {
    "mail_notice": Hint(prepare=_mail_wished),
    "choose_mail": saying(address="nama@contoh.id"),
    "tell": Hint(
        lambda world: {
            "recipients": [(world.cast.dewi.person_id, world.cast.centre.id)],
            "kind": NotificationKind.REFERRAL_RECEIVED,
            "subject_kind": SubjectKind.REFERRAL,
            "subject_id": world.story.referral_id,
            "event_number": world.values["event_number"],
        },
        _with_event,
    ),
}

HINTS = ACCOUNTS | REGISTERS | MESSAGES
