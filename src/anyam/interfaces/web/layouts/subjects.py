"""Where each thing that work and notices are about is opened, and whose roles open it: the one list of both."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Permission


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """The page of one kind of thing; any one of the permissions opens it."""

    url_name: str
    permissions: tuple[Permission, ...]
    has_id: bool = True

    def address(self, subject_id: UUID) -> str:
        return reverse(self.url_name, args=[subject_id] if self.has_id else [])

    def is_open_to(self, actor: Actor) -> bool:
        """Whether the actor's roles open such pages; the page itself still asks about this very thing."""
        return any(actor.may(permission) for permission in self.permissions)


_ANYBODY = (Permission.SEE_OWN_ACCOUNT,)
_AGREEMENTS = (Permission.SEE_AGREEMENTS,)
_CIRCULARS = (Permission.SEE_CIRCULARS,)
_DIRECTORY = (Permission.SEE_DIRECTORY,)
_MEETINGS = (Permission.TAKE_PART_IN_MEETINGS,)
_MESSAGES = (Permission.WRITE_MESSAGES,)
_REFERRALS = (Permission.SEE_INBOX, Permission.SEND_REFERRAL, Permission.SEE_EXPIRED_REFERRALS)
_SOPS = (Permission.SEE_SOPS,)
_SUPERVISION = (Permission.TAKE_PART_IN_SUPERVISION,)

SUBJECT_PAGES = {
    SubjectKind.REPORT: SubjectPage("reports:detail", (Permission.SEE_REPORTS,)),
    SubjectKind.CASE: SubjectPage("cases:summary", (Permission.SEE_CASES,)),
    SubjectKind.REFERRAL: SubjectPage("referrals:detail", _REFERRALS),
    SubjectKind.LOOK_REVIEW: SubjectPage("oversight:review", _ANYBODY),
    SubjectKind.SEAL: SubjectPage("oversight:seals", _ANYBODY, has_id=False),
    SubjectKind.BACKUP: SubjectPage("backups:overview", (Permission.SEE_BACKUPS,), has_id=False),
    SubjectKind.RIGHTS_REQUEST: SubjectPage("rights:request", (Permission.HANDLE_RIGHTS,)),
    SubjectKind.DESTRUCTION: SubjectPage("rights:destruction", (Permission.MANAGE_RETENTION,)),
    SubjectKind.BREACH: SubjectPage("rights:breach", (Permission.HANDLE_BREACHES,)),
    SubjectKind.SOP: SubjectPage("sops:version", _SOPS),
    SubjectKind.SOP_SIGNATURE: SubjectPage("sops:signature", _SOPS),
    SubjectKind.SOP_STEP: SubjectPage("pathways:step", _SOPS),
    SubjectKind.AGREEMENT: SubjectPage("agreements:detail", _AGREEMENTS),
    SubjectKind.AGREEMENT_PARTY: SubjectPage("agreements:party", _AGREEMENTS),
    SubjectKind.OBLIGATION: SubjectPage("agreements:due", _AGREEMENTS),
    SubjectKind.POLICY: SubjectPage("policies:detail", _AGREEMENTS),
    SubjectKind.POLICY_DRAFT: SubjectPage("policies:draft", _AGREEMENTS),
    SubjectKind.CONSULTATION: SubjectPage("policies:request", _AGREEMENTS),
    SubjectKind.MEETING: SubjectPage("meetings:detail", _MEETINGS),
    SubjectKind.INVITATION: SubjectPage("meetings:invitation", _MEETINGS),
    SubjectKind.DECISION: SubjectPage("meetings:decision", _MEETINGS),
    SubjectKind.SERVICE: SubjectPage("directory:service", _DIRECTORY),
    SubjectKind.FILLED_CHECKLIST: SubjectPage("readiness:filling", _DIRECTORY),
    SubjectKind.PAPER: SubjectPage("readiness:paper", _DIRECTORY),
    SubjectKind.CERTIFICATE: SubjectPage("readiness:certificate", (Permission.KEEP_READINESS,)),
    SubjectKind.DUTY: SubjectPage("duties:occurrence", (Permission.SEE_DUTIES,)),
    SubjectKind.JOIN_WISH: SubjectPage("acting:wish", (Permission.SEE_CASES,)),
    SubjectKind.INTERVIEW: SubjectPage("facts:interview", (Permission.SEE_CASES,)),
    SubjectKind.THREAD: SubjectPage("threads:detail", _MESSAGES),
    SubjectKind.ACKNOWLEDGEMENT: SubjectPage("threads:receipt", _MESSAGES),
    SubjectKind.CIRCULAR: SubjectPage("circulars:detail", _CIRCULARS),
    SubjectKind.CIRCULAR_RECEIPT: SubjectPage("circulars:receipt", _CIRCULARS),
    SubjectKind.ABSENCE: SubjectPage("supervision:absence", _SUPERVISION),
    SubjectKind.HANDOVER: SubjectPage("supervision:handover", _SUPERVISION),
    SubjectKind.SUPERVISION: SubjectPage("supervision:session", _SUPERVISION),
    SubjectKind.CASE_DECISION: SubjectPage("supervision:decision", _SUPERVISION),
    SubjectKind.TERM: SubjectPage("terms:detail", (Permission.SEE_TERMS,)),
    SubjectKind.RATING: SubjectPage("cases:rating", (Permission.SEE_CASES,)),
    SubjectKind.HOLD: SubjectPage("custody:hold", (Permission.SEE_HOLD_ALARMS,)),
    SubjectKind.SOCIAL_PAPER: SubjectPage(
        "custody:paper", (Permission.SEE_CASES, Permission.ANSWER_FOR_HOLDS)
    ),
    SubjectKind.DIVERSION: SubjectPage("custody:diversion", (Permission.SEE_CASES,)),
    SubjectKind.DIVERSION_TERM: SubjectPage("custody:term", (Permission.SEE_CASES,)),
}
