"""Forms about who works on a case, who belongs together, and how a list is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.results import ManagerLoad
from anyam.casework.supervision.choices import WhyOther

from ...components.forms import AnyamForm
from ...components.widgets import RadioCards
from ...reports.fields import One, OneOfMany


class Assigned(TypedDict):
    """Who gets a case, and why it is somebody who was not proposed."""

    manager_id: UUID
    worker_id: UUID | None
    despite: str


class AssignForm(AnyamForm):
    """Who manages the case and who works with the child."""

    manager_id = One(
        label=_("Case manager"), css="two", error_messages={"required": _("Choose a case manager.")}
    )
    worker_id = OneOfMany(label=_("Case worker"), required=False, empty=_("Nobody yet"))
    despite = OneOfMany(
        label=_("Why somebody who is not proposed?"),
        choices=WhyOther.choices,
        required=False,
        help_text=_("Only where somebody else is proposed for the case."),
    )

    def __init__(
        self, *args: Any, managers: Sequence[ManagerLoad], workers: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        manager, worker = self.fields["manager_id"], self.fields["worker_id"]
        assert isinstance(manager, One)
        assert isinstance(worker, OneOfMany)
        manager.choices = [(str(each.user_id), each.name) for each in managers]
        widget = manager.widget
        assert isinstance(widget, RadioCards)
        words = _("%(count)s open cases")
        widget.hints = {str(each.user_id): words % {"count": each.open_cases} for each in managers}
        worker.choices = [("", _("Nobody yet")), *((str(each.id), each.full_name) for each in workers)]

    def chosen(self) -> Assigned:
        """What was chosen, as the action takes it."""
        worker = self.cleaned_data["worker_id"]
        return {
            "manager_id": UUID(self.cleaned_data["manager_id"]),
            "worker_id": UUID(worker) if worker else None,
            "despite": self.cleaned_data["despite"],
        }


class ViewNameForm(AnyamForm):
    """The name of a view somebody keeps."""

    name = forms.CharField(
        label=_("Name of this view"),
        max_length=60,
        help_text=_("The filters are kept. A number or name you have typed is not."),
        error_messages={"required": _("Give the view a name.")},
    )


class LinkForm(AnyamForm):
    """The number of a brother's or sister's case."""

    other_number = forms.CharField(
        label=_("Number of the other case"),
        max_length=40,
        help_text=_("For example K-3504-2026-0147. You will find it at the top of the case."),
        error_messages={"required": _("Write the number of the case.")},
    )
