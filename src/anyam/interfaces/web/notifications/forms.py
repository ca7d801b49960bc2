"""The form for notices by e-mail: where, how often, and when not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.casework.messages.actions import MailHabit
from anyam.casework.messages.choices import Rhythm

from ..components import widgets
from ..components.forms import AnyamForm


def _hours() -> list[tuple[int, Any]]:
    return [(hour, f"{hour:02}.00") for hour in range(24)]


def _hour(label: Any, help_text: Any = "", initial: int = 0) -> forms.TypedChoiceField:
    """An hour of the day; left out, it is the first one proposed."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=_hours,
        coerce=int,
        initial=initial,
        required=False,
        empty_value=None,
    )


class MailForm(AnyamForm):
    address = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Leave it empty to get no e-mail."),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    rhythm = forms.ChoiceField(
        label=_("How often?"),
        choices=Rhythm.choices,
        initial=Rhythm.AT_ONCE,
        required=False,
        widget=widgets.RadioCards(
            hints={Rhythm.DAILY: _("One e-mail for all that has gathered; none if nothing has.")}
        ),
    )
    digest_hour = _hour(_("At what hour does the collected e-mail come?"), initial=7)
    quiet_from = _hour(
        _("Quiet from"), _("What comes in the quiet hours is told when they are over."), initial=0
    )
    quiet_until = _hour(_("Quiet until"), _("Both the same hour: no quiet hours."), initial=0)
    is_quiet_on_weekends = forms.BooleanField(label=_("Nothing on Saturdays and Sundays"), required=False)
    wakes_for_emergencies = forms.BooleanField(
        label=_("An emergency referral is told at once, whatever the hour"), required=False, initial=True
    )

    @property
    def habit(self) -> MailHabit:
        """What the action takes."""
        chosen = {name: self.cleaned_data[name] for name in MailHabit.__dataclass_fields__}
        return MailHabit(**{name: value for name, value in chosen.items() if value not in (None, "")})
