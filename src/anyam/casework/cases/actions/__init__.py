"""All that can be done to a report or a case."""

from anyam.casework.cases.actions.accepting import (
    accept_plan_action,
    ask_agency_for_action,
    decline_plan_action,
)
from anyam.casework.cases.actions.acting import (
    ChoiceIsUnknown,
    NobodyActs,
    answer_who_is_acting,
    wish_for,
)
from anyam.casework.cases.actions.assessments import (
    complete_assessment,
    save_answers,
)
from anyam.casework.cases.actions.breaking_glass import (
    break_glass,
)
from anyam.casework.cases.actions.cases import (
    assign_case,
    close_case,
    link_sibling,
    note_activity,
    open_cases,
    reopen_case,
)
from anyam.casework.cases.actions.child import (
    DataDestroyed,
    correct_child,
)
from anyam.casework.cases.actions.conferring import (
    close_to_conference,
    open_to_conference,
)
from anyam.casework.cases.actions.drafts import (
    discard_draft,
    move_draft,
    remove_turn,
)
from anyam.casework.cases.actions.forgetting import (
    forget_case_words,
    forget_reporters,
    people_only_in,
    report_ids_only_of,
)
from anyam.casework.cases.actions.interviewing import (
    ask_to_join_interview,
)
from anyam.casework.cases.actions.numbers import (
    give_number,
)
from anyam.casework.cases.actions.one_child import (
    HolderIsBarred,
    join_children,
    part_children,
)
from anyam.casework.cases.actions.parts import (
    OnePartEach,
    PartAgencyUnknown,
    set_task_parts,
)
from anyam.casework.cases.actions.pathways import (
    start_pathway,
)
from anyam.casework.cases.actions.plans import (
    agree_plan,
    change_plan,
    record_progress,
    remove_goal,
    remove_plan_action,
    save_goal,
    save_plan_action,
)
from anyam.casework.cases.actions.ratings import (
    ask_second_rating,
    rate_second,
)
from anyam.casework.cases.actions.reports import (
    answer_without_case,
    take_report,
    triage_report,
)
from anyam.casework.cases.actions.services import (
    record_contact,
    record_review,
)
from anyam.casework.cases.actions.sharing import (
    block_person,
    end_case_access,
    give_access,
    unblock_person,
)
from anyam.casework.cases.actions.standing_in import (
    close_to_stand_in,
    open_to_stand_in,
)
from anyam.casework.cases.actions.views import (
    remove_view,
    save_view,
)

__all__ = [
    "ChoiceIsUnknown",
    "DataDestroyed",
    "HolderIsBarred",
    "NobodyActs",
    "OnePartEach",
    "PartAgencyUnknown",
    "accept_plan_action",
    "agree_plan",
    "answer_who_is_acting",
    "answer_without_case",
    "ask_agency_for_action",
    "ask_second_rating",
    "ask_to_join_interview",
    "assign_case",
    "block_person",
    "break_glass",
    "change_plan",
    "close_case",
    "close_to_conference",
    "close_to_stand_in",
    "complete_assessment",
    "correct_child",
    "decline_plan_action",
    "discard_draft",
    "end_case_access",
    "forget_case_words",
    "forget_reporters",
    "give_access",
    "give_number",
    "join_children",
    "link_sibling",
    "move_draft",
    "note_activity",
    "open_cases",
    "open_to_conference",
    "open_to_stand_in",
    "part_children",
    "people_only_in",
    "rate_second",
    "record_contact",
    "record_progress",
    "record_review",
    "remove_goal",
    "remove_plan_action",
    "remove_turn",
    "remove_view",
    "reopen_case",
    "report_ids_only_of",
    "save_answers",
    "save_goal",
    "save_plan_action",
    "save_view",
    "set_task_parts",
    "start_pathway",
    "take_report",
    "triage_report",
    "unblock_person",
    "wish_for",
]
