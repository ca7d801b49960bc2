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
from anyam.foundation.access import Actor, Permission

from ..components.parts import Link, Notice
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, page_number
from .forms import MailForm

_PAGES = {
    SubjectKind.REFERRAL: "referrals:detail",
    SubjectKind.CASE: "cases:summary",
    SubjectKind.REPORT: "reports:detail",
    SubjectKind.LOOK_REVIEW: "oversight:review",
    SubjectKind.RIGHTS_REQUEST: "rights:request",
    SubjectKind.DESTRUCTION: "rights:destruction",
    SubjectKind.BREACH: "rights:breach",
    SubjectKind.SOP_STEP: "pathways:step",
    SubjectKind.AGREEMENT: "agreements:detail",
    SubjectKind.AGREEMENT_PARTY: "agreements:party",
    SubjectKind.OBLIGATION: "agreements:due",
    SubjectKind.POLICY: "policies:detail",
    SubjectKind.POLICY_DRAFT: "policies:draft",
    SubjectKind.CONSULTATION: "policies:request",
    SubjectKind.MEETING: "meetings:detail",
    SubjectKind.DECISION: "meetings:decision",
    SubjectKind.SERVICE: "directory:service",
    SubjectKind.FILLED_CHECKLIST: "readiness:filling",
    SubjectKind.PAPER: "readiness:paper",
    SubjectKind.CERTIFICATE: "readiness:certificate",
    SubjectKind.DUTY: "duties:occurrence",
    SubjectKind.JOIN_WISH: "acting:wish",
    SubjectKind.SOP: "sops:version",
    SubjectKind.SOP_SIGNATURE: "sops:signature",
    SubjectKind.THREAD: "threads:detail",
    SubjectKind.ACKNOWLEDGEMENT: "threads:receipt",
    SubjectKind.CIRCULAR: "circulars:detail",
    SubjectKind.CIRCULAR_RECEIPT: "circulars:receipt",
    SubjectKind.TERM: "terms:detail",
}
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
    needed = {
        SubjectKind.CASE: (Permission.SEE_CASES,),
        SubjectKind.REPORT: (Permission.SEE_REPORTS,),
        SubjectKind.LOOK_REVIEW: (Permission.SEE_OWN_ACCOUNT,),
        SubjectKind.BACKUP: (Permission.SEE_BACKUPS,),
        SubjectKind.REFERRAL: (
            Permission.SEE_INBOX,
            Permission.SEND_REFERRAL,
            Permission.SEE_EXPIRED_REFERRALS,
        ),
        SubjectKind.RIGHTS_REQUEST: (Permission.HANDLE_RIGHTS,),
        SubjectKind.DESTRUCTION: (Permission.MANAGE_RETENTION,),
        SubjectKind.BREACH: (Permission.HANDLE_BREACHES,),
        SubjectKind.AGREEMENT: (Permission.SEE_AGREEMENTS,),
        SubjectKind.AGREEMENT_PARTY: (Permission.SEE_AGREEMENTS,),
        SubjectKind.OBLIGATION: (Permission.SEE_AGREEMENTS,),
        SubjectKind.POLICY: (Permission.SEE_AGREEMENTS,),
        SubjectKind.POLICY_DRAFT: (Permission.SEE_AGREEMENTS,),
        SubjectKind.CONSULTATION: (Permission.SEE_AGREEMENTS,),
        SubjectKind.MEETING: (Permission.TAKE_PART_IN_MEETINGS,),
        SubjectKind.DECISION: (Permission.TAKE_PART_IN_MEETINGS,),
        SubjectKind.SERVICE: (Permission.SEE_DIRECTORY,),
        SubjectKind.FILLED_CHECKLIST: (Permission.SEE_DIRECTORY,),
        SubjectKind.PAPER: (Permission.SEE_DIRECTORY,),
        SubjectKind.CERTIFICATE: (Permission.KEEP_READINESS,),
        SubjectKind.DUTY: (Permission.SEE_DUTIES,),
        SubjectKind.JOIN_WISH: (Permission.SEE_CASES,),
        SubjectKind.SOP: (Permission.SEE_SOPS,),
        SubjectKind.SOP_SIGNATURE: (Permission.SEE_SOPS,),
        SubjectKind.THREAD: (Permission.WRITE_MESSAGES,),
        SubjectKind.ACKNOWLEDGEMENT: (Permission.WRITE_MESSAGES,),
        SubjectKind.CIRCULAR: (Permission.SEE_CIRCULARS,),
        SubjectKind.CIRCULAR_RECEIPT: (Permission.SEE_CIRCULARS,),
        SubjectKind.TERM: (Permission.SEE_TERMS,),
    }
    sees = _SEEN.get(row.subject_kind)
    if sees and not sees(actor, row.subject_id):
        return reverse("desk:home")
    if row.subject_kind == SubjectKind.BACKUP and actor.may(Permission.SEE_BACKUPS):
        return reverse("backups:overview")
    if any(actor.may(permission) for permission in needed[row.subject_kind]):
        return reverse(_PAGES[row.subject_kind], args=[row.subject_id])
    return reverse("desk:home")
