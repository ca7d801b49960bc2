"""Consent and what rests on it: recorded, refused, run out, taken back; and what the law allows without it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from anyam.casework.consents import actions, queries
from anyam.casework.consents.choices import Answer, Manner, Purpose, Standing, ViewManner
from anyam.casework.consents.results import ConsentInput, Recipient
from anyam.casework.referrals.actions import (
    ConsentDoesNotCover,
    GroundNeedsReason,
    accept_referral,
    draft_referral,
    record_served,
    resend_referral,
    send_referral,
    stop_sharing_on,
)
from anyam.casework.referrals.choices import ReferralState, SharingBasis, Urgency
from anyam.casework.referrals.models import Referral
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agencies.choices import Need
from tests.casework.consents import consent_to_share
from tests.cast import MARKER, Agency, Cast, a_report, a_summary


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case in which the stepfather is reported, and nobody has been asked yet."""
    from anyam.casework.cases import actions as cases

    report_id = cases.take_report(cast.ratna, report=a_report())
    cases.triage_report(cast.ratna, report_id=report_id, facts={"sexual_violence": True})
    return cases.open_cases(cast.ningsih, report_id=report_id, manager_id=cast.dewi.user_id)


def drafted(cast: Cast, case_id: UUID, agency: Agency, need: Need = Need.HEALTH, **changed: Any) -> UUID:
    given: dict[str, Any] = {
        "urgency": Urgency.NORMAL,
        "sharing_basis": SharingBasis.GUARDIAN,
        "summary": a_summary(),
    }
    return draft_referral(
        cast.dewi, case_id=case_id, service_id=agency.service_id, need=need, **(given | changed)
    )


def taken_back(cast: Cast, case_id: UUID, consent_id: UUID) -> None:
    with delivered_at_once():
        actions.withdraw_consent(
            cast.dewi, case_id=case_id, consent_id=consent_id, withdrawn_by="grandparent"
        )


# --- sending ---------------------------------------------------------------------------------------------------------


def test_nothing_is_sent_on_consent_that_was_never_given(cast: Cast, case_id: UUID) -> None:
    referral_id = drafted(cast, case_id, cast.hospital)
    with pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=referral_id)
    assert Referral.objects.get(pk=referral_id).state == ReferralState.DRAFT


@pytest.mark.parametrize("to", ["agency", "kind"])
def test_consent_for_the_agency_or_its_kind_covers_sending(cast: Cast, case_id: UUID, to: str) -> None:
    whom: dict[str, Any] = {"agencies": (cast.hospital.id,)} if to == "agency" else {"kinds": ("hospital",)}
    consent_id = consent_to_share(cast.dewi, case_id, **whom)
    referral_id = drafted(cast, case_id, cast.hospital)
    send_referral(cast.dewi, referral_id=referral_id)
    assert Referral.objects.get(pk=referral_id).consent_id == consent_id


def test_consent_for_one_agency_does_not_cover_another(cast: Cast, case_id: UUID) -> None:
    consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,))
    with pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=drafted(cast, case_id, cast.police))


def test_consent_to_services_is_no_consent_to_sharing(cast: Cast, case_id: UUID) -> None:
    consent_to_share(cast.dewi, case_id, purpose=Purpose.SERVICES)
    with pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=drafted(cast, case_id, cast.hospital))


def test_a_consent_sends_until_its_last_second(cast: Cast, case_id: UUID) -> None:
    now = clock.now()
    ends = now + timedelta(days=30)
    consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id, cast.police.id), expires_at=ends)
    first, second = drafted(cast, case_id, cast.hospital), drafted(cast, case_id, cast.police)
    with clock.at(ends - timedelta(seconds=1)):
        send_referral(cast.dewi, referral_id=first)
    with clock.at(ends), pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=second)


def test_a_refusal_stops_what_an_earlier_yes_would_have_let_through(cast: Cast, case_id: UUID) -> None:
    consent_to_share(cast.dewi, case_id, kinds=("hospital",), given_at=clock.now() - timedelta(days=2))
    consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,), answer=Answer.REFUSED)
    with pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=drafted(cast, case_id, cast.hospital))
    ground = queries.get_ground(cast.dewi, case_id, cast.hospital.id)
    assert ground.is_refused
    assert not ground.is_covered


