"""`anyam bury_again`: in a restored copy, destroy again what was destroyed since. `anyam restore` starts it."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from anyam.foundation.access import Actor
from anyam.foundation.backups.actions import bury_again


class Command(BaseCommand):
    help = (
        "Reads tombstones of destroyed keys and destroys them here too; prints how many keys had come back."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(bury_again(Actor.system("restore"), tombstones=sys.stdin.read())))
