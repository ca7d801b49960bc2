"""Digests and quiet hours: told when one wants to be, never more than that something waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from anyam.casework.messages.actions import MailHabit, choose_mail, mail_digest, order_digests, tell
from anyam.casework.messages.actions.mailing import HourNotOfADay
from anyam.casework.messages.choices import NotificationKind, Rhythm
from anyam.casework.messages.rules import Habit, is_quiet, last_digest_hour, may_send
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import Cast

SYSTEM = Actor.system("digest")
# A Tuesday, 20.00 in Jakarta.
EVENING = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@contextmanager
def at(hours: float) -> Iterator[None]:
    """So many hours after that evening, with everything delivered."""
    with clock.at(EVENING + timedelta(hours=hours)), delivered_at_once():
        yield


def notice(actor: Actor, number: int, kind: str = "referral_received") -> None:
    tell(
        SYSTEM,
        recipients=[(actor.person_id, actor.agency_id)],
        kind=NotificationKind(kind),
        subject_kind=SubjectKind.REFERRAL,
        subject_id=new_id(),
        event_number=10_000_000 + number,
    )


def wish(actor: Actor, **habit: Any) -> None:
    choose_mail(actor, address="siti@rsud.go.id", habit=MailHabit(**habit))


def test_in_quiet_hours_nothing_goes_out_and_one_letter_does_when_they_are_over(cast: Cast) -> None:
    with at(0):
        wish(cast.siti, quiet_from=18, quiet_until=6)
        notice(cast.siti, 1)
        notice(cast.siti, 2)
        assert not mail.outbox
    with at(9):  # 05.00
        order_digests(SYSTEM)
        assert not mail.outbox
    with at(10.1):
        assert order_digests(SYSTEM) == 1
        assert len(mail.outbox) == 1
        order_digests(SYSTEM)
        notice(cast.siti, 3)
    assert len(mail.outbox) == 2  # the third, by day, at once


def test_an_emergency_goes_out_at_night_unless_it_is_not_wanted(cast: Cast) -> None:
    with at(0):
        wish(cast.siti, quiet_from=18, quiet_until=6)
        notice(cast.siti, 1, "referral_received_emergency")
        assert len(mail.outbox) == 1
        wish(cast.siti, quiet_from=18, quiet_until=6, wakes_for_emergencies=False)
        notice(cast.siti, 2, "referral_received_emergency")
    assert len(mail.outbox) == 1


def test_a_daily_digest_is_one_letter_at_its_hour_and_none_without_news(cast: Cast) -> None:
    with at(0):
        wish(cast.siti, rhythm="daily", digest_hour=7)
        notice(cast.siti, 1)
        notice(cast.siti, 2)
        order_digests(SYSTEM)
    assert not mail.outbox
    for hours, letters in ((10.9, 0), (11.1, 1), (12, 1), (35.2, 1)):
        with at(hours):
            order_digests(SYSTEM)
        assert len(mail.outbox) == letters, hours
    with at(36):
        notice(cast.siti, 3)
        order_digests(SYSTEM)
    assert len(mail.outbox) == 1  # it came after the hour, and waits for the next
    with at(59.1):
        order_digests(SYSTEM)
    assert len(mail.outbox) == 2


def test_what_was_read_meanwhile_is_not_told(cast: Cast) -> None:
    with at(0):
        wish(cast.siti, rhythm="daily")
        notice(cast.siti, 1)
        apps.get_model("messages.Notification").objects.update(read_at=clock.now())
    with at(12):
        assert order_digests(SYSTEM) == 0
    assert not mail.outbox


def test_what_waited_before_somebody_wanted_mail_is_not_told_afterwards(cast: Cast) -> None:
    with at(0):
        notice(cast.siti, 1)
    with at(1):
        wish(cast.siti, rhythm="daily")
    with at(12):
        assert order_digests(SYSTEM) == 0


def test_a_digest_says_nothing_but_that_something_waits(cast: Cast) -> None:
    with at(0):
        wish(cast.siti, rhythm="daily")
        for number in range(5):
            notice(cast.siti, number)
    with at(12):
        order_digests(SYSTEM)
    [letter] = mail.outbox
    assert letter.subject == "Anyam"
    assert "/notifikasi/\n" in letter.body
    assert not any(sign.isdigit() for line in letter.body.splitlines() if "http" not in line for sign in line)
    assert "rujukan" not in letter.body.lower()


def test_an_order_that_comes_twice_is_mailed_once(cast: Cast) -> None:
    with at(0):
        wish(cast.siti)
    found = apps.get_model("messages.MailWish").objects.get()
    mail_digest(SYSTEM, wish_id=found.pk, letter=7)
    mail_digest(SYSTEM, wish_id=found.pk, letter=7)
    assert len(mail.outbox) == 1


def test_an_hour_that_is_none_is_refused(cast: Cast) -> None:
    with pytest.raises(HourNotOfADay):
        wish(cast.siti, quiet_from=24)
    with pytest.raises(HourNotOfADay):
        wish(cast.siti, rhythm="hourly")


def test_the_page_keeps_what_was_chosen(cast: Cast, client: Any) -> None:
    client.force_login(cast.user_of(cast.siti))
    typed = {
        "address": "siti@rsud.go.id",
        "rhythm": "weekly",
        "digest_hour": "8",
        "quiet_from": "18",
        "quiet_until": "6",
        "is_quiet_on_weekends": "on",
    }
    assert client.post("/notifikasi/surel/", typed).status_code == 302
    kept = apps.get_model("messages.MailWish").objects.get()
    assert (kept.rhythm, kept.digest_hour, kept.quiet_from, kept.quiet_until) == ("weekly", 8, 18, 6)
    assert (kept.is_quiet_on_weekends, kept.wakes_for_emergencies) == (True, False)
    assert client.post("/notifikasi/surel/", {**typed, "quiet_from": "99"}).status_code == 422
    assert client.get("/notifikasi/surel/").status_code == 200


HOURS = st.integers(0, 23)
HABITS = st.builds(
    Habit,
    rhythm=st.sampled_from(list(Rhythm)),
    digest_hour=HOURS,
    quiet_from=HOURS,
    quiet_until=HOURS,
    is_quiet_on_weekends=st.booleans(),
)
MOMENTS = st.datetimes(datetime(2024, 2, 26), datetime(2027, 1, 3)).map(lambda one: one.replace(tzinfo=UTC))


@settings(max_examples=400, deadline=None)
@given(HABITS, MOMENTS)
def test_quiet_is_what_a_list_of_the_quiet_hours_says(habit: Habit, moment: datetime) -> None:
    hour, quiet = habit.quiet_from, set()
    while hour != habit.quiet_until:
        quiet.add(hour)
        hour = (hour + 1) % 24
    here = clock.local(moment)
    is_weekend = habit.is_quiet_on_weekends and here.isoweekday() in {6, 7}
    assert is_quiet(habit, moment) == (here.hour in quiet or is_weekend)


@settings(max_examples=200, deadline=None)
@given(HABITS, MOMENTS)
def test_the_newest_digest_hour_is_what_counting_back_hour_by_hour_finds(
    habit: Habit, moment: datetime
) -> None:
    here = clock.local(moment).replace(minute=0, second=0, microsecond=0)
    while not (here.hour == habit.digest_hour and (habit.rhythm is not Rhythm.WEEKLY or here.weekday() == 0)):
        here -= timedelta(hours=1)
    assert last_digest_hour(habit, moment) == here


@settings(max_examples=100, deadline=None)
@given(HABITS.filter(lambda one: one.rhythm is not Rhythm.AT_ONCE), MOMENTS)
def test_over_three_weeks_a_digest_never_comes_in_the_quiet_nor_oftener_than_asked(
    habit: Habit, begin: datetime
) -> None:
    oldest, sent = begin, []
    for half_hours in range(2 * 24 * 21):  # something new each half hour
        now = begin + timedelta(minutes=30 * half_hours)
        if may_send(habit, now, oldest):
            sent.append(now)
            oldest = now
    assert not any(is_quiet(habit, one) for one in sent)
    assert len(sent) <= (22 if habit.rhythm is Rhythm.DAILY else 4)
    if not habit.is_quiet_on_weekends:
        assert len(sent) >= (20 if habit.rhythm is Rhythm.DAILY else 2)
