"""What is asked of those who write, sign and look after SOPs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.choices import RetireReason, SopLevel
from anyam.casework.sops.results import Document
from anyam.foundation.access import Role
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting
from anyam.registry.accounts.choices import role_name

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..components.formsets import AnyamFormSet, rows_of

LINES = ("legal_basis", "qualifications", "relations", "equipment", "records")
COUNTINGS = [(Counting.WORKING.value, _("working hours")), (Counting.CLOCK.value, _("hours, day and night"))]
ROLES = (
    Role.FRONT_OFFICE, Role.CASE_WORKER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.PARTNER_OFFICER, Role.AGENCY_HEAD,
    Role.COORDINATOR,
)  # fmt: skip


class NewSopForm(AnyamForm):
    file = forms.FileField(
        label=_("Begin from a BPMN file"),
        help_text=_(
            "If you have one, for example from another district. Its steps are taken over; you then say which"
            " agency each column is."
        ),
        required=False,
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Short and the same for ever, for example ADUAN-01. Other SOPs point to it."),
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=SopLevel.choices,
        widget=widgets.RadioCards(
            hints={
                SopLevel.MACRO: _("Joins several agencies; every one of them signs."),
                SopLevel.MICRO: _("How one agency does its part."),
            }
        ),
    )


def _of_lines(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class HeadForm(AnyamForm):
    """The block above the table, in the official order."""

    title = forms.CharField(label=_("Title"), max_length=200)
    purpose = forms.CharField(
        label=_("Purpose"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    number = forms.CharField(label=_("SOP number"), required=False)
    unit = forms.CharField(label=_("Unit"), required=False)
    made_on = fields.DateField(label=_("Drawn up on"), required=False)
    revised_on = fields.DateField(label=_("Revised on"), required=False)
    effective_on = fields.DateField(label=_("Effective from"), required=False)
    approved_by = forms.CharField(label=_("Approved by"), required=False, help_text=_("Name and NIP."))
    approved_as = forms.CharField(label=_("Office of the one who approves"), required=False)
    legal_basis = _of_lines(_("Legal basis"), _("One instrument on each line."))
    qualifications = _of_lines(_("Qualification of performers"), _("One on each line."))
    relations = _of_lines(_("Joined SOPs"), _("The code of one SOP on each line."))
    equipment = _of_lines(_("Equipment"), _("One on each line."))
    warning = forms.CharField(
        label=_("Warning"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    records = _of_lines(_("Records and data"), _("One on each line."))
    promised_hours = forms.CharField(
        label=_("Promised time from start to end"),
        required=False,
        max_length=10,
        help_text=_("In hours, as promised to the public. Leave it empty where nothing is promised."),
    )
    promised_counting = forms.ChoiceField(label=_("Counted in"), choices=COUNTINGS)


def _roles() -> list[tuple[str, Any]]:
    return [("", _("Not tied to a role")), *((role.value, role_name(role)) for role in ROLES)]


class PerformerForm(AnyamForm):
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    title = forms.CharField(label=_("Performer"), help_text=_("As the column is headed: “Petugas RSUD”."))
    agency_id = forms.ChoiceField(label=_("Agency"), required=False)
    role = forms.ChoiceField(
        label=_("Role there"),
        required=False,
        choices=_roles,
    )

    def __init__(self, *args: Any, agencies: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outside = ("", _("None: somebody outside, for example the family"))
        self.offer("agency_id", [outside, *((str(agency_id), name) for agency_id, name in agencies)])


PerformerRows = rows_of(PerformerForm, extra=0, max_num=20)


def performer_rows(data: Any, document: Document, agencies: Iterable[tuple[UUID, str]]) -> AnyamFormSet:
    """The performers' rows with the agencies of the district to choose from."""
    initial = [
        {"key": one.key, "title": one.title, "agency_id": str(one.agency_id or ""), "role": one.role}
        for one in document.performers
    ]
    return PerformerRows(data, initial=initial, prefix="performers", form_kwargs={"agencies": agencies})


def head_initial(document: Document) -> dict[str, Any]:
    """What the head form begins with."""
    header = document.header
    plain = {
        name: getattr(header, name)
        for name in (
            "number",
            "unit",
            "made_on",
            "revised_on",
            "effective_on",
            "approved_by",
            "approved_as",
            "warning",
        )
    }
    lines = {name: "\n".join(getattr(header, name)) for name in LINES}
    hours = document.promised_hours
    return {
        **plain,
        **lines,
        "title": document.title,
        "purpose": document.purpose,
        "promised_hours": "" if hours is None else f"{hours.normalize():f}".replace(".", ","),
        "promised_counting": document.promised_counting.value,
    }


class ProposeForm(AnyamForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = fields.DateField(
        label=_("In force from"),
        help_text=_("If the last agency signs later, it begins on the day of that signature."),
    )
    review_on = fields.DateField(label=_("To be reviewed on"), help_text=_("Usually after a year."))

    @staticmethod
    def beginning() -> dict[str, Any]:
        """In two weeks, looked at again after a year."""
        first = clock.today() + timedelta(days=14)
        return {"valid_from": first, "review_on": first + timedelta(days=365)}


class SignForm(AnyamForm):
    signed_as = forms.CharField(
        label=_("You sign as"), help_text=_("Your office, as it stands under the SOP: “Kepala RSUD”.")
    )


class DeclineForm(AnyamForm):
    remark = forms.CharField(
        label=_("What should be different?"),
        help_text=_("Name the rows. Every agency named in the SOP reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ReviewForm(AnyamForm):
    review_on = fields.DateField(label=_("To be reviewed again on"))


class RetireForm(AnyamForm):
    last_day = fields.DateField(label=_("Last day in force"))
    reason = forms.ChoiceField(
        label=_("Why does it end?"), choices=RetireReason.choices, widget=widgets.RadioCards()
    )


class PressForm(AnyamForm):
    """A button, with the number that makes it count once."""
