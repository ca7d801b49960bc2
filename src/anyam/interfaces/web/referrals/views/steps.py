"""One referral, and every step somebody may take with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.acting.choices import ActKind
from anyam.casework.consents.queries import get_ground
from anyam.casework.consents.results import Ground
from anyam.casework.documents.queries import letters_of_referral
from anyam.casework.referrals import actions
from anyam.casework.referrals.choices import (
    ON_CONSENT,
    DeclineReason,
    FailReason,
    Outcome,
    RedirectReason,
    WithdrawReason,
)
from anyam.casework.referrals.queries import get_referral
from anyam.casework.referrals.results import ReferralDetail
from anyam.foundation.core import clock

from ...acting.asking import WhoActs
from ...components.forms import AnyamForm
from ...layouts.perform import form_page, perform
from ...layouts.requests import OfficeRequest
from .. import cards, forms


@dataclass(frozen=True)
class Step:
    """A button, or a small form behind a button."""

    name: str
    may: str
    form: type[AnyamForm]
    act: Callable[..., object]
    button: str | Promise
    done: str | Promise
    given: Callable[[dict[str, Any]], dict[str, Any]] = lambda _data: {}
    tone: str = "secondary"
    opening: str | Promise = ""

    @property
    def is_press(self) -> bool:
        return self.form is forms.PressForm


def _noted(**codes: Callable[[str], Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The typed values, with choices as their codes."""

    def given(data: dict[str, Any]) -> dict[str, Any]:
        typed = {name: value for name, value in data.items() if name != "submission"}
        return {name: codes[name](value) if name in codes else value for name, value in typed.items()}

    return given


def _redirected(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "service_id": UUID(data["service"]),
        "reason": RedirectReason(data["reason"]),
        "note": data["note"],
    }


STEPS = {
    step.name: step
    for step in (
        Step(
            "kirim",
            "may_send",
            forms.PressForm,
            actions.send_referral,
            _("Send"),
            _("The referral was sent."),
            tone="",
        ),
        Step(
            "terima",
            "may_accept",
            forms.PressForm,
            actions.accept_referral,
            _("Accept"),
            _("Accepted. The sender was told."),
            tone="",
        ),
        Step(
            "jawab",
            "may_answer",
            forms.AnswerForm,
            actions.answer_information,
            _("Send the answer"),
            _("Answered. The receiver's clock runs again."),
            _noted(),
            tone="",
            opening=_("Answer the question"),
        ),
        Step(
            "jadwal",
            "may_schedule",
            forms.ScheduleForm,
            actions.schedule_referral,
            _("Save the appointment"),
            _("The appointment was saved. The sender was told."),
            _noted(),
            tone="",
            opening=_("Set an appointment"),
        ),
        Step(
            "layanan",
            "may_record_served",
            forms.ServedForm,
            actions.record_served,
            _("Save"),
            _("Saved. Report the outcome once it is known."),
            _noted(),
            tone="",
            opening=_("The service was given"),
        ),
        Step(
            "hasil",
            "may_complete",
            forms.OutcomeForm,
            actions.complete_referral,
            _("Report the outcome"),
            _("Thank you. The outcome went back to the sender."),
            _noted(outcome=Outcome),
            tone="",
            opening=_("Report the outcome"),
        ),
        Step(
            "tanya",
            "may_ask",
            forms.QuestionForm,
            actions.ask_information,
            _("Send the question"),
            _("Asked. Your clock stands still until the answer comes."),
            _noted(),
            opening=_("Ask the sender"),
        ),
        Step(
            "alihkan",
            "may_redirect",
            forms.RedirectForm,
            actions.redirect_referral,
            _("Propose this service"),
            _("Proposed. The sender decides whether to send it there."),
            _redirected,
            opening=_("Redirect to another service"),
        ),
        Step(
            "tolak",
            "may_decline",
            forms.DeclineForm,
            actions.decline_referral,
            _("Decline"),
            _("Declined. The sender was told and looks for another service."),
            _noted(reason=DeclineReason),
            tone="danger",
            opening=_("Decline"),
        ),
        Step(
            "gagal",
            "may_fail",
            forms.FailForm,
            actions.fail_referral,
            _("End the referral"),
            _("Ended. The sender was told."),
            _noted(reason=FailReason),
            tone="danger",
            opening=_("It could not be carried out"),
        ),
        Step(
            "ingatkan",
            "may_remind",
            forms.PressForm,
            actions.remind_receiver,
            _("Remind the agency"),
            _("The agency was reminded."),
        ),
        Step(
            "kirim-ulang",
            "may_resend",
            forms.PressForm,
            actions.resend_referral,
            _("Send again"),
            _("Sent again. A new clock runs."),
        ),
        Step(
            "tutup",
            "may_close",
            forms.PressForm,
            actions.close_expired_referral,
            _("Close without an answer"),
            _("Closed. The sender was told and looks for another service."),
        ),
        Step(
            "cukup",
            "may_stop_looking",
            forms.PressForm,
            actions.stop_looking,
            _("No other service is needed"),
            _("Noted."),
        ),
        Step(
            "tarik",
            "may_withdraw",
            forms.WithdrawForm,
            actions.withdraw_referral,
            _("Withdraw"),
            _("Withdrawn. The receiver no longer sees the summary."),
            _noted(reason=WithdrawReason),
            tone="danger",
            opening=_("Withdraw"),
        ),
    )
}


