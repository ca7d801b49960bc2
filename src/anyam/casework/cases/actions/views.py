"""A person's own named filters of the case list."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.events import CaseViewSaved
from anyam.casework.cases.models import SavedView
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.foundation.vault.tokens import token

MOST_VIEWS = 20
_LONGEST_NAME = 60
_LONGEST_QUERY = 500


class ViewNeedsName(Refusal):
    sentence = _("Give the view a name of at most 60 characters.")


class TooManyViews(Refusal):
    sentence = _("You have 20 views. Remove one first.")


@action()
def save_view(actor: Actor, *, name: str, query: str) -> None:
    """Keep a filter of the case list under a name; the same name again replaces it."""
    require(actor, Permission.SEE_CASES)
    name = clean_line(name)
    if not 0 < len(name) <= _LONGEST_NAME or len(query) > _LONGEST_QUERY:
        raise ViewNeedsName(field="name")
    mine = SavedView.objects.filter(user_id=actor.person_id)
    key = token("saved view", name)
    if mine.exclude(name_key=key).count() >= MOST_VIEWS:
        raise TooManyViews(field="name")
    view, _is_new = SavedView.objects.update_or_create(
        user_id=actor.person_id, name_key=key, defaults={"name": name, "query": query}
    )
    record(actor, CaseViewSaved(view.pk, is_kept=True))


@action()
def remove_view(actor: Actor, *, view_id: UUID) -> None:
    """Forget one of the actor's own views."""
    require(actor, Permission.SEE_CASES)
    removed, _by_table = SavedView.objects.filter(user_id=actor.person_id, pk=view_id).delete()
    if not removed:
        raise NotFound("saved view")
    record(actor, CaseViewSaved(view_id, is_kept=False))
