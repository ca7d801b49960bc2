from .case_work import due_of_subjects, next_work_of_cases, open_work_of_case
from .promises import due_by_promise, get_promise_to_change, get_promised_time, promised_times
from .runs import (
    get_run,
    run_of_step,
    runs_of_case,
    sops_to_run,
)
from .sop_documents import (
    changes_since,
    compare_versions,
    draw_sop,
    plain_document,
    read_document,
    sop_paper,
)
from .sops import (
    count_sops_to_sign,
    documents_in_force,
    find_sops,
    get_draft,
    get_sop,
    get_sop_to_sign,
    get_sop_version,
)
from .work import count_work, find_late_work, find_my_work, find_my_work_in, has_open_work

__all__ = [
    "changes_since",
    "compare_versions",
    "count_sops_to_sign",
    "count_work",
    "documents_in_force",
    "draw_sop",
    "due_by_promise",
    "due_of_subjects",
    "find_late_work",
    "find_my_work",
    "find_my_work_in",
    "find_sops",
    "get_draft",
    "get_promise_to_change",
    "get_promised_time",
    "get_run",
    "get_sop",
    "get_sop_to_sign",
    "get_sop_version",
    "has_open_work",
    "next_work_of_cases",
    "open_work_of_case",
    "plain_document",
    "promised_times",
    "read_document",
    "run_of_step",
    "runs_of_case",
    "sop_paper",
    "sops_to_run",
]
