"""`anyam write_reference`: write docs/reference/ from the code."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from anyam.interfaces.api import reference


class Command(BaseCommand):
    help = "Write the reference pages (permissions, events, openapi.json) from the code."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            changed = reference.write_all()
        self.stdout.write(f"Written: {', '.join(changed)}" if changed else "Everything is current.")