def test_the_yes_of_the_reported_stepfather_does_not_count(cast: Cast, case_id: UUID) -> None:
    consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,), giver="stepfather")
    with pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=drafted(cast, case_id, cast.hospital))
    rows = queries.get_case_consents(cast.dewi, case_id)
    assert [row.standing for row in rows.past] == [Standing.DOES_NOT_COUNT]
    assert rows.advice is not None
    assert "59" in rows.advice.basis_article


def test_the_law_goes_before_consent_where_a_reason_is_named(cast: Cast, case_id: UUID) -> None:
    without = drafted(cast, case_id, cast.police, sharing_basis=SharingBasis.SAFETY)
    with pytest.raises(GroundNeedsReason):
        send_referral(cast.dewi, referral_id=without)
    given = {"sharing_basis": SharingBasis.SAFETY, "basis_reason": "parent_reported"}
    with_reason = drafted(cast, case_id, cast.hospital, **given)
    send_referral(cast.dewi, referral_id=with_reason)
    assert Referral.objects.get(pk=with_reason).consent_id is None


def test_sending_again_asks_again_whether_the_consent_still_stands(cast: Cast, case_id: UUID) -> None:
    from anyam.casework.referrals.actions import expire_due_referrals
    from anyam.foundation.access import Actor

    ends = clock.now() + timedelta(days=20)
    consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,), expires_at=ends)
    referral_id = drafted(cast, case_id, cast.hospital)
    send_referral(cast.dewi, referral_id=referral_id)
    with clock.at(ends + timedelta(days=1)):
        expire_due_referrals(Actor.system("response clock"))
        with pytest.raises(ConsentDoesNotCover):
            resend_referral(cast.dewi, referral_id=referral_id)


# --- taking back ------------------------------------------------------------------------------------------------------


def test_a_withdrawal_closes_the_summary_at_once_and_tells_the_receiver_without_content(
    cast: Cast, case_id: UUID
) -> None:
    consent_id = consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,))
    referral_id = drafted(cast, case_id, cast.hospital)
    send_referral(cast.dewi, referral_id=referral_id)
    accept_referral(cast.siti, referral_id=referral_id)
    assert get_referral(cast.siti, referral_id).summary is not None
    actions.withdraw_consent(cast.dewi, case_id=case_id, consent_id=consent_id, withdrawn_by="mother")
    with pytest.raises(NotFound):  # before any reaction has run: all access that rests on it has ended
        get_referral(cast.siti, referral_id)
    stop_sharing_on(Actor.system("consent withdrawn"), consent_id=consent_id)
    seen = get_referral(cast.siti, referral_id)
    assert seen.summary is None
    assert MARKER not in str(seen)


def test_running_referrals_are_taken_back_and_the_receiver_is_told(cast: Cast, case_id: UUID) -> None:
    from django.apps import apps

    consent_id = consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,))
    referral_id = drafted(cast, case_id, cast.hospital)
    send_referral(cast.dewi, referral_id=referral_id)
    assert cast.siti
    taken_back(cast, case_id, consent_id)
    assert Referral.objects.get(pk=referral_id).state == ReferralState.WITHDRAWN
    told = apps.get_model("messages.Notification").objects.filter(recipient_id=cast.siti.user_id)
    assert "referral_withdrawn" in {notice.kind for notice in told}


def test_after_the_service_only_the_reading_ends(cast: Cast, case_id: UUID) -> None:
    from django.apps import apps

    consent_id = consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,))
    referral_id = drafted(cast, case_id, cast.hospital)
    send_referral(cast.dewi, referral_id=referral_id)
    accept_referral(cast.siti, referral_id=referral_id)
    record_served(cast.siti, referral_id=referral_id, served_on=clock.today())
    taken_back(cast, case_id, consent_id)
    assert Referral.objects.get(pk=referral_id).state == ReferralState.SERVED
    assert get_referral(cast.siti, referral_id).summary is None
    told = apps.get_model("messages.Notification").objects.filter(recipient_id=cast.siti.user_id)
    assert "referral_sharing_ended" in {notice.kind for notice in told}


