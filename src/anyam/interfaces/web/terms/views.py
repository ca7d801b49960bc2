"""The shared glossary: finding a word, proposing one, saying what one's agency thinks, and agreeing on it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.messages import actions, queries
from anyam.casework.messages.choices import TermState
from anyam.casework.messages.results import TermDetail
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ..components.parts import Link
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, page_number
from .forms import AsideForm, CommentForm, MeaningForm, TermForm

_VIEWS = {
    "": "",
    "disepakati": TermState.AGREED,
    "dibahas": TermState.PROPOSED,
    "disisihkan": TermState.SET_ASIDE,
}


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    """What we should say something to, and every word, found by any of its words."""
    actor = request.actor
    asked = request.GET.get("bagian", "")
    part = asked if asked in _VIEWS else ""
    text = request.GET.get("q", "")[:100]
    here = reverse("terms:list")
    labels = [
        ("", _("Agreed and discussed")),
        ("disepakati", _("Agreed")),
        ("dibahas", _("Being discussed")),
        ("disisihkan", _("Set aside")),
    ]
    context = {
        "todo": queries.terms_to_discuss(actor),
        "page": queries.find_terms(actor, text=text, state=_VIEWS[part], page=page_number(request)),
        "views": [
            Link(label, f"{here}?bagian={one}" if one else here, current=one == part) for one, label in labels
        ],
        "part": part,
        "text": text,
        "may_propose": queries.proposes_terms(actor),
    }
    return render(request, "terms/list.html", context)


@require_GET
def detail(request: OfficeRequest, term_id: UUID) -> HttpResponse:
    return _page(request, queries.get_term(request.actor, term_id))


@require_http_methods(["GET", "POST"])
def propose(request: OfficeRequest) -> HttpResponse:
    queries.may_propose_terms(request.actor)
    form = TermForm(
        request.POST or None, actor=request.actor, initial={"word": request.GET.get("q", "")[:100]}
    )
    if form.is_bound and form.is_valid():
        done = perform(form, actions.propose_term, request.actor, once=form.once, **form.given)
        if done:
            messages.success(request, _("Proposed. The other agencies are asked what they think."))
            return redirect("terms:detail", done.value)
    context = {"title": _("Propose a word"), "back_url": reverse("terms:list"), "word": ""}
    return form_page(request, "terms/edit.html", form, context)


@require_http_methods(["GET", "POST"])
def propose_newer(request: OfficeRequest, term_id: UUID) -> HttpResponse:
    found = queries.get_term(request.actor, term_id)
    if not found.may_propose_newer:
        raise NotFound("term to word anew")
    now = {
        "meaning": found.row.meaning,
        "not_meant": found.not_meant,
        "english": found.row.english,
        "rests_on": found.rests_on,
    }
    form = MeaningForm(request.POST or None, actor=request.actor, initial=now)
    if form.is_bound and form.is_valid():
        given = {"word": found.row.word, "replaces_id": term_id, "once": form.once, **form.given}
        done = perform(form, actions.propose_term, request.actor, **given)
        if done:
            messages.success(request, _("Proposed. Until it is agreed, the earlier words hold."))
            return redirect("terms:detail", done.value)
    context = {
        "title": _("Propose newer words"),
        "back_url": reverse("terms:detail", args=[term_id]),
        "word": found.row.word,
    }
    return form_page(request, "terms/edit.html", form, context)


@require_POST
def comment(request: OfficeRequest, term_id: UUID) -> HttpResponse:
    found = queries.get_term(request.actor, term_id)
    if not found.may_discuss:
        raise NotFound("term to discuss")
    form = CommentForm(request.POST, actor=request.actor)
    if form.is_valid():
        given = {"stance": form.cleaned_data["stance"], "text": form.cleaned_data["text"]}
        if perform(form, actions.comment_on_term, request.actor, term_id=term_id, **given):
            messages.success(request, _("Thank you. The others read what your agency says."))
            return redirect("terms:detail", term_id)
    return _page(request, found, form, status=422)


@require_POST
def agree(request: OfficeRequest, term_id: UUID) -> HttpResponse:
    queries.get_term_to_settle(request.actor, term_id)
    try:
        actions.agree_term(request.actor, term_id=term_id)
        messages.success(request, _("Agreed. From now on it means this for everybody."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("terms:detail", term_id)


@require_http_methods(["GET", "POST"])
def set_aside(request: OfficeRequest, term_id: UUID) -> HttpResponse:
    found = queries.get_term_to_settle(request.actor, term_id)
    form = AsideForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        if perform(form, actions.set_term_aside, request.actor, term_id=term_id, why=why):
            messages.success(request, _("Set aside. Its reason stands beside it."))
            return redirect("terms:detail", term_id)
    context = {
        "title": _("Set this word aside"),
        "back_url": reverse("terms:detail", args=[term_id]),
        "word": found.row.word,
    }
    return form_page(request, "terms/edit.html", form, context)


def _page(
    request: OfficeRequest, found: TermDetail, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    if form is None and found.may_discuss:
        form = CommentForm(actor=request.actor)
    return render(request, "terms/detail.html", {"term": found, "form": form}, status=status)
