"""What is typed about routine duties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.duties.choices import (
    OWNER_ROLES,
    DutyKind,
    EvidenceKind,
    ExcuseReason,
    FreeDays,
    Rhythm,
)
from anyam.casework.duties.results import DutyInput
from anyam.foundation.core import clock
from anyam.registry.accounts.choices import role_name

from ..components import widgets
from ..components.forms import AnyamForm
from ..reports.fields import Day, OneOfMany, WholeNumber


class DutyForm(AnyamForm):
    title = forms.CharField(
        label=_("What is to be done?"),
        max_length=120,
        help_text=_("For example: monthly summary of data. No name and nothing about a child."),
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=DutyKind, widget=widgets.RadioCards(css="two"))
    rhythm = forms.ChoiceField(label=_("How often?"), choices=Rhythm, widget=widgets.RadioCards(css="two"))
    first_on = Day(
        label=_("First day"),
        may_be_future=True,
        help_text=_("The rhythm is counted from here. The 31st falls on the last day of a shorter month."),
    )
    free_days = forms.ChoiceField(
        label=_("If offices are closed on that day?"),
        choices=FreeDays,
        initial=FreeDays.BEFORE,
        widget=widgets.RadioCards,
    )
    lead_days = WholeNumber(label=_("How many days before does it come on the desk?"), highest=90, initial=14)
    owner = OneOfMany(
        label=_("Who does it?"),
        error_messages={"required": _("Choose the role or the person of your agency that does it.")},
    )
    to_agency_id = OneOfMany(label=_("To which agency is it owed?"), required=False)
    evidence_kind = forms.ChoiceField(
        label=_("What will show that it was done?"),
        choices=EvidenceKind,
        widget=widgets.RadioCards(css="two"),
    )
    rests_on = forms.CharField(
        label=_("On which rule or agreement does it rest?"), max_length=200, required=False
    )
    is_confirmed = forms.BooleanField(label=_("The district has confirmed that it is so"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[str, str]],
        agencies: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, str(role_name(role))) for role in OWNER_ROLES]
        self.offer("owner", [("", _("Choose…")), (_("A role"), roles), (_("A person"), list(people))])
        self.offer("to_agency_id", [("", _("Our own agency only")), *agencies])

    def duty(self) -> DutyInput:
        """The duty as typed."""
        data = self.cleaned_data
        is_role = data["owner"] in OWNER_ROLES
        return DutyInput(
            title=data["title"],
            kind=data["kind"],
            rhythm=data["rhythm"],
            first_on=data["first_on"],
            free_days=data["free_days"],
            evidence_kind=data["evidence_kind"],
            lead_days=data["lead_days"],
            role=data["owner"] if is_role else "",
            assignee_id=None if is_role else UUID(data["owner"]),
            to_agency_id=UUID(data["to_agency_id"]) if data["to_agency_id"] else None,
            rests_on=data["rests_on"],
            is_confirmed=data["is_confirmed"],
        )


class DoneForm(AnyamForm):
    done_on = Day(label=_("On which day was it done?"), initial=clock.today)
    evidence = forms.CharField(
        label=_("What shows it?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The number and day of the report or letter, and where it lies. No word about a child."),
        error_messages={"required": _("Write what shows it: a number and a day.")},
    )


class ExcuseForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why is it not needed this time?"), choices=ExcuseReason, widget=widgets.RadioCards
    )


class PressForm(AnyamForm):
    """A button and nothing to fill in."""
