"""`anyam cast`: the people one can sign in as in the demo district."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from anyam.foundation.access import Actor, NotFound
from anyam.registry.accounts.queries import list_cast


class Command(BaseCommand):
    help = "Lists the sign-ins of the demo district."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with override("en"):
                rows = list_cast(Actor.nobody())
        except NotFound:
            raise CommandError("There is no cast here: this is no demo installation (ANYAM_DEMO).") from None
        if not rows:
            raise CommandError("Nobody is here yet: make the demo district with `anyam seed`.")
        widths = [
            max(len(text) for text in column)
            for column in zip(*[(r.username, r.role_name) for r in rows], strict=True)
        ]
        self.stdout.write("Sign in as one of these people:\n")
        for row in rows:
            self.stdout.write(
                f"  {row.username:<{widths[0]}}  {row.role_name:<{widths[1]}}  {row.full_name}, {row.agency_name}"
            )
        self.stdout.write(f"\nThe password of all: {settings.ANYAM_DEMO_PASSWORD}")
