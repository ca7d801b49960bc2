"""A case's files."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.files import actions, queries
from anyam.config.headers import WITH_CAMERA
from anyam.foundation.access import NotFound

from ..cases.page import case_page
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import FileForm, LiftForm, OriginalForm, RestrictForm
from .serving import refuse_other_sites, sent


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    found = queries.find_files(request.actor, case_id)
    return case_page(request, "files/of_case.html", found.header, "files", {"found": found})


@require_http_methods(["GET", "POST"])
def add(request: OfficeRequest, case_id: UUID) -> HttpResponseBase:
    found = queries.find_files(request.actor, case_id)
    if not found.may_keep:
        raise NotFound("files")
    form = FileForm(request.POST or None, request.FILES or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        wish = {"case_id": case_id, "once": form.once, **form.wish()}
        if perform(form, actions.keep_file, request.actor, **wish):
            messages.success(request, _("The file is kept with the case."))
            return redirect("files:of_case", case_id)
    page = case_page(request, "files/add.html", found.header, "files", form=form)
    page.headers["Permissions-Policy"] = WITH_CAMERA
    return page


@require_GET
def open_one(request: OfficeRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """The copy for reading. Another site, or a page that would run it, gets nothing."""
    refuse_other_sites(request)
    return sent(queries.open_copy(request.actor, case_id, file_id))


@require_http_methods(["GET", "POST"])
def original(request: OfficeRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    detail = queries.get_file(request.actor, case_id, file_id)
    if not detail.file.may_open:
        raise NotFound("file")
    form = OriginalForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "words": form.cleaned_data["words"]}
        done = perform(form, actions.open_original, request.actor, case_id=case_id, file_id=file_id, **given)
        if done:
            return sent(done.value)
    context = {"file": detail.file, "back_url": reverse("files:of_case", args=[case_id])}
    return form_page(request, "files/original.html", form, context)


@require_http_methods(["GET", "POST"])
def restrict(request: OfficeRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    detail = queries.get_file(request.actor, case_id, file_id)
    if not detail.file.may_restrict:
        raise NotFound("file")
    form = RestrictForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "words": form.cleaned_data["words"]}
        if perform(form, actions.restrict_file, request.actor, case_id=case_id, file_id=file_id, **given):
            messages.success(request, _("The file is put away."))
            return redirect("files:of_case", case_id)
    context = {"file": detail.file, "back_url": reverse("files:of_case", args=[case_id])}
    return form_page(request, "files/restrict.html", form, context)


@require_http_methods(["GET", "POST"])
def lift(request: OfficeRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    detail = queries.get_file(request.actor, case_id, file_id)
    if not detail.file.may_lift:
        raise NotFound("file")
    form = LiftForm(request.POST or None, actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.lift_restriction, request.actor, case_id=case_id, file_id=file_id)
    ):
        messages.success(request, _("The file is back."))
        return redirect("files:of_case", case_id)
    context = {"file": detail.file, "back_url": reverse("files:of_case", args=[case_id])}
    return form_page(request, "files/lift.html", form, context)