@dataclass(frozen=True)
class Panel:
    """A step that is possible now, with its form."""

    step: Step
    form: AnyamForm
    is_open: bool


@require_GET
def detail(request: OfficeRequest, referral_id: UUID) -> HttpResponse:
    referral = get_referral(request.actor, referral_id)
    if referral.may_see and actions.see_referral(request.actor, referral_id=referral_id):
        referral = get_referral(request.actor, referral_id)
    return _page(request, referral)


@require_http_methods(["GET", "POST"])
def step(request: OfficeRequest, referral_id: UUID, name: str) -> HttpResponse:
    """Take one step; where it is refused, the referral is shown as it stands now, with the sentence."""
    chosen = STEPS.get(name)
    if chosen is None:
        raise Http404
    form = _form(request, chosen, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = chosen.given(form.cleaned_data)
        if chosen.act is actions.send_referral:
            return _sent(request, chosen, form, referral_id)
        if perform(form, chosen.act, request.actor, referral_id=referral_id, **given):
            messages.success(request, str(chosen.done))
            return redirect("referrals:detail", referral_id)
    return _page(request, get_referral(request.actor, referral_id), chosen, form)


def _sent(request: OfficeRequest, chosen: Step, form: AnyamForm, referral_id: UUID) -> HttpResponse:
    """Sending asks once more who is already acting: much can begin between a draft and its sending."""
    question = WhoActs(request, form)
    referral = get_referral(request.actor, referral_id)
    need, agency_id = referral.need.value if referral.need else "", referral.receiver.id
    case_id = referral.row.case_id
    if case_id and question.leaves(case_id=case_id, kind=ActKind.REFERRAL, need=need, agency_id=agency_id):
        return redirect("referrals:detail", referral_id)
    if question.save(chosen.act, request.actor, referral_id=referral_id):
        messages.success(request, str(chosen.done))
        return redirect("referrals:detail", referral_id)
    return _page(request, get_referral(request.actor, referral_id), chosen, form, question)


def _page(
    request: OfficeRequest,
    referral: ReferralDetail,
    chosen: Step | None = None,
    form: AnyamForm | None = None,
    question: WhoActs | None = None,
) -> HttpResponse:
    panels = [
        Panel(step, form if step is chosen and form else _form(request, step), is_open=step is chosen)
        for step in STEPS.values()
        if getattr(referral, step.may)
    ]
    context = {
        "ground": _ground(request, referral),
        "referral": referral,
        "row": referral.row,
        "letters": letters_of_referral(request.actor, referral.id),
        "tone": cards.TONES.get(referral.row.state, ""),
        "presses": [panel for panel in panels if panel.step.is_press],
        "panels": [panel for panel in panels if not panel.step.is_press],
        "entries": cards.timeline(referral),
        # Beside its own fields where the step is still possible, else above everything.
        "question": question,
        "refused": form if chosen and (chosen.is_press or not getattr(referral, chosen.may)) else None,
    }
    return form_page(request, "referrals/detail.html", form or forms.PressForm(actor=request.actor), context)


def _ground(request: OfficeRequest, referral: ReferralDetail) -> Ground | None:
    """For a draft that rests on consent: whether there is one."""
    if not referral.may_send or referral.row.case_id is None or referral.sharing_basis not in ON_CONSENT:
        return None
    return get_ground(request.actor, referral.row.case_id, referral.receiver.id)


def _form(request: OfficeRequest, step: Step, data: Any = None) -> AnyamForm:
    initial = {"served_on": clock.today()}
    return step.form(data, actor=request.actor, auto_id=f"id_{step.name}_%s", initial=initial)
