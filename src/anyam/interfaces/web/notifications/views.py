"""A person's notifications."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.messages import actions, queries
from anyam.casework.messages.results import NotificationRow
from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor

from ..components.parts import Link, Notice
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, page_number
from ..layouts.subjects import SUBJECT_PAGES
from .forms import MailForm

# Who looks after late work is told of it, but not always let in: what agencies write about a case is theirs.
_SEEN = {
    SubjectKind.THREAD: queries.sees_thread,
    SubjectKind.ACKNOWLEDGEMENT: queries.sees_acknowledgement,
}


@require_GET
def inbox(request: OfficeRequest) -> HttpResponse:
    is_unread_only = request.GET.get("bagian") == "belum"
    page = queries.find_notifications(request.actor, is_unread_only=is_unread_only, page=page_number(request))
    unread = queries.count_unread(request.actor)
    here = reverse("notifications:inbox")
    views = [
        Link(_("All"), here, current=not is_unread_only),
        Link(_("Unread"), f"{here}?bagian=belum", unread, current=is_unread_only),
    ]
    context = {"page": page, "items": [_notice(row) for row in page.rows], "views": views, "unread": unread}
    return render(request, "notifications/inbox.html", context)


@require_GET
def open_one(request: OfficeRequest, notification_id: UUID) -> HttpResponse:
    """Mark it read and go where it leads."""
    row = actions.mark_read(request.actor, notification_id=notification_id)
    return redirect(_address(request.actor, row))


@require_http_methods(["GET", "POST"])
def mail(request: OfficeRequest) -> HttpResponseBase:
    """Choose to be told by e-mail, or stop it."""
    form = MailForm(
        request.POST or None,
        initial=vars(queries.own_mail_wish(request.actor)),
        actor=request.actor,
    )
    if form.is_bound and form.is_valid():
        address = form.cleaned_data["address"]
        if perform(form, actions.choose_mail, request.actor, address=address, habit=form.habit):
            messages.success(request, _("Saved.") if address else _("You get no e-mail any more."))
            return redirect("notifications:inbox")
    return form_page(request, "notifications/mail.html", form, {"back_url": reverse("notifications:inbox")})


@require_POST
def read_all(request: OfficeRequest) -> HttpResponse:
    count = actions.mark_all_read(request.actor)
    messages.success(
        request, ngettext("%(n)s marked as read.", "%(n)s marked as read.", count) % {"n": count}
    )
    return redirect("notifications:inbox")


def _notice(row: NotificationRow) -> Notice:
    return Notice(
        row.sentence, reverse("notifications:open", args=[row.id]), row.created_at, is_read=row.is_read
    )


def _address(actor: Actor, row: NotificationRow) -> str:
    """The page it is about; the desk for those who may not open that page, such as a head."""
    sees = _SEEN.get(row.subject_kind)
    if sees and not sees(actor, row.subject_id):
        return reverse("desk:home")
    page = SUBJECT_PAGES[row.subject_kind]
    return page.address(row.subject_id) if page.is_open_to(actor) else reverse("desk:home")
