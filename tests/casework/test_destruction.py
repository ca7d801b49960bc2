"""Keeping and destroying (G09): two decide, thirty days pass, a hold wins, and no word comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from hypothesis import given as generated
from hypothesis import strategies as st

from anyam.casework.cases import actions as cases
from anyam.casework.cases.choices import Outcome
from anyam.casework.exports import actions as exports
from anyam.casework.rights import actions, queries
from anyam.casework.rights.choices import DestructionState
from anyam.casework.rights.rules import digest_of, is_over
from anyam.foundation.access import Actor, StepUpNeeded
from anyam.foundation.core import clock
from anyam.foundation.core.forgetting import words_of
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.events.reactions import delivered_at_once
from anyam.foundation.vault.fields import SealedField
from tests.cast import MARKER, Cast, Story

CLOCK = Actor.system("retention clock")


def fresh(actor: Actor) -> Actor:
    """The same person, who has just proved it."""
    return replace(actor, confirmed_at=clock.now())


@pytest.fixture
def closed(cast: Cast, story: Story) -> Story:
    """The story, closed for so long that everything of it is due."""
    from anyam.casework.referrals import actions as referrals
    from anyam.casework.referrals.choices import WithdrawReason

    for referral_id in (story.draft_id, story.referral_id, story.accepted_id):
        referrals.withdraw_referral(cast.dewi, referral_id=referral_id, reason=WithdrawReason.NOT_NEEDED)
    cases.close_case(
        cast.dewi,
        case_id=story.case_id,
        reason="moved_away",
        outcome=Outcome.UNKNOWN,
        note=f"{MARKER}akhir",
    )
    return story


@pytest.fixture
def years_later(closed: Story) -> Iterator[None]:
    with clock.at(clock.now() + timedelta(days=366 * 11)):
        yield


def proposed(cast: Cast, story: Story) -> UUID:
    return actions.propose_destruction(cast.citra, case_id=story.case_id, class_code="case_all")


def canaries() -> list[str]:
    """The tables whose columns, as a dump would carry them, hold a marked word of the story."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE %s', [f"%{MARKER}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def sealed_fields() -> list[tuple[type[models.Model], list[SealedField[Any]]]]:
    """Every model with sealed columns."""
    found = []
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
        found += [(model, fields)] if fields else []
    return found


def opened_by_the_keys() -> set[str]:
    """The sealed columns that say a marked word of the story to whoever holds the database and every key."""
    return {
        f"{model._meta.label}.{field.name}"
        for model, fields in sealed_fields()
        for row in model._default_manager.all()
        for field in fields
        if MARKER.lower() in str(getattr(row, field.attname)).lower()
    }


def dump() -> list[tuple[str, list[tuple[Any, Any]]]]:
    """The sealed columns of every table as they stand, each as the statement that puts it back, with its values."""
    taken = []
    with connection.cursor() as cursor:
        for model, fields in sealed_fields():
            table, key = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
            for field in fields:
                cursor.execute(f'SELECT "{field.column}", "{key}" FROM "{table}"')
                back = f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{key}" = %s'
                taken.append((back, cursor.fetchall()))
    return taken


def put_back(taken: list[tuple[str, list[tuple[Any, Any]]]]) -> None:
    with connection.cursor() as cursor:
        for statement, values in taken:
            cursor.executemany(statement, values)


def only_this_story(cast: Cast, story: Story) -> None:
    """The report that still waits at triage is another matter; its words are taken away by hand."""
    report_id = story.waiting_report_id
    person = apps.get_model("cases.ReportedChild").objects.get(report_id=report_id).person_id
    reported = apps.get_model("cases.ReportedPerson").objects.filter(report_id=report_id)
    ids = [person, *reported.values_list("person_id", flat=True)]
    for identity in apps.get_model("people.Identity").objects.filter(pk__in=ids):
        identity.full_name = identity.nickname = ""
        identity.save()
    for address in apps.get_model("people.SafeAddress").objects.filter(pk__in=ids):
        address.address = ""
        address.save()
    apps.get_model("cases.Narrative").objects.filter(subject_id=report_id).delete()
    apps.get_model("cases.Reporter").objects.filter(report_id=report_id).delete()


