"""What actions on readiness need that their parameters' names do not say."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps

from anyam.foundation.core import clock
from anyam.registry.agencies import actions as directory
from anyam.registry.readiness.actions import (
    BudgetInput,
    CertificateInput,
    ChecklistInput,
    PaperInput,
    StaffInput,
)
from tests.cast import SYSTEM
from tests.contracts.instruments import sheets_of
from tests.contracts.readiness import EXAMPLES, POINTS, filling
from tests.trust._world import Hint, World, of_value, saying


def _filling(world: World) -> dict[str, Any]:
    return dict(world.values["filling"])


def _prepare_filling(world: World) -> None:
    world.values["filling"] = filling(world.cast)


def _open_link(world: World) -> None:
    world.values["link_token"] = directory.open_capacity_link(world.cast.siti, label="Tautan", days=7).token


def _said_long_ago(world: World) -> None:
    """Its word on room has grown old."""
    service = apps.get_model("agencies.Service").objects.filter(pk=world.cast.ngo.service_id)
    service.update(capacity_as_of=clock.today() - timedelta(days=60))


def _today() -> Any:
    return clock.today()


def _paper() -> PaperInput:
    return PaperInput(kind="registration", number="2", issuer="Dinas Sosial", issued_on=_today())


HINTS: dict[str, Hint] = {
    "upload_instrument": saying(content=sheets_of("lain")),
    "put_instrument_into_force": of_value(
        "version_id", "instruments:put_into_force:version_id", from_day=None
    ),
    "withdraw_instrument": of_value("version_id", "instruments:withdraw:version_id"),
    "load_checklists": saying(file=EXAMPLES),
    "change_checklist": saying(
        code="umum", given=ChecklistInput(title="Umum", items=(("Satu", "One"),), source="Forum")
    ),
    "fill_checklist": Hint(_filling, _prepare_filling),
    "verify_checklist": Hint(
        lambda world: {
            "filling_id": world.values["filling_id"],
            "seen": dict.fromkeys(range(1, POINTS + 1), "yes"),
            "seen_on": _today(),
        }
    ),
    "change_standard": saying(key="caseload", value=Decimal(20), source="Forum"),
    "keep_paper": Hint(lambda world: {"given": _paper()}),
    "advance_assessment": Hint(
        lambda world: {
            "assessment_id": world.values["readiness:advance_assessment:assessment_id"],
            "step": "requested",
            "done_on": _today(),
        }
    ),
    "end_assessment": of_value("assessment_id", "readiness:end_assessment:assessment_id"),
    "keep_staff_member": Hint(
        lambda world: {"given": StaffInput(full_name="Sekar", position="carer", since=_today())}
    ),
    "end_staff_member": Hint(lambda world: {"until": _today()}),
    "keep_certificate": Hint(
        lambda world: {
            "replaces_id": None,
            "given": CertificateInput(
                title="PFA",
                held_by="Dinas",
                finished_on=_today(),
                runs_until=_today() + timedelta(days=30),
            ),
        }
    ),
    "plan_budget_line": Hint(
        lambda world: {
            "given": BudgetInput(year=_today().year, title="Baru", funding="apbd", planned=Decimal(1000))
        }
    ),
    "realise_budget": Hint(lambda world: {"on": _today(), "amount": Decimal(100), "words": "Beras"}),
    "ask_capacity": Hint(lambda world: {"service_id": world.cast.ngo.service_id}, _said_long_ago),
    "open_capacity_link": saying(label="Tautan", days=7),
    "state_capacity_by_link": Hint(
        lambda world: {
            "token": world.values["link_token"],
            "service_id": world.cast.hospital.service_id,
            "state": "full",
        },
        _open_link,
    ),
    "note_capacity": Hint(
        lambda world: {
            "asked_for": world.story.referral_id,
            "service_id": world.cast.hospital.service_id,
            "sent_at": clock.now(),
        }
    ),
    "compare_capacity": Hint(
        lambda world: {"asked_for": world.story.referral_id, "outcome": "accepted"},
        lambda world: directory.note_capacity(
            SYSTEM,
            asked_for=world.story.referral_id,
            service_id=world.cast.hospital.service_id,
            sent_at=clock.now(),
        ),
    ),
    "settle_readiness_work": Hint(
        lambda world: {"kind": "verify_readiness", "subject_id": world.values["filling_id"]}
    ),
    "settle_capacity_work": Hint(lambda world: {"service_id": world.cast.hospital.service_id}),
}
