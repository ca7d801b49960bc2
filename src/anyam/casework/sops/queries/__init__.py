from .case_work import (
    due_of_subjects,
    next_work_of_cases,
    open_work_of_case,
)
from .checking import (
    bpmn_of,
    check_sop,
    check_sops,
    event_log_as,
    example_instruments,
    example_sops,
    propose_codes,
    sop_from_elsewhere,
    sop_in_bpmn,
)
from .logs import log_of_runs
from .promises import (
    due_by_promise,
    get_promise_to_change,
    get_promised_time,
    promised_times,
)
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
from .sop_findings import (
    findings_of_district,
    findings_of_document,
    findings_of_version,
    instruments_of_district,
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
from .unit_work import (
    work_of_unit,
)
from .work import (
    count_work,
    find_late_work,
    find_my_work,
    find_my_work_in,
    has_open_work,
    late_work_by_agency,
    routine_work_between,
)

__all__ = [
    "bpmn_of",
    "changes_since",
    "check_sop",
    "check_sops",
    "compare_versions",
    "count_sops_to_sign",
    "count_work",
    "documents_in_force",
    "draw_sop",
    "due_by_promise",
    "due_of_subjects",
    "event_log_as",
    "example_instruments",
    "example_sops",
    "find_late_work",
    "find_my_work",
    "find_my_work_in",
    "find_sops",
    "findings_of_district",
    "findings_of_document",
    "findings_of_version",
    "get_draft",
    "get_promise_to_change",
    "get_promised_time",
    "get_run",
    "get_sop",
    "get_sop_to_sign",
    "get_sop_version",
    "has_open_work",
    "instruments_of_district",
    "late_work_by_agency",
    "log_of_runs",
    "next_work_of_cases",
    "open_work_of_case",
    "plain_document",
    "promised_times",
    "propose_codes",
    "read_document",
    "routine_work_between",
    "run_of_step",
    "runs_of_case",
    "sop_from_elsewhere",
    "sop_in_bpmn",
    "sop_paper",
    "sops_to_run",
    "work_of_unit",
]
