"""Sharing what is needed: the district decides per kind of agency, and a receiver reads that and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client

from anyam.casework.cases.queries import opened_parts
from anyam.casework.referrals import actions
from anyam.casework.referrals.actions import PartNeverOpensByKind
from anyam.casework.referrals.choices import WithdrawReason
from anyam.casework.referrals.queries import get_referral, get_sharing_template, list_sharing_templates
from anyam.foundation.access import Actor, NotAllowed, NotFound
from anyam.foundation.access.choices import Part
from anyam.registry.agencies.choices import Need
from tests.cast import MARKER, Cast, Story

HERE = "/berbagi/"


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def labels(cast: Cast, referral_id: Any) -> tuple[str, ...]:
    opened = get_referral(cast.siti, referral_id).opened
    return tuple(part.label for part in opened.parts) if opened else ()


def end_service(cast: Cast, story: Story) -> None:
    actions.withdraw_referral(cast.dewi, referral_id=story.accepted_id, reason=WithdrawReason.NOT_NEEDED)


def accepted_anew(cast: Cast, story: Story) -> UUID:
    """The hospital's first service ends; a second referral to it is accepted by the rule of now."""
    end_service(cast, story)
    referral_id = cast.send(story.case_id, cast.hospital, Need.HEALTH)
    actions.accept_referral(cast.siti, referral_id=referral_id)
    return referral_id


# --- the receiver ---------------------------------------------------------------------------------------------------


def test_who_accepted_reads_the_parts_of_its_kind_and_each_leaves_a_look(cast: Cast, story: Story) -> None:
    opened = get_referral(cast.siti, story.accepted_id).opened
    assert opened
    assert [part.label for part in opened.parts] == [str(Part.HEALTH.label)]
    assert [(line.label, line.text) for line in opened.parts[0].lines] == [
        ("Apakah ada luka atau keluhan tubuh?", "Ringan")
    ]
    looks = apps.get_model("audit.Look").objects.filter(user_id=cast.siti.user_id, part="health")
    assert [look.case_id for look in looks] == [story.case_id]
    assert looks[0].explanation, "the grant that explains it is kept"


def test_nobody_reads_parts_before_accepting_after_the_end_or_from_outside(cast: Cast, story: Story) -> None:
    assert get_referral(cast.rudi, story.referral_id).opened is None, "sent, not yet accepted"
    assert get_referral(cast.dewi, story.accepted_id).opened is None, "the sender reads the case itself"
    for stranger in (cast.rudi, cast.eko):
        with pytest.raises(NotFound):
            opened_parts(stranger, story.case_id, set(Part))
    assert opened_parts(cast.siti, story.case_id, set(Part)), "the control: the receiver reads it now"
    end_service(cast, story)
    assert get_referral(cast.siti, story.accepted_id).opened is None
    with pytest.raises(NotFound):
        opened_parts(cast.siti, story.case_id, set(Part))


def test_the_page_says_what_is_open_why_and_until_when(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    page = client_of(cast.siti).get(f"/rujukan/{story.accepted_id}/").content.decode()
    assert "Dibuka untuk lembaga Anda" in page
    assert "menerima rujukan ini pada" in page
    assert "Ringan" in page
    for word in ("kunjungan", "alamat", "narasi", "triase"):
        assert f"{MARKER}{word}" not in page


# --- the district ---------------------------------------------------------------------------------------------------


def test_the_districts_choice_holds_for_what_is_accepted_from_then_on(cast: Cast, story: Story) -> None:
    actions.change_sharing_template(
        cast.citra, agency_kind="hospital", parts=[Part.IDENTITY], source_note="SK 12/2026"
    )
    assert labels(cast, story.accepted_id) == (str(Part.HEALTH.label),), "what is open stays"
    assert labels(cast, accepted_anew(cast, story)) == (str(Part.IDENTITY.label),)
    row = get_sharing_template(cast.citra, "hospital")
    assert (row.is_own, row.source_note, row.parts) == (True, "SK 12/2026", (Part.IDENTITY,))
    told = apps.get_model("events.EventRow").objects.get(kind="sharing_template_changed")
    assert told.payload["parts"] == ["identity"]


def test_back_to_the_proposal(cast: Cast, story: Story) -> None:
    before = get_sharing_template(cast.citra, "hospital")
    actions.change_sharing_template(cast.citra, agency_kind="hospital", parts=[])
    assert get_sharing_template(cast.citra, "hospital").parts == ()
    actions.restore_sharing_template(cast.citra, agency_kind="hospital")
    assert get_sharing_template(cast.citra, "hospital") == before


def test_address_and_reporter_never_open_by_kind(cast: Cast) -> None:
    assert cast.hospital
    for part in (Part.ADDRESS, Part.REPORTER, Part.FILES, Part.WORK):
        with pytest.raises(PartNeverOpensByKind):
            actions.change_sharing_template(cast.citra, agency_kind="hospital", parts=[part])
    for row in list_sharing_templates(cast.citra):
        assert not {Part.ADDRESS, Part.REPORTER} & set(row.parts)


@pytest.mark.parametrize("who", ["dewi", "siti", "eko", "maya", "ningsih", "rahmat"])
def test_others_decide_nothing(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    for attempt in (
        lambda: actions.change_sharing_template(actor, agency_kind="hospital", parts=[Part.HEALTH]),
        lambda: actions.restore_sharing_template(actor, agency_kind="hospital"),
        lambda: list_sharing_templates(actor),
        lambda: get_sharing_template(actor, "hospital"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_pages_from_proposal_to_decision_and_back(
    cast: Cast, client_of: Callable[[Actor], Client]
) -> None:
    assert cast.hospital
    client = client_of(cast.citra)
    assert "Belum ada yang diputuskan" in client.get(HERE).content.decode()
    assert client.get(f"{HERE}tidak-ada/").status_code == 404
    assert client.post(f"{HERE}hospital/", {"parts": ["address"]}).status_code == 422
    sent = {"parts": ["identity", "health"], "source_note": "PKS 7/2026"}
    assert client.post(f"{HERE}hospital/", sent)["Location"] == HERE
    page = client.get(HERE).content.decode()
    assert "PKS 7/2026" in page
    assert "Belum ada yang diputuskan" not in page
    assert "Kembali ke usulan" in client.get(f"{HERE}hospital/").content.decode()
    assert client.post(f"{HERE}hospital/pulihkan/")["Location"] == HERE
    assert "PKS 7/2026" not in client.get(HERE).content.decode()
