"""The words of agreements, of what is owed under them, and of policies."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    """PP 28/2018: joint agreement, cooperation agreement under it, action plan; with a ministry a synergy note."""

    JOINT = "joint", _("Joint agreement (Kesepakatan Bersama)")
    COOPERATION = "cooperation", _("Cooperation agreement (PKS)")
    ACTION_PLAN = "action_plan", _("Action plan")
    SYNERGY = "synergy", _("Note of agreement with a central body (Nota Kesepakatan)")


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Being signed")
    SIGNED = "signed", _("Signed, not yet in force")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Run out")
    ENDED = "ended", _("Ended early")
    RENEWED = "renewed", _("Renewed")
    DROPPED = "dropped", _("Draft dropped")


class EndReason(models.TextChoices):
    """Why an agreement ends before its term."""

    MUTUAL = "mutual", _("By consent of all parties")
    NOT_KEPT = "not_kept", _("Obligations were not kept")
    REPLACED = "replaced", _("Replaced by another agreement or rule")
    FORCE_MAJEURE = "force_majeure", _("Events nobody could avert (force majeure)")
    NO_FUNDS = "no_funds", _("No budget")


class Recurrence(models.TextChoices):
    ONCE = "once", _("Once")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    HALF_YEARLY = "half_yearly", _("Every six months")
    YEARLY = "yearly", _("Every year")


class DueState(models.TextChoices):
    """Where one due delivery stands. Only the creditor makes it kept."""

    OWED = "owed", _("To be delivered")
    DELIVERED = "delivered", _("Delivered, waits for acceptance")
    REFUSED = "refused", _("Not accepted, to be delivered again")
    ACCEPTED = "accepted", _("Accepted by the creditor")
    RELEASED = "released", _("Released by the creditor")
    LAPSED = "lapsed", _("Lapsed with the agreement")


class Answer(models.TextChoices):
    """The creditor's word on one delivery."""

    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


class AddendumState(models.TextChoices):
    SIGNING = "signing", _("Being signed")
    IN_FORCE = "in_force", _("In force")
    DROPPED = "dropped", _("Dropped")


class DocumentOf(StrEnum):
    """What a document belongs to."""

    AGREEMENT = "agreement"
    ADDENDUM = "addendum"
    DELIVERY = "delivery"
    POLICY = "policy"


class DocumentKind(models.TextChoices):
    """What a document is for its agreement, its delivery or its policy."""

    SIGNED = "signed", _("Signed paper")
    ANNEX = "annex", _("Annex (lampiran)")
    ADDENDUM = "addendum", _("Signed addendum")
    EVIDENCE = "evidence", _("Evidence of a delivery")
    OFFICIAL = "official", _("Official text")
    OTHER = "other", _("Other")


class PolicyKind(models.TextChoices):
    """In the order of UU 12/2011: law, government, president, minister, region, then decrees."""

    UU = "uu", _("Law (UU)")
    PP = "pp", _("Government regulation (PP)")
    PERPRES = "perpres", _("Presidential regulation (Perpres)")
    PERMEN = "permen", _("Ministerial regulation")
    PERDA_PROV = "perda_prov", _("Provincial regulation (Perda provinsi)")
    PERGUB = "pergub", _("Governor's regulation (Pergub)")
    PERDA = "perda", _("District regulation (Perda)")
    PERBUP = "perbup", _("Regulation of regent or mayor (Perbup/Perwali)")
    DECREE = "sk", _("Decree (SK)")
    CIRCULAR = "se", _("Circular (SE)")
    OTHER = "other", _("Other")


LOCAL_KINDS = (PolicyKind.PERDA, PolicyKind.PERBUP, PolicyKind.DECREE, PolicyKind.CIRCULAR, PolicyKind.OTHER)
"""What a district makes itself."""


class DraftState(models.TextChoices):
    WRITING = "writing", _("Being written")
    CONSULTATION = "consultation", _("Open for comments")
    RESOLVING = "resolving", _("Comments are being answered")
    ADOPTED = "adopted", _("Adopted")
    DROPPED = "dropped", _("Dropped")


class Resolution(models.TextChoices):
    """What became of one comment."""

    OPEN = "open", _("Not answered yet")
    TAKEN = "taken", _("Taken over")
    PARTLY = "partly", _("Partly taken over")
    NOT_TAKEN = "not_taken", _("Not taken over")


class CalendarKind(models.TextChoices):
    """What stands on the calendar."""

    BEGINS = "begins", _("begins")
    ENDS = "ends", _("ends")
    REVIEW = "review", _("is reviewed")
    DUE = "due", _("due")
    CONSULTATION = "consultation", _("comments close")
    POLICY_REVIEW = "policy_review", _("policy is reviewed")
    POLICY_ENDS = "policy_ends", _("policy ends")
