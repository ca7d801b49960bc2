"""Forms for agencies, units, contacts and services. They check input; the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.registry.agencies.actions import AgencyInput, ContactInput, ServiceInput, UnitInput
from anyam.registry.agencies.choices import Need, ServiceLevel
from anyam.registry.agencies.queries import list_kinds
from anyam.registry.agencies.results import AgencyDetail, ContactRow, ServiceRow, UnitRow
from anyam.registry.places.queries import list_districts, place_names

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..lookups.sources import PlaceField

OLDEST = 120
LONGEST_RESPONSE = 2000


class AgencyForm(AnyamForm):
    name = forms.CharField(label=_("Full name"), max_length=160)
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=40,
        help_text=_("As colleagues say it; it stands in lists and on cards."),
    )
    kind_code = forms.ChoiceField(label=_("Kind of agency"))
    phone = fields.PhoneField(label=_("Office telephone"), required=False, max_length=30)
    emergency_phone = fields.PhoneField(
        label=_("Emergency telephone"),
        required=False,
        max_length=30,
        help_text=_("Only if somebody answers day and night."),
    )
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=240,
        help_text=_("Leave it out where children are hidden: this page is seen by the whole network."),
    )
    place_code = PlaceField(label=_("Village, district or regency"), required=False)
    is_active = forms.BooleanField(
        label=_("Belongs to the network"),
        required=False,
        help_text=_(
            "Without this mark, the agency and its services leave the directory. Nothing is deleted."
        ),
    )

    def __init__(self, data: Any = None, *, actor: Actor, is_new: bool, **kwargs: Any) -> None:
        super().__init__(data, actor=actor, **kwargs)
        kinds = [(kind.code, kind.name) for kind in list_kinds(actor)]
        self.offer("kind_code", [("", _("Choose")), *kinds])
        if is_new:
            del self.fields["is_active"]

    @staticmethod
    def initial_of(agency: AgencyDetail) -> dict[str, Any]:
        row = agency.row
        same = ("name", "short_name", "kind_code", "place_code", "phone", "emergency_phone", "is_active")
        return {**{name: getattr(row, name) for name in same}, "address": agency.address}

    @property
    def agency(self) -> AgencyInput:
        return AgencyInput(**{"is_active": True, **_typed(self)})


class UnitForm(AnyamForm):
    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    phone = fields.PhoneField(label=_("Telephone"), required=False, max_length=30)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    @staticmethod
    def initial_of(unit: UnitRow) -> dict[str, Any]:
        return {"name": unit.name, "phone": unit.phone, "is_active": unit.is_active}

    @property
    def unit(self) -> UnitInput:
        return UnitInput(**_typed(self))


class ContactForm(AnyamForm):
    job_title = forms.CharField(
        label=_("Desk or job"),
        max_length=120,
        help_text=_("For example: duty officer. People change, desks stay."),
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    phone = fields.PhoneField(label=_("Telephone"), max_length=30)
    unit_id = forms.TypedChoiceField(label=_("Unit"), required=False, empty_value=None)
    is_public = forms.BooleanField(
        label=_("May be given to families"),
        required=False,
        help_text=_("Without this mark the number is for staff of the network only."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, data: Any = None, *, agency: AgencyDetail, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        _offer_units(self, agency)

    @staticmethod
    def initial_of(contact: ContactRow) -> dict[str, Any]:
        same = ("job_title", "name", "phone", "unit_id", "is_public", "is_active")
        return {name: getattr(contact, name) for name in same}

    @property
    def contact(self) -> ContactInput:
        return ContactInput(**_typed(self))


class ServiceForm(AnyamForm):
    name = forms.CharField(label=_("Name of the service"), max_length=160)
    description = forms.CharField(
        label=_("What happens there?"), required=False, max_length=500, widget=forms.Textarea
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=ServiceLevel.choices,
        widget=widgets.RadioCards(
            hints={
                ServiceLevel.PRIMARY: _("For all children and families."),
                ServiceLevel.SECONDARY: _("For children at risk."),
                ServiceLevel.TERTIARY: _("For children to whom something has happened."),
            }
        ),
    )
    needs = forms.MultipleChoiceField(
        label=_("Needs it meets"), choices=Need.choices, widget=widgets.CheckboxCards(css="inline")
    )
    age_from = forms.IntegerField(
        label=_("Youngest age"), min_value=0, max_value=OLDEST, initial=0, widget=widgets.NumberInput
    )
    age_to = forms.IntegerField(
        label=_("Oldest age"), min_value=0, max_value=OLDEST, initial=17, widget=widgets.NumberInput
    )
    area_codes = forms.MultipleChoiceField(
        label=_("Area it serves"),
        required=False,
        widget=widgets.CheckboxCards(css="inline"),
        help_text=_("Choose nothing if it serves the whole district."),
    )
    hours = forms.CharField(label=_("Opening hours"), required=False, max_length=160)
    response_hours = forms.IntegerField(
        label=_("Answers a referral within … working hours"),
        required=False,
        min_value=1,
        max_value=LONGEST_RESPONSE,
        widget=widgets.NumberInput,
        help_text=_("Leave it empty to use the district's own time."),
    )
    requirements = forms.CharField(label=_("What to bring"), required=False, max_length=300)
    cost = forms.CharField(label=_("Cost"), required=False, max_length=160)
    phone = fields.PhoneField(
        label=_("Telephone of this service"),
        required=False,
        max_length=30,
        help_text=_("Leave it empty to show the agency's number."),
    )
    unit_id = forms.TypedChoiceField(label=_("Unit"), required=False, empty_value=None)
    is_active = forms.BooleanField(
        label=_("Offered now"),
        required=False,
        help_text=_("Without this mark it leaves the directory. Nothing is deleted."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        actor: Actor,
        agency: AgencyDetail,
        is_new: bool,
        district_code: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, actor=actor, **kwargs)
        _offer_units(self, agency)
        self.offer("area_codes", self._areas(actor, district_code))
        if is_new:
            del self.fields["is_active"]

    def _areas(self, actor: Actor, district_code: str) -> list[tuple[str, str]]:
        """The districts to choose from, and whatever wider or narrower place the service names already."""
        districts = [(row.code, row.label) for row in list_districts(actor, district_code)]
        named = set(self.initial.get("area_codes", ())) - {code for code, _label in districts}
        others = place_names(actor, named).values()
        return [*((row.code, row.full_name) for row in others), *districts]

    @staticmethod
    def initial_of(service: ServiceRow, *, district_code: str) -> dict[str, Any]:
        about = ("name", "description", "level", "needs", "age_from", "age_to", "unit_id", "is_active")
        visit = ("hours", "cost", "requirements", "response_hours")
        area = [code for code in service.area_codes if code != district_code]
        return {
            **{name: getattr(service, name) for name in (*about, *visit)},
            "area_codes": area,
            "phone": service.own_phone,
        }

    @property
    def service(self) -> ServiceInput:
        typed = _typed(self)
        typed["needs"], typed["area_codes"] = tuple(typed["needs"]), tuple(typed["area_codes"])
        return ServiceInput(**{"is_active": True, **typed})


def _typed(form: AnyamForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "submission"}


def _offer_units(form: AnyamForm, agency: AgencyDetail) -> None:
    """The agency's own units. The value stays text until the choice is known to be one of them."""
    units = {str(unit.id): unit for unit in agency.units}
    field = form.fields["unit_id"]
    field.choices = [("", _("No unit")), *((code, unit.name) for code, unit in units.items())]  # type: ignore[attr-defined]
    field.coerce = lambda code: units[code].id  # type: ignore[attr-defined]
