"""The menu and the bar: the pages that the actor's roles open, with what waits there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyam.casework.exports.queries import count_waiting as count_exports_waiting
from anyam.casework.messages.queries import count_circulars_to_read, count_to_acknowledge, count_unread
from anyam.casework.referrals.queries import count_expired, count_waiting
from anyam.casework.sops.queries import count_sops_to_sign
from anyam.foundation.access import Actor, Permission
from anyam.registry.accounts.choices import role_name
from anyam.registry.accounts.results import SignedIn
from anyam.registry.agreements.queries import count_agreement_work
from anyam.registry.readiness.queries import count_readiness_work

from .frame import AgencyChoice, Frame, NavGroup, NavItem


@dataclass(frozen=True, slots=True)
class _Link:
    label: Promise
    url_name: str
    permissions: tuple[Permission, ...]
    count: Callable[[Actor], int] | None = None
    is_everyday: bool = False


def _to_verify(actor: Actor) -> int:
    return count_readiness_work(actor) if actor.may(Permission.KEEP_READINESS) else 0


@dataclass(frozen=True, slots=True)
class _Group:
    label: Promise
    links: tuple[_Link, ...]


# The one list of where one can go. The menu shows all of it that the reader's roles open, under these headings; the
# bar shows what is used every day. A new page belongs here, under the heading where its reader would look first.
_MENU = (
    _Group(
        _("Work and cases"),
        (
            _Link(_("My work"), "desk:home", (Permission.SEE_OWN_WORK,), is_everyday=True),
            _Link(_("Reports"), "reports:list", (Permission.SEE_REPORTS,), is_everyday=True),
            _Link(_("Cases"), "cases:list", (Permission.SEE_CASES,), is_everyday=True),
            _Link(_("Our parts in plans"), "cases:tasks", (Permission.ANSWER_REFERRAL,)),
            _Link(_("How far raters agree"), "cases:rating_agreement", (Permission.SEE_WORKLOAD,)),
            _Link(_("Supervision"), "supervision:home", (Permission.TAKE_PART_IN_SUPERVISION,)),
            _Link(_("Workload"), "supervision:unit", (Permission.SEE_WORKLOAD,)),
            _Link(_("Routine duties"), "duties:list", (Permission.SEE_DUTIES,)),
            _Link(_("Owed and owing"), "desk:owed", (Permission.SEE_AGENCY_QUEUE,)),
        ),
    ),
    _Group(
        _("Referrals and services"),
        (
            _Link(
                _("Incoming referrals"),
                "referrals:inbox",
                (Permission.SEE_INBOX,),
                count_waiting,
                is_everyday=True,
            ),
            _Link(_("Sent referrals"), "referrals:outbox", (Permission.SEND_REFERRAL,)),
            _Link(
                _("Late referrals"),
                "referrals:expired",
                (Permission.SEE_EXPIRED_REFERRALS,),
                count_expired,
                is_everyday=True,
            ),
            _Link(_("Official documents"), "documents:register", (Permission.SEE_DOCUMENT_REGISTER,)),
            _Link(_("Services"), "directory:services", (Permission.SEE_DIRECTORY,), is_everyday=True),
            _Link(
                _("Readiness"),
                "readiness:home",
                (Permission.KEEP_READINESS, Permission.KEEP_STANDARDS),
                _to_verify,
            ),
        ),
    ),
    _Group(
        _("Working together"),
        (
            _Link(_("Meetings"), "meetings:list", (Permission.TAKE_PART_IN_MEETINGS,), is_everyday=True),
            _Link(
                _("Messages"),
                "threads:list",
                (Permission.WRITE_MESSAGES,),
                count_to_acknowledge,
                is_everyday=True,
            ),
            _Link(_("Circulars"), "circulars:list", (Permission.SEE_CIRCULARS,), count_circulars_to_read),
            _Link(_("SOPs"), "sops:index", (Permission.SEE_SOPS,), count_sops_to_sign),
            _Link(_("Agreements"), "agreements:list", (Permission.SEE_AGREEMENTS,), count_agreement_work),
            _Link(_("Policies"), "policies:list", (Permission.SEE_AGREEMENTS,)),
            _Link(_("Shared words"), "terms:list", (Permission.SEE_TERMS,)),
            _Link(_("Limits set by law"), "custody:limits", (Permission.SEE_PROMISED_TIMES,)),
            _Link(_("Instruments"), "instruments:index", (Permission.KEEP_INSTRUMENTS,)),
        ),
    ),
    _Group(
        _("Privacy and oversight"),
        (
            _Link(_("Data protection"), "rights:home", (Permission.HANDLE_RIGHTS,), is_everyday=True),
            _Link(_("Looks to judge"), "oversight:reviews", (Permission.REVIEW_LOOKS,), is_everyday=True),
            _Link(
                _("Exports"),
                "exports:overview",
                (Permission.ASK_EXPORT, Permission.APPROVE_EXPORT),
                count_exports_waiting,
            ),
            _Link(_("Sharing what is needed"), "referrals:sharing", (Permission.CHANGE_SHARING_TEMPLATES,)),
            _Link(_("Seals"), "oversight:seals", (Permission.KEEP_CHECKPOINTS,)),
        ),
    ),
    _Group(
        _("Running Anyam"),
        (
            _Link(
                _("Administration"),
                "administration:index",
                (Permission.MANAGE_USERS, Permission.CHANGE_ANY_AGENCY, Permission.SEE_BACKUPS),
                is_everyday=True,
            ),
        ),
    ),
)


def frame_for(request: HttpRequest, someone: SignedIn, *, with_counts: bool = True) -> Frame:
    """The frame of a page for somebody who has signed in; without counts it only says where one can go."""
    actor = someone.actor
    return Frame(
        user_name=actor.user_name,
        agency_name=actor.agency_name,
        role_names=tuple(sorted(role_name(role) for role in actor.roles)),
        menu=_menu(actor, request.path, with_counts=with_counts),
        unread=count_unread(actor) if with_counts and actor.may(Permission.SEE_OWN_NOTIFICATIONS) else 0,
        is_demo=bool(settings.ANYAM_DEMO),
        language=someone.language,
        theme=someone.theme,
        agencies=_agencies(someone),
    )


def _menu(actor: Actor, path: str, *, with_counts: bool) -> tuple[NavGroup, ...]:
    """The headings under which the actor's roles open something, with what they open."""
    urls = {link.url_name: url for group in _MENU for link in group.links if (url := _url_for(actor, link))}
    current = max((url for url in urls.values() if path.startswith(url)), key=len, default="")
    groups = (
        NavGroup(
            str(group.label),
            tuple(
                _item(link, url, current, link.count(actor) if with_counts and link.count else 0)
                for link in group.links
                if (url := urls.get(link.url_name, ""))
            ),
        )
        for group in _MENU
    )
    return tuple(group for group in groups if group.items)


def _item(link: _Link, url: str, current: str, count: int) -> NavItem:
    return NavItem(str(link.label), url, count, current=url == current, in_bar=link.is_everyday)


def _agencies(someone: SignedIn) -> tuple[AgencyChoice, ...]:
    """Only where there is something to switch to."""
    if len(someone.agencies) < 2:
        return ()
    return tuple(
        AgencyChoice(str(agency.id), agency.name, current=agency.id == someone.actor.agency_id)
        for agency in someone.agencies
    )


def _url_for(actor: Actor, link: _Link) -> str:
    """The address, where one of the actor's roles opens it."""
    if not any(actor.may(permission) for permission in link.permissions):
        return ""
    try:
        return reverse(link.url_name)
    except NoReverseMatch:
        return ""
