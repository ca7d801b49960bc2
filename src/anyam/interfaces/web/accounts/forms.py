"""Forms of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.registry.accounts.choices import Language, Theme

from ..components import fields, widgets
from ..components.forms import AnyamForm


def password_field(label: Any, *, is_new: bool = False, help_text: Any = "") -> forms.CharField:
    autocomplete = "new-password" if is_new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, help_text=help_text)


class SignInForm(AnyamForm):
    username = forms.CharField(
        label=_("User name"),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password_field(_("Password"))


class CodeForm(AnyamForm):
    """The second step at the door."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits from your authenticator app, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class ProofForm(AnyamForm):
    """One's own password, or a code, once more. What was sent decides which of the two is asked for."""

    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label=_("Code from the app, or a recovery code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if data is not None:
            other = "password" if "code" in data and "password" not in data else "code"
            self.fields[other].required = False


class AppForm(AnyamForm):
    """The first code shows that the app has understood."""

    code = forms.CharField(
        label=_("The six digits that the app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(AnyamForm):
    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=60,
        required=False,
        help_text=_("So that you recognise it later. For example: Office phone"),
    )
    credential = forms.CharField(required=False, max_length=20000, widget=forms.HiddenInput)


class OwnDetailsForm(AnyamForm):
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    phone = fields.PhoneField(
        label=_("Phone"), required=False, help_text=_("Colleagues of other agencies see this number.")
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)


class PasswordForm(AnyamForm):
    present_password = password_field(_("Present password"))
    new_password = password_field(
        _("New password"),
        is_new=True,
        help_text=_("At least 12 characters. Three or four words that do not belong together are good."),
    )
    repeated = password_field(_("New password once more"), is_new=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        new, repeated = cleaned.get("new_password"), cleaned.get("repeated")
        if new and repeated and new != repeated:
            self.add_error("repeated", _("This is not the same as the new password. Write it once more."))
        return cleaned


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language.choices)


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme.choices)


class LookForm(AnyamForm):
    """Language and look together, on the account page."""

    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, widget=widgets.RadioCards(css="inline")
    )
    theme = forms.ChoiceField(label=_("Look"), choices=Theme.choices, widget=widgets.RadioCards(css="inline"))
