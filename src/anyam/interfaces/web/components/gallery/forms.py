from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor

from .. import fields, widgets
from ..forms import AnyamForm
from ..formsets import rows_of
from ..lookups import LookupField, LookupInput, LookupOption

_VILLAGES = {
    "99.01.01.2001": _("Sumberayu, Kecamatan Telaga"),
    "99.01.01.2002": _("Sumberjati, Kecamatan Telaga"),
    "99.01.02.2001": _("Karanganyar, Kecamatan Pandan"),
    "99.01.02.2002": _("Watu Lumbung, Kecamatan Pandan"),
}


class SampleVillages:
    """A register of four invented villages."""

    url_name = "components:sample_villages"

    def search(self, _actor: Actor, text: str) -> Sequence[LookupOption]:
        found = [
            (code, str(name)) for code, name in _VILLAGES.items() if text.casefold() in str(name).casefold()
        ]
        return [LookupOption(code, name) for code, name in found]

    def find(self, _actor: Actor, value: str) -> LookupOption | None:
        return LookupOption(value, str(_VILLAGES[value])) if value in _VILLAGES else None


class SampleLookupInput(LookupInput):
    pass


class SampleForm(AnyamForm):
    name = forms.CharField(label=_("Full name"), help_text=_("One name is enough."))
    nik = fields.NikField(label=_("NIK"), help_text=_("16 digits, if the child has one."))
    born_on = fields.DateField(label=_("Date of birth"), required=False)
    phone = fields.PhoneField(label=_("Phone"), required=False)
    village = LookupField(
        SampleVillages(),
        label=_("Village"),
        required=False,
        help_text=_("Type a few letters, for example sumber."),
    )
    kind = forms.ChoiceField(
        label=_("What is the report about?"),
        choices=[("neglect", _("Neglect")), ("violence", _("Violence")), ("work", _("Child labour"))],
        widget=widgets.RadioCards(
            hints={
                "neglect": _("Food, care, school or health are missing."),
                "violence": _("Someone hurts or threatens the child."),
                "work": _("The child works instead of learning."),
            }
        ),
    )
    is_safe = fields.YesNoField(label=_("Is it safe to phone the family?"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("Needs"),
        required=False,
        choices=[("health", _("Health check")), ("school", _("School")), ("papers", _("Identity papers"))],
        widget=widgets.CheckboxCards(css="two"),
    )
    channel = forms.ChoiceField(
        label=_("How did the report come in?"),
        required=False,
        choices=[("", _("Choose one")), ("phone", _("By phone")), ("visit", _("Someone came in"))],
    )
    story = forms.CharField(
        label=_("What happened, in the words of the reporter"),
        widget=forms.Textarea,
        help_text=_("Write only what you were told. The child need not tell it again."),
    )
    agreed = forms.BooleanField(
        label=_("The carer agrees that we share this with the hospital"), required=False
    )


class SampleReasonForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[("reached", _("The goals are reached")), ("moved", _("The child moved away"))],
        widget=widgets.RadioCards,
    )
    note = forms.CharField(
        label=_("What should the next person know?"), widget=forms.Textarea, required=False
    )


class SampleRow(AnyamForm):
    name = forms.CharField(label=_("Full name"), required=False)
    tie = forms.ChoiceField(
        label=_("Relation to the child"),
        required=False,
        choices=[
            ("", _("Choose one")),
            ("mother", _("Mother")),
            ("father", _("Father")),
            ("sibling", _("Sibling")),
        ],
    )


SampleRows = rows_of(SampleRow)
