"""What pages and worker do first: look whether this database and this machine are safe enough, or say why not."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

from django.db import OperationalError
from django.db.backends.signals import connection_created

from anyam.foundation.backups import guard

DOES_NOT_START = 4
"""With this a gunicorn process tells its master not to try again and again."""


class NotSafe(OperationalError):
    """The database came back in a state in which nothing may be read or written; people get the calm page."""


def check_start() -> None:
    """End this process with plain words where it may not start; tell warnings.

    A database that is not there yet is asked as soon as it answers: the pages wait for it with their calm page.
    """
    try:
        warnings = guard.require_safe()
    except guard.UnsafeDatabase as unsafe:
        _leave(str(unsafe))
    except OperationalError:
        connection_created.connect(_check_late, dispatch_uid="anyam.guard")
        return
    for finding in warnings:
        sys.stderr.write(f"Warning: {finding.sentence}\n")
    sys.stderr.flush()


def _check_late(**about: Any) -> None:
    connection_created.disconnect(dispatch_uid="anyam.guard")
    try:
        guard.require_safe()
    except guard.UnsafeDatabase as unsafe:
        connection_created.connect(_check_late, dispatch_uid="anyam.guard")
        sys.stderr.write(f"{unsafe}\n")
        raise NotSafe(str(unsafe)) from None


def _leave(words: str) -> NoReturn:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
    sys.exit(DOES_NOT_START)
