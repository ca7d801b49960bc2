"""The `anyam` command: Django's management commands and the project's own."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from anyam.config import database
from anyam.config.postgres_server import EmbeddedPostgresError

BY_THE_OWNER = frozenset({"migrate", "makemigrations", "showmigrations", "dbshell"})
"""Commands about the tables themselves: they connect as the role that owns them."""

WITHOUT_DATABASE = frozenset(
    {"help", "version", "--version", "--help", "makemessages", "collectstatic", "restore", "custody"}
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command, with the embedded database up for as long as it lasts."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and not arguments[0].startswith("-"):
        arguments = [
            arguments[0].replace("-", "_"),
            *arguments[1:],
        ]  # restore-drill is easier to type and to read
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyam.config.settings")
    with ExitStack() as stack:
        if arguments and arguments[0] not in WITHOUT_DATABASE:
            try:
                stack.enter_context(database.available())
            except EmbeddedPostgresError as problem:
                sys.stderr.write(f"{problem}\n")
                return 1
        if arguments and arguments[0] in BY_THE_OWNER:
            stack.enter_context(database.as_owner())
        from django.core.management import execute_from_command_line

        execute_from_command_line(["anyam", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
