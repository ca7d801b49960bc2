"""Privacy classes: how much harm a field can do when the wrong person reads it."""

from enum import StrEnum


class Privacy(StrEnum):
    """Every field of every model is in one class; exports, test copies and retention follow it.

    Children's data are "specific personal data" (UU 27/2022 art. 4), and whatever can reveal a child in contact with
    the law is secret (UU 11/2012 art. 19): when in doubt, SENSITIVE.
    """

    PUBLIC = "public"  # may stand on a public page: a village's name, a law's title
    OPERATIONAL = "operational"  # about the work, names nobody: states, dates, agencies
    PERSONAL = "personal"  # identifies a person: names, numbers, addresses
    SENSITIVE = "sensitive"  # about what happened to a child: narrative, health, legal status, reporter
