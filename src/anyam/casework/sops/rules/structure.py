"""What an SOP must have before it can be put before the agencies at all; the check of its sense comes on top."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..choices import Symbol
from ..results.document import Document, Step

Sentence = str | Promise


def missing_parts(document: Document) -> list[Sentence]:
    """Sentences about what is missing, the gravest first; none where it can be signed."""
    return list(_missing(document))


def _missing(document: Document) -> Iterator[Sentence]:
    if not document.title:
        yield _("Give the SOP a title.")
    if not any(one.agency_id for one in document.performers):
        yield _("Name at least one agency among the performers: somebody has to sign.")
    symbols = [step.symbol for step in document.steps]
    if symbols.count(Symbol.START) != 1:
        yield _("Exactly one row must be the start.")
    if not any(map(_closes, document.steps)):
        yield _("At least one row must be the end.")
    keys, performers = set(document.by_key), {one.key for one in document.performers}
    for number, step in enumerate(document.steps, 1):
        given = {"number": number}
        if not step.activity:
            yield _("Row %(number)s: write what is done.") % given
        if any(flow.to not in keys for flow in step.flows):
            yield _("Row %(number)s: an arrow leads to a row that is not there.") % given
        if any(key not in performers for key in step.performers):
            yield _("Row %(number)s names a performer who has no column.") % given


def _closes(step: Step) -> bool:
    """An end, or the last row of an SOP that goes on in another one."""
    return step.symbol is Symbol.END or (step.symbol is Symbol.LINK and not step.flows)
