"""Small phrases that pages, papers and comparisons of SOPs share."""

from decimal import Decimal

from django.utils.translation import ngettext

from anyam.foundation.core.working_time import Counting


def hours_in_words(hours: Decimal | None, counting: Counting) -> str:
    """'3 working hours', '0,5 hours', or nothing."""
    if hours is None:
        return ""
    number = f"{hours.normalize():f}".replace(".", ",")
    if counting is Counting.WORKING:
        return ngettext("%(n)s working hour", "%(n)s working hours", _plural(hours)) % {"n": number}
    return ngettext("%(n)s hour", "%(n)s hours", _plural(hours)) % {"n": number}


def _plural(hours: Decimal) -> int:
    return 1 if hours == 1 else 2
