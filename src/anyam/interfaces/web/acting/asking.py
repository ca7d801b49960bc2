"""The question who is already acting, beside the form of what is about to be saved; works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from anyam.casework.acting.actions import AlreadyActing
from anyam.casework.acting.choices import ActKind, Choice
from anyam.casework.cases.actions import answer_who_is_acting
from anyam.foundation.core.refusals import Refusal

from ..components.forms import AnyamForm
from ..layouts.perform import Performed, perform
from ..layouts.requests import OfficeRequest
from .forms import DespiteForm

Value = TypeVar("Value")
_GO_ON = "go_on"
_LEAVING = {"join": Choice.JOINED, "drop": Choice.DROPPED}


class AskedFirst:
    """A question that saving may raise; the worker goes on with a reason, or chooses something else."""

    refusal: type[Refusal]
    """The refusal that carries what was found, as `found`."""
    reasons: type[AnyamForm]
    """The form with the reason for going on, as `despite`."""

    def __init__(self, request: OfficeRequest, form: AnyamForm) -> None:
        self.request, self.form = request, form
        posted = request.POST if request.method == "POST" else None
        self.pressed = posted.get("who_acts", "") if posted else ""
        self.reason = self.reasons(posted if self.pressed == _GO_ON else None, actor=request.actor)
        self.found: Any = None

    def save(self, action: Callable[..., Value], /, *args: Any, **kwargs: Any) -> Performed[Value] | None:
        """Run the action, with the reason if one was chosen. None where it was refused or must be asked first."""
        despite = None
        if self.pressed == _GO_ON and self.reason.is_valid():
            despite = self.reason.cleaned_data["despite"]
        try:
            return Performed(action(*args, despite=despite, **kwargs))
        except Refusal as refusal:
            if isinstance(refusal, self.refusal):
                self.found = getattr(refusal, "found", None)
            self.form.refuse(refusal)
        return None


class WhoActs(AskedFirst):
    """Asked where saving finds another agency; the worker goes on with a reason, joins, or leaves it."""

    refusal = AlreadyActing
    reasons = DespiteForm

    def leaves(self, *, case_id: UUID, kind: ActKind, need: str, agency_id: UUID | None) -> bool:
        """Whether the worker joined the others or left it to them; nothing is saved then."""
        choice = _LEAVING.get(self.pressed)
        if choice is None:
            return False
        wish = {"case_id": case_id, "kind": kind, "need": need, "agency_id": agency_id}
        done = perform(
            self.form, answer_who_is_acting, self.request.actor, **wish, choice=choice, once=self.form.once
        )
        if done:
            _tell(self.request, choice)
        return done is not None


def _tell(request: HttpRequest, choice: Choice) -> None:
    if choice is Choice.JOINED:
        messages.success(
            request,
            _("Nothing was saved. Whoever leads the other work was asked to get in touch with you."),
        )
    else:
        messages.success(
            request, _("Nothing was saved: it is left to the other agency. Your choice is noted.")
        )
