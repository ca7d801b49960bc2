"""`anyam restore-drill`: make a set, restore it beside the living database, and look at every row."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from anyam.foundation.access import Actor
from anyam.foundation.backups.actions import record_drill
from anyam.foundation.backups.drill import run_drill
from anyam.foundation.backups.errors import BackupFailed
from anyam.foundation.backups.tasks import carry_waiting_log


class Command(BaseCommand):
    help = "Makes a backup set and proves that it comes back. Every night the worker does the same."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            carry_waiting_log()
        except BackupFailed as problem:
            self.stderr.write(str(problem))
        result = run_drill()
        record_drill(Actor.system("restore drill"), result)
        if result.problem:
            self.stderr.write(f"NOT PROVEN. {result.problem}")
            sys.exit(1)
        assert result.proof is not None
        proof = result.proof
        self.stdout.write(
            f"Proven: {proof.rows:,} rows in {proof.tables} tables, 0 lost, {proof.relations} relations hold,"
            f" {proof.sealed_opened} sealed values opened, {proof.seals} seals verified."
            f" Made in {result.make_seconds:.1f} s, restored and looked at in {result.restore_seconds:.1f} s."
        )
