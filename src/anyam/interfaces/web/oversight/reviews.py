"""Reviews of looks: the list of those asked to judge, and one review for both sides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anyam.casework.oversight import actions, queries
from anyam.casework.oversight.choices import Finding

from ..components.parts import Link
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest, page_number
from .forms import JudgementForm, ReplyForm


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    is_closed = request.GET.get("bagian") == "selesai"
    page = queries.find_reviews(request.actor, is_closed=is_closed, page=page_number(request))
    here = reverse("oversight:reviews")
    views = [
        Link(_("To be judged"), here, current=not is_closed),
        Link(_("Judged"), f"{here}?bagian=selesai", current=is_closed),
    ]
    return render(request, "oversight/reviews.html", {"page": page, "views": views, "is_closed": is_closed})


@require_GET
def detail(request: OfficeRequest, review_id: UUID) -> HttpResponse:
    return _page(request, review_id, JudgementForm(actor=request.actor), ReplyForm(actor=request.actor))


@require_POST
def judge(request: OfficeRequest, review_id: UUID) -> HttpResponse:
    form = JudgementForm(request.POST, actor=request.actor)
    queries.get_review(request.actor, review_id)
    if form.is_valid():
        finding = Finding(form.cleaned_data["finding"])
        reason = form.cleaned_data["reason"]
        if perform(
            form, actions.close_review, request.actor, review_id=review_id, finding=finding, reason=reason
        ):
            messages.success(request, _("Judged. The one who looked was told."))
            return redirect("oversight:reviews")
    return _page(request, review_id, form, ReplyForm(actor=request.actor))


@require_POST
def reply(request: OfficeRequest, review_id: UUID) -> HttpResponse:
    form = ReplyForm(request.POST, actor=request.actor)
    queries.get_review(request.actor, review_id)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if perform(form, actions.reply_to_review, request.actor, review_id=review_id, text=text):
            messages.success(request, _("Your reply was passed on."))
            return redirect("oversight:review", review_id)
    return _page(request, review_id, JudgementForm(actor=request.actor), form)


def _page(
    request: OfficeRequest, review_id: UUID, judgement: JudgementForm, reply: ReplyForm
) -> HttpResponse:
    review = queries.get_review(request.actor, review_id)
    is_wrong = any(form.is_bound for form in (judgement, reply))
    context = {"review": review, "judgement": judgement, "reply": reply}
    return render(request, "oversight/review.html", context, status=422 if is_wrong else 200)
