"""Notices by e-mail say only that something waits, to those who want it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError

from anyam.casework.messages.actions import choose_mail, mail_notice
from anyam.casework.messages.actions.mailing import AddressNotUnderstood, message_to
from anyam.casework.messages.models import MailWish, Notification
from anyam.casework.messages.queries import own_mail_address
from anyam.foundation.access import Actor
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agencies.choices import Need
from tests.cast import MARKER, PHONE_MARKER, Cast

SYSTEM = Actor.system("notice")


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def test_a_whole_story_leaves_no_word_of_the_child_in_any_mail(cast: Cast) -> None:
    for actor in (cast.dewi, cast.siti, cast.rudi, cast.ningsih, cast.yusuf, cast.budi):
        choose_mail(actor, address=f"petugas{len(actor.user_name)}@instansi.go.id")
    with delivered_at_once():
        story = cast.story()
        cast.send(story.case_id, cast.school, Need.EDUCATION)
    assert len(mail.outbox) >= 4
    sizes = set()
    for letter in mail.outbox:
        said = letter.message().as_string().lower()
        for telling in (
            MARKER,
            PHONE_MARKER,
            story.case_number,
            story.report_number,
            "ngunut",
            "rujukan",
            "referral",
        ):
            assert telling.lower() not in said, telling
        for actor in (cast.dewi, cast.siti, cast.rudi):
            assert actor.user_name.lower() not in said
            assert actor.agency_name.lower() not in said
        assert letter.subject == "Anyam"
        sizes.add(len(letter.body))
    assert len(sizes) == 1, "The length of a letter must not tell what it is about."


def test_seeded_telling_letter_is_caught(cast: Cast) -> None:
    letter = message_to("a@b.id", new_id())
    letter.body += MARKER
    assert MARKER.lower() in letter.message().as_string().lower()


def test_without_a_wish_nothing_is_mailed(cast: Cast) -> None:
    with delivered_at_once():
        cast.story()
    assert Notification.objects.exists()
    assert not mail.outbox


def test_a_notice_is_mailed_once_and_not_after_it_was_read(cast: Cast) -> None:
    choose_mail(cast.siti, address="siti@rsud.go.id")
    with delivered_at_once():
        cast.story()
    count = len(mail.outbox)
    assert count
    for notice in Notification.objects.filter(recipient_id=cast.siti.user_id):
        mail_notice(SYSTEM, notification_id=notice.pk)
    assert len(mail.outbox) == count
    choose_mail(cast.siti, address="")
    assert own_mail_address(cast.siti) == ""
    Notification.objects.update(mailed_at=None)
    for notice in Notification.objects.filter(recipient_id=cast.siti.user_id):
        mail_notice(SYSTEM, notification_id=notice.pk)
    assert len(mail.outbox) == count


@pytest.mark.parametrize(
    "address", ["a@b.id\nBcc: x@y.id", "a@b.id,c@d.id", "bukan alamat", "a@b.id\r\n\r\nhalo", "<a@b.id>"]
)
def test_no_address_writes_a_second_line_into_the_head(cast: Cast, address: str) -> None:
    with pytest.raises(AddressNotUnderstood):
        choose_mail(cast.dewi, address=address)
    assert not MailWish.objects.exists()


def test_django_itself_refuses_what_would_slip_past() -> None:
    with pytest.raises(BadHeaderError):
        message_to("a@b.id\nBcc: x@y.id", new_id()).message()


def test_the_address_lies_sealed(cast: Cast) -> None:
    from django.db import connection

    choose_mail(cast.dewi, address="dewi.rahasia@instansi.go.id")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(w::text, ' ') FROM messages_mailwish w")
        assert "rahasia" not in cursor.fetchone()[0]


def test_the_page_takes_an_address_and_gives_it_back(cast: Cast, client: Any) -> None:
    client.force_login(cast.user_of(cast.dewi))
    assert client.post("/notifikasi/surel/", {"address": "x"}).status_code == 422
    assert client.post("/notifikasi/surel/", {"address": "dewi@instansi.go.id"}).status_code == 302
    assert "dewi@instansi.go.id" in client.get("/notifikasi/surel/").content.decode()
