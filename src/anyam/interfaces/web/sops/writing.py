"""Writing an SOP: the first page, the head with its performers, the table with its live drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import SopLevel, Symbol
from anyam.casework.sops.results import Document, DraftPage
from anyam.casework.sops.results.bpmn import BpmnRead
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core.refusals import Refusal

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .documents import with_head
from .forms import COUNTINGS, HeadForm, NewSopForm, PressForm, head_initial, performer_rows
from .picture import picture_of
from .rows import TypedRow, plain, pressed, rows_of_document, rows_of_post

# A little more than the reader takes, so that it can refuse what is too large in its own words.
_LARGEST_FILE = 6 * 1024 * 1024
_MOST_SENTENCES = 5


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    lists = queries.find_sops(request.actor)
    if not lists.may_draft:
        raise NotFound("sop")
    form = NewSopForm(request.POST or None, request.FILES or None, actor=request.actor)
    if not lists.may_draft_all:
        form.offer("level", [(SopLevel.MICRO.value, SopLevel.MICRO.label)])
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("title", "code")}
        level = SopLevel(form.cleaned_data["level"])
        read = perform(form, _read_file, request.actor, form.cleaned_data)
        if read:
            document = read.value.document if read.value else None
            done = perform(
                form,
                actions.draft_sop,
                request.actor,
                level=level,
                document=document,
                once=form.once,
                **given,
            )
            if done:
                _tell_of_draft(request, read.value)
                return redirect("sops:head", done.value)
    return form_page(request, "sops/new.html", form)


def _read_file(actor: Actor, cleaned: Mapping[str, Any]) -> BpmnRead | None:
    """The SOP in the file that was chosen, under the title that was typed."""
    if not cleaned["file"]:
        return None
    read = queries.sop_from_elsewhere(actor, cleaned["file"].read(_LARGEST_FILE))
    return replace(read, document=replace(read.document, title=cleaned["title"]))


def _tell_of_draft(request: OfficeRequest, read: BpmnRead | None) -> None:
    if read is None:
        messages.success(request, _("The draft is there. Name the performers first: they are the columns."))
        return
    messages.success(request, _("The steps of the file are taken over. Say which agency each column is."))
    for one in read.ignored[:_MOST_SENTENCES]:
        messages.warning(request, one.sentence)


@require_POST
def next_version(request: OfficeRequest, sop_id: UUID) -> HttpResponse:
    form = PressForm(request.POST, actor=request.actor)
    done = form.is_valid() and perform(
        form, actions.draft_next_version, request.actor, sop_id=sop_id, once=form.once
    )
    if not done:
        messages.warning(request, " ".join(str(one) for one in form.non_field_errors()))
        return redirect("sops:detail", sop_id)
    messages.success(request, _("A new draft was made from the version before it."))
    return redirect("sops:edit", done.value)


# --- the head -------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def head(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    draft = queries.get_draft(request.actor, version_id)
    data = request.POST or None
    form = HeadForm(data, actor=request.actor, initial=head_initial(draft.document))
    rows = performer_rows(data, draft.document, draft.agencies)
    form.beside = (rows,)
    context = {"draft": draft, "performers": rows, "revision": _revision(request, draft)}
    if rows.wants_row:
        return render(request, "sops/head.html", {"form": form, **context})
    if form.is_bound and form.is_valid() and rows.is_valid():
        given = with_head(request.actor, draft.document, form.cleaned_data, rows.filled)
        if _save(request, form, draft, given):
            messages.success(request, _("Saved."))
            return redirect("sops:edit", version_id)
        context["theirs"] = _theirs(request, draft, given)
    return form_page(request, "sops/head.html", form, context, beside=[rows])


# --- the table ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    """The table as it is typed. Buttons for rows change what is typed; only "save" keeps it."""
    draft = queries.get_draft(request.actor, version_id)
    form = PressForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if not form.is_bound:
        return _table(request, draft, form, rows_of_document(draft.document))
    typed = rows_of_post(request.POST)
    do = request.POST.get("do", "save")
    if do != "save":
        return _table(request, draft, form, pressed(typed, do))
    if form.is_valid() and _save(request, form, draft, _given(request, draft, typed)):
        messages.success(request, _("Saved."))
        return redirect("sops:edit", version_id)
    return _table(request, draft, form, typed, status=422)


@require_POST
def picture(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    """The drawing of the table as it is typed."""
    draft = queries.get_draft(request.actor, version_id)
    drawn = _drawable(request, draft, rows_of_post(request.POST))
    return render(
        request, "sops/parts/picture.html", {"picture": picture_of(request.actor, drawn), "name": "live"}
    )


def _table(
    request: OfficeRequest, draft: DraftPage, form: PressForm, rows: list[TypedRow], status: int = 200
) -> HttpResponse:
    at = getattr(form, "wrong_row", "")
    rows = [
        replace(row, index=n, error=_("Look here.") if f"row-{n + 1}" == at else "")
        for n, row in enumerate(rows)
    ]
    drawn = _drawable(request, draft, rows)
    context = {
        "draft": draft,
        "form": form,
        "rows": rows,
        "performers": draft.document.performers,
        "symbols": Symbol.choices,
        "countings": COUNTINGS,
        "revision": _revision(request, draft),
        "picture": picture_of(request.actor, drawn),
        "theirs": _theirs(request, draft, drawn) if status == 422 else None,
    }
    return render(request, "sops/edit.html", context, status=status)


def _given(
    request: OfficeRequest, draft: DraftPage, rows: list[TypedRow], *, is_picture: bool = False
) -> dict[str, Any]:
    """The draft as plain values with the typed rows in the place of its own."""
    steps = [plain(row, is_picture=is_picture) for row in rows]
    return {**queries.plain_document(request.actor, draft.document), "steps": steps}


def _drawable(request: OfficeRequest, draft: DraftPage, rows: list[TypedRow]) -> Document:
    """What is typed as far as it can be drawn; else the draft as it is saved."""
    try:
        return queries.read_document(request.actor, _given(request, draft, rows, is_picture=True))
    except Refusal:
        return draft.document


# --- saving -----------------------------------------------------------------------------------------------------


def _save(request: OfficeRequest, form: Any, draft: DraftPage, given: dict[str, Any]) -> bool:
    """Whether the whole document was saved; a refusal stands on the form, and what was typed stays."""
    try:
        document = queries.read_document(request.actor, given)
    except Refusal as refusal:
        form.wrong_row = refusal.field
        form.refuse(refusal)
        return False
    done = perform(
        form,
        actions.change_draft,
        request.actor,
        version_id=draft.version_id,
        document=document,
        revision=_revision(request, draft),
    )
    return done is not None


def _revision(request: OfficeRequest, draft: DraftPage) -> int:
    """The saving that the writer had read."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else draft.revision


def _theirs(request: OfficeRequest, draft: DraftPage, given: Any) -> dict[str, Any] | None:
    """Where somebody saved in between: who, and how what is typed here differs from what they saved."""
    if _revision(request, draft) == draft.revision:
        return None
    if not isinstance(given, Document):
        try:
            given = queries.read_document(request.actor, given)
        except Refusal:
            return None
    changes = queries.changes_since(request.actor, draft.version_id, given)
    return {"by": draft.saved_by, "at": draft.saved_at, "changes": changes, "revision": draft.revision}
