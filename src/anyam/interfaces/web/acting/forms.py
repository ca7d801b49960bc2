"""What is typed about acting for the same child."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.acting.choices import OFFERED, JoinAnswer

from ..components import widgets
from ..components.forms import AnyamForm


class DespiteForm(AnyamForm):
    despite = forms.ChoiceField(
        label=_("Why do you go on?"),
        choices=[(one.value, one.label) for one in OFFERED],
        widget=widgets.RadioCards(css="two"),
        error_messages={"required": _("Choose why you go on although another agency is acting.")},
    )


class JoinAnswerForm(AnyamForm):
    answer = forms.ChoiceField(
        label=_("What have you agreed?"), choices=JoinAnswer, widget=widgets.RadioCards(css="two")
    )
