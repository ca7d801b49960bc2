"""The numbers people say on the telephone."""

from django.db import connection

from anyam.foundation.access import Actor, step
from anyam.foundation.core import clock


def next_number(letter: str, district_code: str) -> str:
    """The next number of this year's series, for example "K-3504-2026-0147"; two at once get two numbers."""
    series = f"{letter}-{district_code.replace('.', '')}-{clock.today().year}"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_numberseries (series, last) VALUES (%s, 1) "
            "ON CONFLICT (series) DO UPDATE SET last = cases_numberseries.last + 1 RETURNING last",
            [series],
        )
        (number,) = cursor.fetchone()
    return f"{series}-{number:04d}"


@step
def give_number(actor: Actor, letter: str, district_code: str) -> str:
    """The next number of a series, for what another app keeps about cases."""
    return next_number(letter, district_code)
