"""What is asked about official documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.documents.actions import Scan
from anyam.casework.documents.choices import PaperLanguage, ReplyStep, WithdrawReason
from anyam.casework.documents.results import Answer, Issuable, LetterheadInput, Wish
from anyam.casework.referrals.choices import DeclineReason, Outcome
from anyam.foundation.access import Actor

from ..components import fields, widgets
from ..components.forms import AnyamForm
from ..files.uploads import ACCEPTED

# What each answer asks beside itself.
_ASKED = {ReplyStep.DECLINE: ("reason",), ReplyStep.DONE: ("outcome", "served_on")}


class PressForm(AnyamForm):
    """A button and nothing to fill in."""


class EndForm(AnyamForm):
    reason = forms.ChoiceField(
        label=_("Why does it no longer count?"), choices=WithdrawReason, widget=widgets.RadioCards()
    )


class IssueForm(AnyamForm):
    """Only what this kind of document needs beside what is known already."""

    def __init__(self, data: Any, *, actor: Actor, issuable: Issuable, is_replacing: bool) -> None:
        super().__init__(data, actor=actor)
        self.issuable = issuable
        if issuable.agencies:
            choices = [("", _("Choose an agency")), *((str(id_), name) for id_, name in issuable.agencies)]
            self.fields["to_agency"] = forms.ChoiceField(label=_("To which agency?"), choices=choices)
        for one in issuable.fields:
            self.fields[one.name] = forms.CharField(
                label=one.label,
                help_text=one.help,
                required=one.is_needed,
                widget=forms.Textarea(attrs={"rows": 4}) if one.is_long else None,
                max_length=4000 if one.is_long else 300,
            )
        if len(issuable.languages) > 1:
            self.fields["language"] = forms.ChoiceField(
                label=_("In which language?"),
                choices=PaperLanguage,
                initial=PaperLanguage.INDONESIAN.value,
                widget=widgets.RadioCards(css="inline"),
            )
        if is_replacing:
            self.fields["reason"] = forms.ChoiceField(
                label=_("Why is the former one replaced?"),
                choices=WithdrawReason,
                widget=widgets.RadioCards(),
            )

    def wish(self) -> Wish:
        data = self.cleaned_data
        chosen = data.get("to_agency")
        return Wish(
            kind=self.issuable.kind,
            subject_id=self.issuable.subject_id,
            language=PaperLanguage(data.get("language") or PaperLanguage.INDONESIAN),
            to_agency_id=UUID(chosen) if chosen else None,
            words={one.name: data.get(one.name, "") for one in self.issuable.fields},
        )


class LetterheadForm(AnyamForm):
    above = forms.CharField(
        label=_("Above the name"),
        help_text=_("For example “Pemerintah Kabupaten …”. Empty for an association."),
        required=False,
        max_length=120,
    )
    name = forms.CharField(label=_("Name of the agency"), max_length=160)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    contact = forms.CharField(
        label=_("Telephone, e-mail"),
        help_text=_("What families and partners may use."),
        required=False,
        max_length=160,
    )
    town = forms.CharField(label=_("Town, for the date line"), required=False, max_length=60)
    unit = forms.CharField(
        label=_("Code of the unit"),
        help_text=_("Stands for {unit} in numbers, for example PPA."),
        max_length=20,
    )
    signer_title = forms.CharField(label=_("Who signs: office"), required=False, max_length=120)
    signer_name = forms.CharField(label=_("Who signs: name"), required=False, max_length=120)
    signer_number = forms.CharField(label=_("Who signs: NIP"), required=False, max_length=30)

    def given(self) -> LetterheadInput:
        return LetterheadInput(**{name: self.cleaned_data[name] for name in self.base_fields})


class NumberingForm(AnyamForm):
    pattern = forms.CharField(
        label=_("Pattern"),
        help_text=_(
            "{n} is the running number, {unit} your code, {month} the month in Roman, {year} the year."
        ),
        max_length=80,
    )


class AnswerForm(AnyamForm):
    """One of the answers that can be given now; what belongs to the others is not asked."""

    step = forms.ChoiceField(choices=ReplyStep)
    reason = forms.ChoiceField(
        label=_("Why is it not possible?"), choices=[("", _("Choose a reason")), *DeclineReason.choices]
    )
    outcome = forms.ChoiceField(
        label=_("What did the service bring?"), choices=[("", _("Choose an outcome")), *Outcome.choices]
    )
    served_on = fields.DateField(label=_("On which day was it given?"))

    def __init__(self, data: Any, *args: Any, steps: tuple[ReplyStep, ...], **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.fields["step"].choices = [(one.value, one.label) for one in steps]  # type: ignore[attr-defined]
        for step, names in _ASKED.items():
            for name in names:
                if step not in steps:
                    del self.fields[name]
                elif data is not None and data.get("step") != step:
                    self.fields[name].required = False

    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(
            step=ReplyStep(data["step"]),
            reason=data.get("reason", ""),
            outcome=data.get("outcome", ""),
            served_on=data.get("served_on"),
        )


class PaperReplyForm(AnswerForm):
    """What the letter of a partner says, and who signed it."""

    step = forms.ChoiceField(
        label=_("What does the letter say?"), choices=ReplyStep, widget=widgets.RadioCards(css="inline")
    )
    signer = forms.CharField(
        label=_("Who signed it?"),
        help_text=_("Name and office, as they stand under the letter."),
        max_length=150,
    )
    dated_on = fields.DateField(label=_("Date of the letter"))
    content = forms.FileField(
        label=_("The letter, scanned or photographed"),
        help_text=_("Kept with the files of the case. Picture or PDF, up to 20 MB."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def scan(self) -> Scan | None:
        given = self.cleaned_data["content"]
        return Scan(given.read(), given.name or "") if given else None
