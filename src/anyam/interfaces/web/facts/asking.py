"""The question whether the child was asked already, beside the form of an interview; works without JavaScript."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from anyam.casework.cases.actions import ask_to_join_interview
from anyam.casework.facts.actions import AskedAlready, use_record

from ..acting.asking import AskedFirst
from ..layouts.perform import perform
from .forms import AgainForm


class WhoAsked(AskedFirst):
    """Asked where the child was asked before; one goes on with a reason, uses the record, or takes part."""

    refusal = AskedAlready
    reasons = AgainForm

    def leaves(self, *, case_id: UUID, topics: Collection[str], on: date) -> bool:
        """Whether the child is spared: the record is used, or one asks to take part; nothing is saved then."""
        if self.pressed == "use":
            wish = {"dossier_id": case_id, "topics": topics, "on": on}
            done = perform(self.form, use_record, self.request.actor, **wish, once=self.form.once)
            said = _("The child is not asked again. That the record is used is noted.")
        elif self.pressed == "join":
            wish = {"case_id": case_id, "topics": topics, "on": on}
            done = perform(self.form, ask_to_join_interview, self.request.actor, **wish, once=self.form.once)
            said = _(
                "Nothing was saved. Whoever leads the planned interview was asked to get in touch with you."
            )
        else:
            return False
        if done:
            messages.success(self.request, said)
        return done is not None
