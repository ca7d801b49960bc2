"""Saying with one tap whether there is room, without signing in; and asking an agency to say so."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anyam.foundation.access import Actor, NotFound
from anyam.registry.agencies import actions, queries
from anyam.registry.agencies.choices import CapacityState

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from ..layouts.secret_address import open_page, shut_page, too_often, wait_page
from .forms import LinkForm, PressForm, SayForm

PER_NETWORK = 60


@require_http_methods(["GET", "POST"])
def page(request: OfficeRequest) -> HttpResponse:
    """The open addresses of the own agency; a new one is shown once, right after it was made."""
    links = queries.capacity_links(request.actor)
    form = LinkForm(request.POST or None, actor=request.actor)
    address = ""
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("label", "days")}
        done = perform(form, actions.open_capacity_link, request.actor, **given)
        if done:
            address = settings.ANYAM_ADDRESS + reverse("readiness:say", args=[done.value.token])
            form = LinkForm(actor=request.actor)
            links = queries.capacity_links(request.actor)
    return form_page(request, "readiness/links.html", form, {"links": links, "address": address})


@require_POST
def revoke(request: OfficeRequest, link_id: UUID) -> HttpResponse:
    actions.revoke_capacity_link(request.actor, link_id=link_id)
    messages.success(request, _("The address is shut. Whoever opens it finds nothing any more."))
    return redirect("readiness:links")


@require_POST
def ask(request: OfficeRequest, service_id: UUID) -> HttpResponse:
    form = PressForm(request.POST, actor=request.actor)
    if form.is_valid() and perform(form, actions.ask_capacity, request.actor, service_id=service_id):
        messages.success(
            request, _("The agency is asked to say whether it has room. Nothing was said about a child.")
        )
    for sentence in form.non_field_errors():
        messages.warning(request, str(sentence))
    return redirect("directory:service", service_id)


@login_not_required
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, token: str) -> HttpResponse:
    """What can be changed is shown; each change takes one tap. The address opens nothing else."""
    system = Actor.system("capacity link")
    if too_often(request, "capacity-link", PER_NETWORK):
        return wait_page(request)
    try:
        found = queries.capacity_link(system, token)
    except NotFound:
        return shut_page(request)
    form = SayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"service_id": form.cleaned_data["service"], "state": form.cleaned_data["state"]}
        if _say(form, system, token, given):
            messages.success(request, _("Thank you. The directory now shows this, with today's date."))
            return redirect("readiness:say", token)
    is_wrong = form.is_bound and not form.is_valid()
    context = {"found": found, "states": CapacityState.choices, "form": form}
    return open_page(request, "readiness/say.html", context, status=422 if is_wrong else 200)


def _say(form: AnyamForm, system: Actor, token: str, given: dict[str, object]) -> bool:
    try:
        return perform(form, actions.state_capacity_by_link, system, token=token, **given) is not None
    except NotFound:
        form.refuse(_("This service is not listed here any more. Load the page again."))
        return False
