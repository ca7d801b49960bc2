"""Querysets that know who may see their rows."""

from typing import Any, Self, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.errors import NotFound
from anyam.foundation.access.guard import mark_asked

Row = TypeVar("Row", bound=Model, covariant=True)


class ScopedQuerySet(QuerySet[Row]):
    """A queryset that is narrowed to what an actor may see. Each app says how in `within_sight_of`."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows `actor` may see; counts as having asked. The system sees all."""
        mark_asked()
        if actor.is_system:
            return self
        return self.within_sight_of(actor)

    def within_sight_of(self, actor: Actor) -> Self:
        raise NotImplementedError(f"{type(self).__name__} must say what an actor may see")

    def one(self, **which: Any) -> Row:
        """The one row, or NotFound: what is out of sight and what does not exist answer alike."""
        try:
            return self.get(**which)
        except ObjectDoesNotExist:
            raise NotFound(self.model._meta.label) from None
