"""What is typed about data protection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.rights import choices
from anyam.casework.rights.choices import (
    CopyPart,
    CorrectedField,
    Harm,
    IdentityCheck,
    NoticeTo,
    Requester,
    RequestKind,
)
from anyam.casework.rights.results import BreachInput, RequestInput

from ..components import widgets
from ..components.forms import AnyamForm

_TIMES = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def _text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


def _moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, widget=widgets.DateTimeInput, input_formats=_TIMES, **kwargs)


class PressForm(AnyamForm):
    """A button and nothing to fill in."""


class RequestForm(AnyamForm):
    kind = forms.ChoiceField(
        label=_("What do they ask for?"), choices=RequestKind, widget=widgets.RadioCards(css="two")
    )
    requester = forms.ChoiceField(label=_("Who asks?"), choices=Requester)
    requester_name = forms.CharField(label=_("Name"))
    on_behalf_of = forms.CharField(label=_("On whose behalf, if not their own?"), required=False)
    contact = forms.CharField(
        label=_("How can we answer safely?"),
        required=False,
        help_text=_("A number or place that only this person reads. Never a shared address."),
    )
    case_number = forms.CharField(label=_("Case number, if they know it"), required=False, max_length=30)
    asked = _text(_("In their own words"), required=False)
    identity_check = forms.ChoiceField(
        label=_("How do you know who it is?"),
        choices=IdentityCheck,
        widget=widgets.RadioCards(css="two"),
        initial=IdentityCheck.NOT_YET.value,
    )

    def given(self) -> RequestInput:
        data = self.cleaned_data
        return RequestInput(
            kind=RequestKind(data["kind"]),
            requester=Requester(data["requester"]),
            requester_name=data["requester_name"],
            contact=data["contact"],
            on_behalf_of=data["on_behalf_of"],
            asked=data["asked"],
            case_number=data["case_number"],
            identity_check=IdentityCheck(data["identity_check"]),
        )


class CheckForm(AnyamForm):
    case_number = forms.CharField(label=_("Case number"), required=False, max_length=30)
    identity_check = forms.ChoiceField(
        label=_("How do you know who it is?"), choices=IdentityCheck, widget=widgets.RadioCards(css="two")
    )
    is_marked_conflicted = forms.BooleanField(
        label=_("This person is, or acts for, the reported person, or is barred from the case"),
        required=False,
        help_text=_("Then no copy is given. The program also finds this out from the case."),
    )


class AnswerForm(AnyamForm):
    copy_parts = forms.MultipleChoiceField(
        label=_("What goes into the copy?"),
        choices=CopyPart,
        required=False,
        widget=widgets.CheckboxCards(css="two"),
        help_text=_("Address and reporter never stand in a copy."),
    )
    refusal_reason = forms.ChoiceField(
        label=_("Refuse? Then why"),
        choices=lambda: [("", _("Not refused")), *choices.request_refusals().choices()],
        required=False,
    )
    answer = _text(
        _("The letter, in plain words"), help_text=_("No names of other people, no address, no reporter.")
    )

    def __init__(self, *args: Any, allowed: tuple[CopyPart, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if allowed:
            self.offer("copy_parts", [(p.value, p.label) for p in allowed])
        else:
            del self.fields["copy_parts"]

    def wish(self) -> dict[str, Any]:
        data = self.cleaned_data
        parts = tuple(CopyPart(part) for part in data.get("copy_parts", ()))
        return {"answer": data["answer"], "refusal_reason": data["refusal_reason"], "copy_parts": parts}


class CorrectedForm(AnyamForm):
    corrected = forms.MultipleChoiceField(
        label=_("What did you correct?"),
        choices=CorrectedField,
        widget=widgets.CheckboxCards(css="two"),
        help_text=_("Only the names of the fields are kept here, never what stood there."),
        error_messages={"required": _("Tick what was corrected.")},
    )


class TimeForm(AnyamForm):
    years = forms.IntegerField(label=_("Years"), min_value=1, max_value=75, widget=widgets.NumberInput)
    source_note = forms.CharField(label=_("Which rule says so?"), required=False, max_length=200)
    is_confirmed = forms.BooleanField(label=_("Confirmed by the district"), required=False)


class HoldForm(AnyamForm):
    case_number = forms.CharField(label=_("Case number"), max_length=30)
    reason = forms.ChoiceField(label=_("Why must it be kept?"), choices=choices.hold_reasons().choices)
    note = _text(_("File number, who asked"), required=False)


class BreachForm(AnyamForm):
    happened = _text(_("What happened?"), help_text=_("Facts, without names of children or families."))
    harms = forms.MultipleChoiceField(label=_("What was harmed?"), choices=Harm, widget=widgets.CheckboxCards)
    known_at = _moment(
        _("Since when do we know?"), help_text=_("The clock of three times 24 hours runs from here.")
    )
    from_at = _moment(_("From"))
    to_at = _moment(_("Until"))
    account = forms.ChoiceField(label=_("Which account was misused?"), required=False)
    handling = _text(_("What was done about it?"), required=False)

    def __init__(self, *args: Any, accounts: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(user_id), name) for user_id, name in accounts]
        self.offer("account", [("", _("No account, or not known")), *known])

    def given(self) -> BreachInput:
        data = self.cleaned_data
        return BreachInput(
            happened=data["happened"],
            harms=tuple(Harm(harm) for harm in data["harms"]),
            known_at=data["known_at"],
            from_at=data["from_at"],
            to_at=data["to_at"],
            account_id=UUID(data["account"]) if data["account"] else None,
            handling=data["handling"],
        )


class NoticeForm(AnyamForm):
    to = forms.ChoiceField(
        label=_("Who was told?"), choices=NoticeTo, widget=widgets.RadioCards(css="inline")
    )
    reference = forms.CharField(label=_("Letter number"), required=False, max_length=120)


class LessonsForm(AnyamForm):
    lessons = _text(_("What will be done differently?"))
