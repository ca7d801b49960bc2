"""The newest word of each kind; older ones stay readable but count no more."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from ..choices import FillingState
from ..models import Filling, Paper


def newest_fillings() -> QuerySet[Filling]:
    """For each service and checklist the filling that was made last."""
    later = Filling.objects.filter(
        service_id=OuterRef("service_id"),
        checklist__code=OuterRef("checklist__code"),
        filled_at__gt=OuterRef("filled_at"),
    )
    return Filling.objects.exclude(state=FillingState.OVERTAKEN).filter(~Exists(later))


def newest_papers() -> QuerySet[Paper]:
    """For each agency and kind the paper that holds longest."""
    later = Paper.objects.filter(
        agency_id=OuterRef("agency_id"), kind=OuterRef("kind"), runs_until__gt=OuterRef("runs_until")
    )
    return Paper.objects.filter(~Exists(later))
