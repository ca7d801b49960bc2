"""`anyam look_inside`: what only the program itself can tell of a restored copy. The restore drill starts it."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from anyam.foundation.access import Actor
from anyam.foundation.backups.queries import look_inside


class Command(BaseCommand):
    help = "Opens a sample of sealed values and checks the seals of this database; prints one line of JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(look_inside(Actor.system("restore drill"), note=sys.stdin.read())))
