"""Users, their names and passwords."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.registry.accounts.actions import (
    NotAUserName,
    PasswordStays,
    PasswordTooWeak,
    UserNameTaken,
    WithoutName,
    WrongPassword,
    change_language,
    change_own_details,
    change_theme,
    create_user,
    set_password,
    set_temporary_password,
)
from anyam.registry.accounts.choices import role_name
from anyam.registry.accounts.models import User
from anyam.registry.accounts.queries import actor_for, find_users, get_user, list_cast, signed_in
from anyam.registry.accounts.rules import fold_username, is_username, temporary_password
from anyam.registry.agencies.models import Agency
from tests.registry.accounts.conftest import PASSWORD, MakeUser

pytestmark = pytest.mark.django_db


@given(st.text(max_size=200))
def test_no_text_makes_a_user_name_fail(text: str) -> None:
    is_username(fold_username(text))


def test_temporary_passwords_are_long_readable_and_never_the_same() -> None:
    many = {temporary_password() for _ in range(200)}
    assert len(many) == 200
    assert all(len(word) == 19 and not set(word) & set("il1o0") for word in many)


def test_a_user_name_is_taken_whatever_its_capitals(administrator: Actor, make_user: MakeUser) -> None:
    make_user("sri.wahyuni")
    with pytest.raises(UserNameTaken):
        create_user(administrator, username=" Sri.Wahyuni ", full_name="Sri")


@pytest.mark.parametrize(
    "wrong", ["", "ab", "-sri", "sri wahyuni", "srí", "s" * 80, "\x00\x00\x00", "<b>sri</b>"]
)
def test_a_user_name_that_cannot_be_is_refused(administrator: Actor, wrong: str) -> None:
    if len(wrong) > 60:
        create_user(administrator, username=wrong, full_name="Sri")
        assert User.objects.filter(username="s" * 60).exists()
        return
    with pytest.raises(NotAUserName):
        create_user(administrator, username=wrong, full_name="Sri")


def test_a_user_needs_a_name(administrator: Actor) -> None:
    with pytest.raises(WithoutName):
        create_user(administrator, username="sri", full_name=" \u202e ")


def test_a_new_user_cannot_sign_in_before_a_password_was_set(administrator: Actor) -> None:
    user_id = create_user(administrator, username="sri", full_name="Sri")
    assert not User.objects.get(pk=user_id).has_usable_password()


def test_a_temporary_password_works_and_must_be_changed(administrator: Actor, make_user: MakeUser) -> None:
    user_id = make_user("sri", Role.CASE_WORKER)
    told = set_temporary_password(administrator, user_id=user_id)
    assert User.objects.get(pk=user_id).check_password(told)
    assert signed_in(user_id).has_temporary_password
    set_password(actor_for(user_id), present_password=told, new_password="wayang-kopi-sungai-pagi")
    assert not signed_in(user_id).has_temporary_password


@pytest.mark.parametrize(
    ("present", "new", "refusal"),
    [
        ("wrong", "wayang-kopi-sungai-pagi", WrongPassword),
        (PASSWORD, "short", PasswordTooWeak),
        (PASSWORD, "password1234", PasswordTooWeak),
    ],
)
def test_a_password_that_cannot_be_is_refused(
    make_user: MakeUser, present: str, new: str, refusal: type[Exception]
) -> None:
    user_id = make_user("sri")
    with pytest.raises(refusal):
        set_password(actor_for(user_id), present_password=present, new_password=new)
    assert User.objects.get(pk=user_id).check_password(PASSWORD)


def test_in_a_training_district_the_passwords_of_the_cast_stay(make_user: MakeUser) -> None:
    actor = actor_for(make_user("sri", Role.CASE_WORKER, cast_order=1))
    with override_settings(ANYAM_DEMO=True), pytest.raises(PasswordStays):
        set_password(actor, present_password=PASSWORD, new_password="wayang-kopi-sungai-pagi")


def test_the_cast_is_shown_in_a_training_district_only(make_user: MakeUser, agencies: list[Agency]) -> None:
    make_user("budi", Role.CASE_WORKER, cast_order=2)
    make_user("sri", Role.FRONT_OFFICE, cast_order=1)
    make_user("ani", Role.FRONT_OFFICE)
    with override_settings(ANYAM_DEMO=True):
        cast = list_cast(Actor.nobody())
    assert [row.username for row in cast] == ["sri", "budi"]
    assert (cast[0].role_name, cast[0].agency_name) == (role_name(Role.FRONT_OFFICE), "ULT PSAI")
    with override_settings(ANYAM_DEMO=False), pytest.raises(NotFound):
        list_cast(Actor.nobody())


def test_one_keeps_ones_own_account_even_without_a_role(make_user: MakeUser) -> None:
    actor = actor_for(make_user("sri"))
    assert actor.user_id
    change_language(actor, language="en")
    change_theme(actor, theme="dark")
    change_own_details(actor, full_name="Sri  Wahyuni", phone="0812")
    mine = get_user(actor, actor.user_id)
    assert (mine.language, mine.theme, mine.full_name, mine.phone) == ("en", "dark", "Sri Wahyuni", "0812")
    assert not mine.may_change


def test_who_has_not_signed_in_has_no_account() -> None:
    with pytest.raises(NotAllowed):
        change_language(Actor.nobody(), language="en")


def test_other_users_are_seen_by_administrators_only(make_user: MakeUser, administrator: Actor) -> None:
    sri, budi = make_user("sri", Role.SUPERVISOR), make_user("budi")
    with pytest.raises(NotFound):
        get_user(actor_for(sri), budi)
    with pytest.raises(NotAllowed):
        find_users(actor_for(sri))
    assert get_user(administrator, budi).may_change
    with pytest.raises(NotFound):
        get_user(administrator, uuid4())


def test_users_are_found_by_name_agency_and_role(
    make_user: MakeUser, administrator: Actor, agencies: list[Agency]
) -> None:
    make_user("sri", Role.CASE_WORKER, full_name="Sri Wahyuni")
    make_user("budi", Role.PARTNER_OFFICER, agency=agencies[1])

    def found(**wanted: object) -> list[str]:
        return [row.username for row in find_users(administrator, **wanted).rows]  # type: ignore[arg-type]

    assert found(text="wahyu") == ["sri"]
    assert found(agency_id=agencies[1].pk) == ["budi"]
    assert found(role=Role.CASE_WORKER, agency_id=agencies[1].pk) == []
    assert found(text="100%_") == []
    assert len(found()) == 3
