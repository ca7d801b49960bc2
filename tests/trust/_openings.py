"""By which dossier and which part each protected table opens: declared here, compared with both enforcers."""

from __future__ import annotations

from dataclasses import dataclass

from anyam.foundation.access import Permission
from anyam.foundation.access.choices import Part


@dataclass(frozen=True)
class Way:
    """The column that names the dossier, and the part that must be open."""

    dossier: str
    part: Part = Part.WORK


def by(dossier: str, part: Part = Part.WORK) -> tuple[Way, ...]:
    return (Way(dossier, part),)


WORDS = (Way("referral_id", Part.SUMMARY), Way("referral__case_id"))
"""The words of a referral: to whom they were sent, and to whom the case is open."""

MEETING = (Way("meeting_id"), Way("dossier_id"))
"""What belongs to a meeting: to those it invited, and to those to whom its case is open."""

THREAD = (Way("case_id", Part.NARRATIVE), Way("referral_id", Part.SUMMARY), Way("room_id"))
"""What agencies write: to those to whom the words of the case, the summary of the referral, or the meeting are open."""

_THREADS = ("messages_thread", "messages_threadmessage", "messages_acknowledgement")
RIGHTS = tuple(
    f"rights_{name}"
    for name in ("request", "requestwords", "legalhold", "breachwords", "breachsubject", "breachnotice")
)
OPENINGS: dict[str, tuple[Way, ...]] = {
    "acting_joinwish": by("dossier_id"),
    "cases_case": by("pk"),
    "cases_report": by("pk"),
    "cases_reporter": by("report_id", Part.REPORTER),
    "cases_reportedchild": by("report_id"),
    "cases_reportedperson": by("report_id"),
    "cases_triage": by("report_id"),
    "cases_narrative": by("dossier_id", Part.NARRATIVE),
    "cases_assessment": by("case_id"),
    "cases_answer": by("dossier_id", Part.NARRATIVE),
    "cases_healthanswer": by("dossier_id", Part.HEALTH),
    "cases_legalanswer": by("dossier_id", Part.LEGAL),
    "cases_caseneed": by("case_id"),
    "cases_plan": by("case_id"),
    "cases_goal": by("plan__case_id"),
    "cases_planaction": by("goal__plan__case_id"),
    "cases_contact": by("case_id"),
    "cases_review": by("case_id"),
    "cases_blindrating": by("case_id", Part.NARRATIVE),
    "cases_closure": by("case_id"),
    "cases_caselink": by("case_id"),
    "consents_consent": by("case_id"),
    "consents_consentwords": by("case_id", Part.NARRATIVE),
    "consents_childview": by("case_id", Part.NARRATIVE),
    "facts_fact": by("dossier_id", Part.NARRATIVE),
    "facts_healthfact": by("dossier_id", Part.HEALTH),
    "facts_legalfact": by("dossier_id", Part.LEGAL),
    "facts_interview": by("dossier_id", Part.NARRATIVE),
    "facts_sparedinterview": by("dossier_id", Part.NARRATIVE),
    **{
        f"custody_{name}": by("case_id", Part.LEGAL)
        for name in ("hold", "matter", "socialpaper", "diversion", "diversionterm")
    },
    "files_casefile": by("case_id", Part.FILES),
    "files_originalopening": by("case_id", Part.FILES),
    "meetings_meeting": (Way("pk"), Way("dossier_id")),
    **dict.fromkeys(("meetings_invitation", "meetings_agendaitem", "meetings_dissent"), MEETING),
    "meetings_decision": (Way("pk"), *MEETING),
    **dict.fromkeys(_THREADS, THREAD),
    **dict.fromkeys(("supervision_handoverwords", "supervision_casedecision"), by("case_id", Part.NARRATIVE)),
    "people_person": by("presences__dossier_id", Part.IDENTITY),
    "people_identity": by("person__presences__dossier_id", Part.IDENTITY),
    "people_safeaddress": by("person__presences__dossier_id", Part.ADDRESS),
    **{
        f"families_{name}": by("dossier_id", Part.IDENTITY)
        for name in ("relation", "household", "membership", "care")
    },
    **dict.fromkeys(("families_safecontact", "families_stay"), by("dossier_id", Part.ADDRESS)),
    "documents_documentwords": by("dossier_id"),
    "documents_reply": by("case_id"),
    "referrals_referral": (Way("pk"), Way("case_id")),
    "referrals_referralsummary": WORDS,
    "referrals_referralmessage": WORDS,
    # Python never hands these out by the access table; see the reason in WIDER_TO_READ.
    "access_block": (),
    "people_namekey": (),
    "people_presence": (),
    "people_merging": (),  # the system alone: it would tell the reader of one record that there is another
    "oversight_lookreview": (),
    "supervision_sessionwords": (),
    **dict.fromkeys(RIGHTS, ()),
}
WITHIN = {
    "referrals_referralsummary": ("referral_id", "referrals_referral"),
    "referrals_referralmessage": ("referral_id", "referrals_referral"),
}
"""Rows that are read with another row only: words with their referral."""

BARRED_BESIDE = {
    "referrals_referral": "case_id",
    **dict.fromkeys(
        (
            "meetings_meeting",
            "meetings_invitation",
            "meetings_agendaitem",
            "meetings_dissent",
            "meetings_decision",
            *_THREADS,
        ),
        "dossier_id",
    ),
}
"""Another dossier whose blocks count as well: barred from the case is from its referrals, conferences, threads."""

OWN = ("cases_savedview", "messages_mailwish")
"""Rows with a column user_id, for that user alone."""

_LISTED = "digests and ids that only answer whether they are equal; read while finding people"
WIDER_TO_READ = {
    "access_block": "every policy reads it to refuse; who is barred from a number is no word about a child",
    "people_namekey": _LISTED,
    "people_presence": _LISTED,
    **dict.fromkeys(
        RIGHTS, "requests belong to a district and an officer, not to a dossier; their words are sealed"
    ),
    "supervision_sessionwords": "two people, named in the row itself, and no dossier",
    "oversight_lookreview": "the office of the reviewers; which of them may judge is asked in Python",
}
_BY_ACTION = "the action asks for the dossier's own level first; a person has no level"
WIDER_TO_CHANGE = WIDER_TO_READ | {
    "people_person": _BY_ACTION,
    "people_identity": _BY_ACTION,
    "people_safeaddress": _BY_ACTION,
}
# What the program's own querysets ask beside the access table; without the permission they show nothing.
ASKED_BESIDE: dict[str, Permission | None] = {
    "cases.Case": Permission.SEE_CASES,
    "cases.Report": Permission.SEE_REPORTS,
    "referrals.Referral": None,
    "meetings.Meeting": Permission.TAKE_PART_IN_MEETINGS,
    "meetings.Decision": Permission.TAKE_PART_IN_MEETINGS,
    "messages.Thread": Permission.WRITE_MESSAGES,
    "messages.ThreadMessage": Permission.WRITE_MESSAGES,
    "messages.Acknowledgement": Permission.WRITE_MESSAGES,
    "people.Person": None,
    "people.SafeAddress": None,
    "oversight.LookReview": None,
    "supervision.CaseDecision": Permission.SEE_CASES,
    "rights.Request": None,
}