def test_a_draft_cannot_be_sent_after_the_withdrawal(cast: Cast, case_id: UUID) -> None:
    consent_id = consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,))
    referral_id = drafted(cast, case_id, cast.hospital)
    taken_back(cast, case_id, consent_id)
    with pytest.raises(ConsentDoesNotCover):
        send_referral(cast.dewi, referral_id=referral_id)


def test_what_rests_on_the_law_goes_on_after_a_withdrawal(cast: Cast, case_id: UUID) -> None:
    consent_id = consent_to_share(cast.dewi, case_id, agencies=(cast.police.id,))
    given = {"sharing_basis": SharingBasis.LEGAL_DUTY, "basis_reason": "law_demands"}
    referral_id = drafted(cast, case_id, cast.police, **given)
    send_referral(cast.dewi, referral_id=referral_id)
    taken_back(cast, case_id, consent_id)
    assert Referral.objects.get(pk=referral_id).state == ReferralState.SENT


def test_a_consent_is_taken_back_once(cast: Cast, case_id: UUID) -> None:
    consent_id = consent_to_share(cast.dewi, case_id, agencies=(cast.hospital.id,))
    taken_back(cast, case_id, consent_id)
    with pytest.raises(actions.AlreadyWithdrawn):
        taken_back(cast, case_id, consent_id)


# --- recording --------------------------------------------------------------------------------------------------------


def test_one_paper_answers_for_several_receivers_each_taken_back_alone(cast: Cast, case_id: UUID) -> None:
    consent_to_share(cast.dewi, case_id, kinds=("hospital", "school"), agencies=(cast.police.id,))
    rows = queries.get_case_consents(cast.dewi, case_id).holding
    assert len(rows) == 3
    taken_back(cast, case_id, rows[0].id)
    assert len(queries.get_case_consents(cast.dewi, case_id).holding) == 2


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"recipients": ()}, actions.RecipientIsMissing),
        ({"giver": "somebody"}, actions.GiverIsUnknown),
        ({"purpose": Purpose.MEDIA}, actions.MediaIsNotForConsent),
        ({"given_at": "tomorrow"}, actions.TimeIsNotSensible),
        ({"expires_at": "yesterday"}, actions.TimeIsNotSensible),
        ({"expires_at": "in five years"}, actions.TimeIsNotSensible),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    cast: Cast, case_id: UUID, changed: dict[str, Any], refusal: type[Exception]
) -> None:
    days = {"tomorrow": 1, "yesterday": -1, "in five years": 1830}
    moved = {
        k: clock.now() + timedelta(days=days[v]) if isinstance(v, str) and v in days else v
        for k, v in changed.items()
    }
    given: dict[str, Any] = {
        "purpose": Purpose.SHARING,
        "answer": Answer.GIVEN,
        "giver": "mother",
        "manner": Manner.SPOKEN,
        "recipients": (Recipient(agency_kind="hospital"),),
    }
    with pytest.raises(refusal):
        actions.record_consent(cast.dewi, case_id=case_id, given=ConsentInput(**(given | moved)))


def test_a_refusal_of_publication_is_kept(cast: Cast, case_id: UUID) -> None:
    consent_to_share(cast.dewi, case_id, purpose=Purpose.MEDIA, answer=Answer.REFUSED)
    assert queries.get_case_consents(cast.dewi, case_id).past[0].standing is Standing.REFUSED


def test_names_and_words_of_a_consent_stand_in_no_event(cast: Cast, case_id: UUID) -> None:
    from django.apps import apps

    consent_to_share(
        cast.dewi,
        case_id,
        kinds=("hospital",),
        giver_name=f"{MARKER}nenek",
        note=f"{MARKER}catatan",
        paper_place=f"{MARKER}lemari",
    )
    actions.record_child_view(
        cast.dewi, case_id=case_id, manner=ViewManner.HEARD, words=f"{MARKER}ingin sekolah"
    )
    payloads = apps.get_model("events.EventRow").objects.values_list("payload", flat=True)
    assert not any(MARKER in str(payload) for payload in payloads)


