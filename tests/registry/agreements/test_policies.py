"""The register of policies, what takes the place of what, and drafting one together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.config import env
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.actions import PolicyInput
from anyam.registry.agreements.choices import DraftState, Resolution
from anyam.registry.agreements.models import Policy
from tests.cast import SYSTEM, Cast

from .conftest import Table

pytestmark = pytest.mark.django_db

PERBUP = PolicyInput(
    kind="perbup",
    number="42",
    year=2015,
    title="Standar operasional ULT PSAI",
    issuer="Bupati Tulungagung",
    in_force_from=date(2015, 12, 1),
)


@pytest.fixture
def wulan(cast: Cast) -> Iterator[Actor]:
    with clock.at(datetime(2026, 3, 2, 3, tzinfo=UTC)), delivered_at_once():
        yield cast.wulan


def kinds(actor: Actor) -> list[WorkKind]:
    return [row.kind for group in find_my_work(actor).groups for row in group.rows]


# --- the register -----------------------------------------------------------------------------------------------------


def test_the_secretariat_keeps_the_register_and_everybody_reads_it(wulan: Actor, cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.add_policy(cast.hartono, given=PERBUP)
    policy_id = actions.add_policy(wulan, given=PERBUP)
    assert queries.get_policy(cast.rudi, policy_id).row.code == "PERBUP-42-2015"
    with pytest.raises(NotFound):
        queries.get_policy(cast.joko, policy_id)
    elsewhere = replace(cast.rudi, district_code="35.05")
    with pytest.raises(NotFound):
        queries.get_policy(elsewhere, policy_id)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"number": "42 "}, actions.PolicyIsKnown),
        ({"year": 26}, actions.NotPossibleAsWritten),
        ({"number": " "}, actions.NotPossibleAsWritten),
        ({"number": "43", "in_force_until": date(2015, 11, 30)}, actions.ForceIsImpossible),
    ],
)
def test_an_impossible_entry_is_refused(wulan: Actor, values: dict[str, object], refusal: type) -> None:
    actions.add_policy(wulan, given=PERBUP)
    with pytest.raises(refusal):
        actions.add_policy(wulan, given=replace(PERBUP, **values))  # type: ignore[arg-type]


def test_what_takes_its_place_ends_a_rule_and_checks_are_told_where_to_look(wulan: Actor) -> None:
    old = actions.add_policy(wulan, given=PERBUP)
    new = actions.add_policy(wulan, given=replace(PERBUP, number="7", year=2026))
    actions.supersede_policy(wulan, policy_id=old, by_policy_id=new, until=date(2026, 1, 31))
    on = {
        day: {one.code: one for one in queries.instruments_in_force(wulan, day)}
        for day in (date(2026, 1, 31), date(2026, 2, 1))
    }
    assert on[date(2026, 1, 31)]["PERBUP-42-2015"].is_in_force
    gone = on[date(2026, 2, 1)]["PERBUP-42-2015"]
    assert (gone.is_in_force, gone.superseded_by, gone.in_force_until) == (
        False,
        "PERBUP-7-2026",
        date(2026, 1, 31),
    )
    with pytest.raises(actions.CannotSupersede):
        actions.supersede_policy(wulan, policy_id=new, by_policy_id=old, until=date(2026, 3, 1))


def test_rules_never_supersede_each_other_in_a_ring(wulan: Actor) -> None:
    ids = [actions.add_policy(wulan, given=replace(PERBUP, number=str(n))) for n in (1, 2, 3)]
    for old, new in itertools.pairwise(ids):
        actions.supersede_policy(wulan, policy_id=old, by_policy_id=new, until=date(2020, 1, 1))
    with pytest.raises(actions.CannotSupersede):
        actions.supersede_policy(wulan, policy_id=ids[2], by_policy_id=ids[0], until=date(2021, 1, 1))
    with pytest.raises(actions.CannotSupersede):
        actions.supersede_policy(wulan, policy_id=ids[2], by_policy_id=ids[2], until=date(2021, 1, 1))


def test_a_policy_is_looked_at_when_its_day_comes(wulan: Actor, cast: Cast) -> None:
    policy_id = actions.add_policy(wulan, given=replace(PERBUP, review_on=date(2026, 3, 20)))
    actions.watch_agreements(SYSTEM)
    assert WorkKind.REVIEW_POLICY in kinds(wulan)
    actions.review_policy(wulan, policy_id=policy_id, found="Masih sesuai", next_review_on=date(2027, 3, 1))
    assert WorkKind.REVIEW_POLICY not in kinds(wulan)
    assert actions.watch_agreements(SYSTEM) == 0


def test_national_rules_are_loaded_once_each_with_their_source(wulan: Actor) -> None:
    file = env.ROOT / "data" / "policies" / "national.json"
    added = actions.load_policies(SYSTEM, file=file)
    assert added == Policy.objects.count() >= 15
    assert actions.load_policies(SYSTEM, file=file) == 0
    rows = queries.find_policies(wulan)
    assert all(row.is_national for row in rows)
    assert {"UU-11-2012", "PP-65-2015", "PERMENPANRB-35-2012"} <= {row.code for row in rows}
    assert any(not row.is_confirmed for row in rows)
    old = next(row for row in rows if row.code == "PERMENSOS-16-2020")
    assert (old.is_in_force, old.superseded_by) == (False, "PERMENSOS-7-2021")
    law = next(row for row in rows if row.code == "UU-11-2012")
    with pytest.raises(NotFound):
        actions.change_policy(wulan, policy_id=law.id, given=PERBUP)


def test_an_agreement_shows_the_rules_it_rests_on_and_the_rule_shows_the_agreement(
    wulan: Actor, cast: Cast
) -> None:
    policy_id = actions.add_policy(wulan, given=PERBUP)
    table = Table(cast)
    agreement_id = table.draft(rests_on=(policy_id,))
    assert [one.code for one in table.detail(agreement_id).policies] == ["PERBUP-42-2015"]
    detail = queries.get_policy(table.head, policy_id)
    assert [row.id for row in detail.agreements] == [agreement_id]
    assert queries.get_policy(cast.rudi, policy_id).agreements == ()


# --- drafting together ------------------------------------------------------------------------------------------------


@pytest.fixture
def draft_id(wulan: Actor) -> UUID:
    made = actions.open_policy_draft(wulan, kind="perbup", title="Rumah aman")
    for heading in ("Ketentuan umum", "Pelaksana"):
        actions.write_section(wulan, draft_id=made, heading=heading, text=f"Isi {heading}")
    return made


def consult(wulan: Actor, draft_id: UUID, *agencies: UUID, days: int = 10) -> None:
    actions.open_consultation(
        wulan, draft_id=draft_id, agency_ids=agencies, closes_on=clock.today() + timedelta(days=days)
    )


def test_agencies_comment_and_every_comment_is_answered_before_adoption(
    wulan: Actor, cast: Cast, draft_id: UUID
) -> None:
    with pytest.raises(NotFound):
        queries.get_draft(cast.siti, draft_id)
    consult(wulan, draft_id, cast.hospital.id, cast.police.id)
    assert WorkKind.COMMENT_ON_DRAFT in kinds(cast.siti)
    section = queries.get_draft(cast.siti, draft_id).sections[0]
    comment_id = actions.comment_on_draft(
        cast.siti, draft_id=draft_id, section_id=section.id, text="Tambahkan visum", proposal="… dan visum"
    )
    with pytest.raises(NotFound):
        actions.comment_on_draft(cast.budi, draft_id=draft_id, section_id=section.id, text="Saya juga")
    with pytest.raises(actions.NotTheMoment):
        actions.write_section(wulan, draft_id=draft_id, heading="Baru", text="Baru")
    actions.finish_commenting(cast.siti, draft_id=draft_id)
    assert WorkKind.COMMENT_ON_DRAFT not in kinds(cast.siti)
    actions.finish_commenting(cast.rudi, draft_id=draft_id)
    assert queries.get_draft(wulan, draft_id).row.state is DraftState.RESOLVING
    assert WorkKind.RESOLVE_COMMENTS in kinds(wulan)
    adoption = {"number": "12", "year": 2026, "issuer": "Bupati", "in_force_from": date(2026, 4, 1)}
    with pytest.raises(actions.CommentsAreOpen):
        actions.adopt_policy(wulan, draft_id=draft_id, **adoption)
    answer = {"draft_id": draft_id, "comment_id": comment_id}
    with pytest.raises(actions.NotPossibleAsWritten):
        actions.resolve_comment(wulan, resolution="not_taken", **answer)
    actions.resolve_comment(wulan, resolution="partly", answer="Diatur di lampiran", **answer)
    assert WorkKind.RESOLVE_COMMENTS not in kinds(wulan)
    policy_id = actions.adopt_policy(wulan, draft_id=draft_id, **adoption)
    found = queries.get_policy(cast.budi, policy_id)
    assert (found.row.code, found.draft_id) == ("PERBUP-12-2026", draft_id)
    said = queries.get_draft(cast.budi, draft_id).sections[0].comments[0]
    assert (said.resolution, said.answer) == (Resolution.PARTLY, "Diatur di lampiran")


def test_the_consultation_closes_at_four_in_the_districts_own_zone(
    wulan: Actor, cast: Cast, draft_id: UUID
) -> None:
    consult(wulan, draft_id, cast.hospital.id, days=3)
    closes = queries.get_draft(wulan, draft_id).row.closes_at
    assert closes == datetime(2026, 3, 5, 9, tzinfo=UTC)
    section = queries.get_draft(wulan, draft_id).sections[0]
    with clock.at(datetime(2026, 3, 5, 8, 59, tzinfo=UTC)):
        actions.comment_on_draft(cast.siti, draft_id=draft_id, section_id=section.id, text="Tepat waktu")
    with clock.at(datetime(2026, 3, 5, 9, tzinfo=UTC)):
        with pytest.raises(actions.NotTheMoment):
            actions.comment_on_draft(cast.siti, draft_id=draft_id, section_id=section.id, text="Terlambat")
        actions.watch_agreements(SYSTEM)
        assert queries.get_draft(wulan, draft_id).row.state is DraftState.RESOLVING
        assert WorkKind.COMMENT_ON_DRAFT not in kinds(cast.siti)


def test_an_adopted_policy_ends_the_one_it_replaces_the_day_before(wulan: Actor) -> None:
    old = actions.add_policy(wulan, given=PERBUP)
    draft_id = actions.open_policy_draft(wulan, kind="perbup", title="Baru", replaces_id=old)
    with pytest.raises(actions.NothingToConsult):
        consult(wulan, draft_id, old)
    actions.write_section(wulan, draft_id=draft_id, heading="Satu", text="Satu")
    new = actions.adopt_policy(
        wulan, draft_id=draft_id, number="1", year=2026, issuer="Bupati", in_force_from=date(2026, 3, 1)
    )
    row = queries.get_policy(wulan, old).row
    assert (row.in_force_until, row.superseded_by, row.is_in_force) == (
        date(2026, 2, 28),
        "PERBUP-1-2026",
        False,
    )
    assert queries.get_policy(wulan, new).supersedes[0].id == old


def test_a_deadline_in_the_past_and_an_empty_list_are_refused(
    wulan: Actor, cast: Cast, draft_id: UUID
) -> None:
    with pytest.raises(actions.NotPossibleAsWritten):
        consult(wulan, draft_id, cast.hospital.id, days=-1)
    with pytest.raises(actions.NobodyToAsk):
        consult(wulan, draft_id, cast.secretariat.id)
    actions.drop_policy_draft(wulan, draft_id=draft_id)
    with pytest.raises(actions.NotTheMoment):
        consult(wulan, draft_id, cast.hospital.id)