def test_two_decide_thirty_days_pass_and_no_marked_word_is_left(
    cast: Cast, closed: Story, years_later: None
) -> None:
    only_this_story(cast, closed)
    opened_before = opened_by_the_keys()
    destruction_id = proposed(cast, closed)
    with pytest.raises(actions.NotTheMoment):
        actions.confirm_destruction(fresh(cast.citra), destruction_id=destruction_id)  # not the same person
    actions.confirm_destruction(fresh(cast.hesti), destruction_id=destruction_id)
    with clock.at(clock.now() + timedelta(days=30) - timedelta(seconds=1)):
        assert actions.destroy_due_data(CLOCK) == 0
    with clock.at(clock.now() + timedelta(days=30)):
        assert actions.destroy_due_data(CLOCK) == 1
        row = queries.get_destruction(cast.citra, destruction_id)
    assert len(opened_before) >= 10, "the control: there were words to be found before"
    assert not canaries()
    assert not opened_by_the_keys()
    assert row.state is DestructionState.DONE
    assert row.digest
    assert dict(row.counts)["narratives"] >= 2
    assert row.keys_destroyed >= 6


def test_an_older_dump_with_every_key_that_is_left_gives_no_word_back(
    cast: Cast, closed: Story, years_later: None
) -> None:
    """Rows of an old dump, put back into every table, open to nothing: the keys they were sealed with are gone."""
    only_this_story(cast, closed)
    old, words = dump(), opened_by_the_keys()
    put_back(old)
    assert opened_by_the_keys() == words, "the control: while the keys stand, what was put back can be read"
    assert {
        "people.Identity.full_name",
        "people.SafeAddress.address",
        "cases.Reporter.name",
        "cases.Narrative.text",
        "referrals.ReferralSummary.facts",
        "consents.ConsentWords.giver_name",
    } <= words
    destruction_id = proposed(cast, closed)
    actions.confirm_destruction(fresh(cast.hesti), destruction_id=destruction_id)
    with clock.at(clock.now() + timedelta(days=31)):
        assert actions.destroy_due_data(CLOCK) == 1
    put_back(old)
    assert not opened_by_the_keys()


def test_an_old_session_decides_no_destruction(cast: Cast, closed: Story, years_later: None) -> None:
    destruction_id = proposed(cast, closed)
    with pytest.raises(StepUpNeeded):
        actions.confirm_destruction(cast.hesti, destruction_id=destruction_id)
    assert queries.get_destruction(cast.citra, destruction_id).state is DestructionState.PROPOSED