def test_the_childs_view_is_due_until_it_was_heard(cast: Cast, case_id: UUID) -> None:
    found = queries.get_case_consents(cast.dewi, case_id)
    assert found.is_view_due
    assert found.way_to_hear is ViewManner.HEARD  # nine years old
    with pytest.raises(actions.WordsAreMissing):
        actions.record_child_view(cast.dewi, case_id=case_id, manner=ViewManner.HEARD, words=" ")
    actions.record_child_view(
        cast.dewi, case_id=case_id, manner=ViewManner.HEARD, words="Ingin sekolah lagi."
    )
    assert not queries.get_case_consents(cast.dewi, case_id).is_view_due
    with clock.at(clock.now() + timedelta(days=200)):
        assert queries.get_case_consents(cast.dewi, case_id).is_view_due


@pytest.mark.parametrize("who", ["bagus", "maya", "siti", "wulan", "agus", "citra"])
def test_only_those_at_work_on_the_case_read_its_consents(cast: Cast, case_id: UUID, who: str) -> None:
    consent_id = consent_to_share(cast.dewi, case_id, kinds=("hospital",))
    actor = getattr(cast, who)
    for ask in (
        lambda: queries.get_case_consents(actor, case_id),
        lambda: queries.get_ground(actor, case_id, cast.hospital.id),
        lambda: actions.withdraw_consent(
            actor, case_id=case_id, consent_id=consent_id, withdrawn_by="mother"
        ),
    ):
        with pytest.raises(NotFound):
            ask()


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def client_of(cast: Cast) -> Callable[..., Client]:
    def sign_in(actor: Any) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def test_recording_and_taking_back_on_the_pages(
    cast: Cast, case_id: UUID, client_of: Callable[..., Client]
) -> None:
    client = client_of(cast.dewi)
    here = f"/kasus/{case_id}/persetujuan/"
    page = client.get(here).content.decode()
    assert "Ayah tiri" in page, "the page says whom not to ask"
    assert "pasal 20" in page
    posted = {
        "purpose": "sharing",
        "recipients": ["kind:hospital"],
        "answer": "given",
        "giver": "grandparent",
        "manner": "thumb_print",
        "given_on": clock.today().isoformat(),
    }
    assert cast.hospital
    answer = client.post(f"{here}catat/", posted)
    assert answer.status_code == 302, answer.content.decode()
    row = queries.get_case_consents(cast.dewi, case_id).holding[0]
    back = {"withdrawn_by": "grandparent", "reason": "not_told"}
    assert client.post(f"{here}{row.id}/tarik/", back).status_code == 302
    assert not queries.get_case_consents(cast.dewi, case_id).holding


def test_what_is_missing_is_said_beside_the_form(
    cast: Cast, case_id: UUID, client_of: Callable[..., Client]
) -> None:
    answer = client_of(cast.dewi).post(f"/kasus/{case_id}/persetujuan/catat/", {"purpose": "sharing"})
    assert answer.status_code == 422


def test_the_paper_form_carries_no_name(cast: Cast, case_id: UUID, client_of: Callable[..., Client]) -> None:
    page = client_of(cast.dewi).get(f"/kasus/{case_id}/persetujuan/cetak/").content.decode()
    assert MARKER not in page


def test_a_draft_without_consent_says_so_and_leads_to_the_form(
    cast: Cast, case_id: UUID, client_of: Callable[..., Client]
) -> None:
    referral_id = drafted(cast, case_id, cast.hospital)
    client = client_of(cast.dewi)
    page = client.get(f"/rujukan/{referral_id}/").content.decode()
    address = f"/kasus/{case_id}/persetujuan/catat/?untuk={cast.hospital.id}&amp;rujukan={referral_id}"
    assert address in page
    refused = client.post(f"/rujukan/{referral_id}/kirim/")
    assert refused.status_code == 422
    assert Referral.objects.get(pk=referral_id).state == ReferralState.DRAFT
