"""`anyam receive_log`: keep receiving the write-ahead log of an external PostgreSQL, for restoring to any moment."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.config import env
from anyam.config.postgres_server import server_programs
from anyam.foundation.backups.sources import Source


class Command(BaseCommand):
    help = "Runs until it is told to stop, as a service beside pages and worker. Only for an external PostgreSQL 18."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--slot", default="anyam_backup", help="name of the place the server remembers for us"
        )

    def handle(self, *args: Any, slot: str, **options: Any) -> None:
        if not env.backup_url():
            raise CommandError(
                "The embedded database keeps its log by itself. This is for ANYAM_DATABASE_URL."
            )
        waiting = env.var_folder() / "waiting-log"
        waiting.mkdir(parents=True, exist_ok=True, mode=0o700)
        program = str(server_programs() / "pg_receivewal")
        common = [f"--slot={slot}", "--no-password"]
        surroundings = Source.own().surroundings("anyam-log")
        made = os.spawnve(
            os.P_WAIT, program, [program, "--create-slot", "--if-not-exists", *common], surroundings
        )
        if made != 0:
            raise CommandError("The server gives us no log: the role of ANYAM_BACKUP_URL needs REPLICATION.")
        os.execve(program, [program, f"--directory={waiting}", "--synchronous", *common], surroundings)