def test_what_left_the_building_loses_its_file_its_words_and_its_key(
    cast: Cast,
    closed: Story,
    years_later: None,
    tmp_path: Path,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.ANYAM_FILES = tmp_path / "files"
    asked = exports.ask_export(
        fresh(cast.dewi),
        kind="case_summary",
        purpose="court",
        words=f"{MARKER}untuk sidang",
        case_id=closed.case_id,
    )
    with delivered_at_once():
        exports.approve_export(fresh(cast.ningsih), export_id=asked)
    assert list((tmp_path / "files").rglob("*")), "the control: there was a file"
    destruction_id = proposed(cast, closed)
    actions.confirm_destruction(fresh(cast.hesti), destruction_id=destruction_id)
    with clock.at(clock.now() + timedelta(days=31)), django_capture_on_commit_callbacks(execute=True):
        assert actions.destroy_due_data(CLOCK) == 1
    left = apps.get_model("exports.Export").objects.get(pk=asked)
    assert (left.words, left.passphrase, left.purpose) == ("", "", "court")
    assert not [one for one in (tmp_path / "files").rglob("*") if one.is_file()]
    keys = apps.get_model("vault.DataKey").objects.filter(scope_id=asked)
    assert keys, "the control: it had a key"
    assert all(key.destroyed_at and not bytes(key.wrapped) for key in keys)


def test_a_legal_hold_always_wins(cast: Cast, closed: Story, years_later: None) -> None:
    destruction_id = proposed(cast, closed)
    actions.confirm_destruction(fresh(cast.hesti), destruction_id=destruction_id)
    hold_id = actions.set_hold(
        cast.citra, case_number=closed.case_number, reason="court", note=f"{MARKER}perkara"
    )
    with clock.at(clock.now() + timedelta(days=40)):
        assert actions.destroy_due_data(CLOCK) == 0
        actions.end_hold(cast.citra, hold_id=hold_id)
        assert actions.destroy_due_data(CLOCK) == 0, "the end of a hold destroys nothing at once"
    with clock.at(clock.now() + timedelta(days=71)):
        assert actions.destroy_due_data(CLOCK) == 1


def test_a_held_case_cannot_be_proposed(cast: Cast, closed: Story, years_later: None) -> None:
    actions.set_hold(cast.citra, case_number=closed.case_number, reason="inspection")
    with pytest.raises(actions.CaseIsHeld):
        proposed(cast, closed)


def test_a_cancelled_destruction_never_happens(cast: Cast, closed: Story, years_later: None) -> None:
    destruction_id = proposed(cast, closed)
    actions.confirm_destruction(fresh(cast.hesti), destruction_id=destruction_id)
    actions.cancel_destruction(cast.citra, destruction_id=destruction_id)
    with clock.at(clock.now() + timedelta(days=60)):
        assert actions.destroy_due_data(CLOCK) == 0
    assert proposed(cast, closed), "it may be proposed again"


def test_an_open_or_young_case_is_not_due(cast: Cast, story: Story) -> None:
    with pytest.raises(actions.CaseIsOpen):
        proposed(cast, story)


def test_the_address_goes_first(cast: Cast, closed: Story) -> None:
    with clock.at(clock.now() + timedelta(days=366 * 3)):
        due = {row.class_code for row in queries.find_due(cast.citra)}
        assert due == {"address"}
        one = actions.propose_destruction(cast.citra, case_id=closed.case_id, class_code="address")
        actions.confirm_destruction(fresh(cast.hesti), destruction_id=one)
        with clock.at(clock.now() + timedelta(days=31)):
            assert actions.destroy_due_data(CLOCK) == 1
    address = apps.get_model("people.SafeAddress").objects.get(pk=closed.child_id)
    assert address.address == ""
    assert apps.get_model("people.Identity").objects.get(pk=closed.child_id).full_name


def test_the_district_sets_its_own_years(cast: Cast, closed: Story) -> None:
    actions.change_retention_time(
        cast.citra, code="case_all", years=1, is_confirmed=True, source_note="JRA 2026"
    )
    with clock.at(clock.now() + timedelta(days=400)):
        assert "case_all" in {row.class_code for row in queries.find_due(cast.citra)}


@generated(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(1, 75))
def test_years_are_over_on_their_day_and_not_before(closed_on: date, years: int) -> None:
    from datetime import UTC, datetime

    closed_at = datetime(closed_on.year, closed_on.month, closed_on.day, 12, tzinfo=UTC)
    day = 28 if (closed_on.month, closed_on.day) == (2, 29) else closed_on.day
    end = date(closed_on.year + years, closed_on.month, day)
    assert is_over(closed_at, years, end + timedelta(days=1))
    assert not is_over(closed_at, years, end - timedelta(days=1))


def test_a_certificate_with_another_count_has_another_hash() -> None:
    facts = {"number": "BA-1", "counts": {"narratives": 3}}
    assert digest_of(facts) == digest_of(dict(reversed(list(facts.items()))))
    assert digest_of(facts) != digest_of({**facts, "counts": {"narratives": 2}})


# Tables whose words stay when a case is destroyed, and why.
STAYS = {
    "access": "who could see what is told of staff, not of the child",
    "accounts": "staff",
    "agencies": "the directory",
    "audit": "who looked; nothing of what they read",
    "backups": "where copies of the whole lie",
    "entry": "what somebody was typing when their session ended, sealed and gone within hours",
    "events": "ids, codes and dates",
    "oversight": "who looked and why",
    "rights": "requests and incidents have words of their own",
    "sops": "promised times",
    "core": "",
    "vault": "keys",
    "notices": "no words",
    "places": "the register",
}
EMPTIED = {
    "cases.Narrative", "cases.Contact", "cases.Goal", "cases.PlanAction", "cases.Reporter", "cases.Answer",
    "cases.HealthAnswer", "cases.LegalAnswer", "referrals.ReferralSummary", "referrals.ReferralMessage",
    "consents.ConsentWords", "consents.ChildView", "people.Identity", "people.SafeAddress", "people.Person",
    "people.NameKey", "files.CaseFile", "files.OriginalOpening", "exports.Export",
    "messages.Thread", "messages.ThreadMessage",
    "families.Relation", "families.Household", "families.Membership", "families.Care", "families.SafeContact",
    "families.Stay",
    "meetings.AgendaItem", "meetings.Dissent", "meetings.Decision", "meetings.Invitation",
    "facts.Fact", "facts.HealthFact", "facts.LegalFact", "facts.Interview", "facts.SparedInterview",
    "custody.Hold", "custody.Matter", "custody.SocialPaper", "custody.Diversion", "custody.DiversionTerm",
    "documents.DocumentWords", "documents.Reply", "supervision.HandoverWords", "supervision.CaseDecision",
    "cases.BlindRating",
}  # fmt: skip
# Codes and dates that are kept for counting, with nobody's name beside them any more.
COUNTED = {
    "cases.Report", "cases.ReportedChild", "cases.ReportedPerson", "cases.Triage", "cases.CaseNeed", "cases.Closure",
    "cases.Case", "cases.CaseLink", "people.Merging", "people.Presence", "referrals.Referral",
    "consents.Consent", "acting.JoinWish",
}  # fmt: skip
# What somebody of the staff keeps for themselves, sealed with a key of their own: no row of a child's dossier.
STAFFS_OWN = {"cases.SavedView", "messages.MailWish", "supervision.SessionWords"}
# Officials who signed for their office on a public paper, and an agency's list of its own staff.
OFFICIALS = {"agreements.Party", "readiness.StaffMember", "documents.Letterhead"}


def test_every_table_with_words_about_people_is_emptied_or_says_why_not() -> None:
    telling = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("anyam.")
        and model._meta.app_label not in STAYS
        and set(vars(model).get("PRIVACY", {}).values()) & {Privacy.PERSONAL, Privacy.SENSITIVE}
    }
    forgotten = telling - EMPTIED - COUNTED - STAFFS_OWN - OFFICIALS
    assert not forgotten, (
        f"Empty these in the app's forgetting step, or name them here with a reason: {forgotten}."
    )
    wordy = {
        label
        for label in COUNTED & telling
        if any(f.get_internal_type() in {"TextField", "BinaryField"} for f in words_of(apps.get_model(label)))
    }
    assert not wordy, f"These hold free words: empty them: {wordy}."


# --- the pages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def proven(client: Client) -> Client:
    """Whoever sits there has just given the password again."""
    session = client.session
    session["proven_at"] = clock.now().isoformat()
    session.save()
    return client


def test_the_officers_pages_of_keeping_and_destroying(
    cast: Cast, closed: Story, years_later: None, client_of: Callable[[Actor], Client]
) -> None:
    first, second, here = client_of(cast.citra), client_of(cast.hesti), "/pelindungan-data/"
    due = first.get(f"{here}simpan/").content.decode()
    address = f"{here}musnahkan/usulan/{closed.case_id}/case_all/"
    assert address in due
    page = first.post(address)["Location"]
    assert first.post(f"{page}konfirmasi/").status_code == 422
    asked_back = second.post(f"{page}konfirmasi/")
    assert "/masuk/pastikan/" in asked_back["Location"], "an old session alone destroys nothing"
    assert proven(second).post(f"{page}konfirmasi/")["Location"] == page
    with clock.at(clock.now() + timedelta(days=31)):
        actions.destroy_due_data(CLOCK)
        assert "SHA-256" in client_of(cast.citra).get(page).content.decode()
