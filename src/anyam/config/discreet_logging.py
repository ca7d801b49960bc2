"""Log lines that say where something failed, never what was in it."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Prints an exception's class and the places it passed, not its message.

    A database error quotes the row it refused, a validation error what somebody typed: both may hold a child's name.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  (the name is the library's)
        kind, _, passed = ei
        if kind is None:
            return ""
        places = "".join(traceback.format_tb(passed)).rstrip()
        return f"{places}\n{kind.__module__}.{kind.__qualname__} (message withheld)"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {
            "()": DiscreetFormatter,
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own set-up would print messages in full while DEBUG is on, and mail them otherwise.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "procrastinate": {"level": "WARNING"},
    },
}
