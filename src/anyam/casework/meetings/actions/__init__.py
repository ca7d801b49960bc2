"""All that can be done at and after a meeting."""

from .agenda import add_item, change_item, move_item, remove_item, take_proposals
from .convening import cancel_meeting, convene_conference, convene_forum, move_meeting
from .deciding import (
    DecisionNeedsDay,
    DecisionNeedsEvidence,
    DecisionNeedsOwner,
    DecisionNeedsWords,
    make_decision,
    take_decision_out,
)
from .ending import cancel_conferences_of, end_with_action
from .following import (
    accept_decision,
    confirm_decision,
    decline_decision,
    drop_decision,
    report_decision,
    send_decision_back,
)
from .forgetting import forget_conferences_of
from .holding import (
    SomebodyElseWrote,
    close_minutes,
    open_meeting,
    record_attendance,
    record_dissent,
    write_minutes,
)
from .inviting import OFFERED, answer_invitation, invite_agency, withdraw_invitation
from .planning import make_joint_plan
from .signing import end_signing, object_to_minutes, sign_minutes

__all__ = [
    "OFFERED",
    "DecisionNeedsDay",
    "DecisionNeedsEvidence",
    "DecisionNeedsOwner",
    "DecisionNeedsWords",
    "SomebodyElseWrote",
    "accept_decision",
    "add_item",
    "answer_invitation",
    "cancel_conferences_of",
    "cancel_meeting",
    "change_item",
    "close_minutes",
    "confirm_decision",
    "convene_conference",
    "convene_forum",
    "decline_decision",
    "drop_decision",
    "end_signing",
    "end_with_action",
    "forget_conferences_of",
    "invite_agency",
    "make_decision",
    "make_joint_plan",
    "move_item",
    "move_meeting",
    "object_to_minutes",
    "open_meeting",
    "record_attendance",
    "record_dissent",
    "remove_item",
    "report_decision",
    "send_decision_back",
    "sign_minutes",
    "take_decision_out",
    "take_proposals",
    "withdraw_invitation",
    "write_minutes",
]
