"""Two agencies and an outside body that agree on something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

import pytest

from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.actions import AgreementInput, ObligationInput, PartyInput
from anyam.registry.agreements.results import AgreementDetail, DueRow
from tests.cast import Cast

START, END = date(2026, 3, 1), date(2026, 12, 31)
SYSTEM = Actor.system("clock of agreements")


class Table:
    """The centre and the hospital at one table, with their heads; the hospital owes the centre something each month."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def head(self) -> Actor:
        """Head of the centre, who drafts."""
        return self.cast.person("Hasan", self.cast.centre, Role.AGENCY_HEAD)

    @property
    def hospital_head(self) -> Actor:
        return self.cast.hartono

    @cached_property
    def police_head(self) -> Actor:
        return self.cast.person("Gatot", self.cast.police, Role.AGENCY_HEAD)

    def parties(self, *, body: str = "") -> list[PartyInput]:
        made = [
            PartyInput(
                agency_id=self.cast.centre.id, official_name="Hasan", official_office="Kepala ULT PSAI"
            ),
            PartyInput(agency_id=self.cast.hospital.id, official_name="Hartono", official_office="Direktur"),
        ]
        if body:
            made.append(PartyInput(body_name=body, official_name="Rina", official_office="Ketua"))
        return made

    def given(self, **values: object) -> AgreementInput:
        plain: dict[str, object] = {
            "kind": "cooperation",
            "title": "Pemeriksaan kesehatan anak",
            "purpose": "Anak diperiksa tanpa menunggu",
            "object": "Pemeriksaan kesehatan",
            "starts_on": START,
            "ends_on": END,
        }
        return AgreementInput(**{**plain, **values})  # type: ignore[arg-type]

    def draft(self, *, body: str = "", **values: object) -> UUID:
        return actions.draft_agreement(self.head, given=self.given(**values), parties=self.parties(body=body))

    def owe(self, agreement_id: UUID, **values: object) -> UUID:
        detail = queries.get_agreement(self.head, agreement_id)
        centre, hospital = detail.parties[0], detail.parties[1]
        plain: dict[str, object] = {
            "debtor_id": hospital.id,
            "creditor_id": centre.id,
            "what": "Laporan pemeriksaan",
            "quantity": Decimal("1"),
            "unit": "laporan",
            "first_due_on": START,
            "recurrence": "monthly",
        }
        return actions.add_obligation(
            self.head,
            agreement_id=agreement_id,
            given=ObligationInput(**{**plain, **values}),  # type: ignore[arg-type]
        )

    def sign(self, agreement_id: UUID, *who: Actor) -> None:
        for actor in who or (self.head, self.hospital_head):
            digest = queries.get_agreement(actor, agreement_id).digest
            actions.sign_agreement(actor, agreement_id=agreement_id, digest=digest)

    def signed(self, *, body: str = "", **values: object) -> UUID:
        """An agreement with one monthly obligation, signed by both agencies."""
        agreement_id = self.draft(body=body, **values)
        self.owe(agreement_id, first_due_on=values.get("starts_on", START))
        actions.open_signing(self.head, agreement_id=agreement_id)
        self.sign(agreement_id)
        return agreement_id

    def detail(self, agreement_id: UUID, actor: Actor | None = None) -> AgreementDetail:
        return queries.get_agreement(actor or self.head, agreement_id)

    def dues(self, agreement_id: UUID, actor: Actor | None = None) -> list[DueRow]:
        obligation = self.detail(agreement_id).obligations[0]
        return queries.dues_of_obligation(actor or self.head, obligation.id)

    def night(self) -> int:
        return actions.watch_agreements(SYSTEM)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def table(cast: Cast) -> Iterator[Table]:
    """On 2 March 2026, with news passed on at once."""
    with clock.at(datetime(2026, 3, 2, 3, tzinfo=UTC)), delivered_at_once():
        yield Table(cast)


def on(day: date) -> object:
    """The clock at ten in the morning of a day."""
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
