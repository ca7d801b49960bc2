"""A user: somebody who may sign in. What they may do comes from their assignments, never from this row."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import Language, Theme
from ..rules import fold_username


class UserManager(BaseUserManager["User"]):
    """Finds users the way people type their user name: capitals and spaces around it do not matter."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=fold_username(username or ""))


class User(AbstractBaseUser, Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "password": Privacy.SENSITIVE,
        "last_login": Privacy.OPERATIONAL,
        "username": Privacy.PERSONAL,
        "full_name": Privacy.PERSONAL,
        "email": Privacy.PERSONAL,
        "phone": Privacy.PERSONAL,
        "*": Privacy.OPERATIONAL,
    }

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    language = models.CharField(max_length=5, choices=Language, default=Language.INDONESIAN)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    is_active = models.BooleanField(default=True)
    has_temporary_password = models.BooleanField(default=False)
    # Until when the temporary password opens its one page; empty for a password of one's own.
    temporary_until = models.DateTimeField(null=True, blank=True)
    # When this person was first asked to set up a second factor; the days of grace count from here.
    second_factor_asked_at = models.DateTimeField(null=True, blank=True)
    # Place in the list of sign-ins that a training district shows; empty for everybody else.
    cast_order = models.PositiveSmallIntegerField(null=True, blank=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        ordering = ("full_name", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="user_name_is_folded", condition=models.Q(username=Lower("username"))
            ),
            models.CheckConstraint(name="user_has_a_name", condition=~models.Q(full_name="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name
