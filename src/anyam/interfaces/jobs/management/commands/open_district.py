"""`anyam open_district`: the first agency and the first administrator of a district; all others come by the pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override

from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core.refusals import Refusal
from anyam.registry.accounts.actions import assign_role, create_user, set_temporary_password
from anyam.registry.agencies.actions import AgencyInput, create_agency


class Command(BaseCommand):
    help = (
        "Makes a district's first agency and its administrator, and prints a password for the first sign-in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", help="code of the regency or city, for example 35.04")
        parser.add_argument("--agency", required=True, help="the agency that runs the service, in full")
        parser.add_argument("--short-name", required=True, help="its short name")
        parser.add_argument(
            "--kind", default="social_office", help="its kind (data/vocabularies/agency_kinds.json)"
        )
        parser.add_argument("--username", required=True, help="user name of the administrator")
        parser.add_argument("--name", required=True, help="the administrator's full name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with override("en"), transaction.atomic():
                password = _open(Actor.system("opening a district"), options)
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        except NotFound as problem:
            raise CommandError(f"Not found: {problem}") from None
        self.stdout.write(f"{options['username']} may sign in with {password} and must change it then.")


def _open(actor: Actor, options: dict[str, Any]) -> str:
    agency = AgencyInput(
        options["agency"], options["short_name"], options["kind"], place_code=options["district"]
    )
    agency_id = create_agency(actor, agency, district_code=options["district"])
    user_id = create_user(actor, username=options["username"], full_name=options["name"])
    assign_role(actor, user_id=user_id, agency_id=agency_id, role=Role.ADMINISTRATOR)
    return set_temporary_password(actor, user_id=user_id)
