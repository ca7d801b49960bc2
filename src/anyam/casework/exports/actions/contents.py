"""Throwing contents away, only once it is certain that the rows say so too."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from ..choices import ExportState
from ..models import Export, folder

SETTLED = timedelta(hours=6)
"""Making an export takes seconds; what has lain longer without a row has none coming."""


def throw_away(key: UUID) -> None:
    """Take a content away when the running transaction has come to its end; what is undone keeps its content."""
    transaction.on_commit(partial(folder().remove, key), robust=True)


def left_behind() -> set[UUID]:
    """Settled contents that no finished export knows: something broke off between the rows and the folder."""
    lying = set(folder().settled(SETTLED))
    finished = Export.objects.filter(state=ExportState.READY, blob_key__in=lying)
    return lying - set(finished.values_list("blob_key", flat=True)) if lying else set()
