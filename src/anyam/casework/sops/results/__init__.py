"""What pages and other apps are told about work, promised times and SOPs."""

from .between import (
    OwedThing,
    Tie,
)
from .document import (
    Coding,
    Document,
    Flow,
    Header,
    Performer,
    Step,
)
from .findings import (
    DesignedRedundancy,
    Finding,
    Instrument,
    Place,
    blocking,
)
from .run import (
    ComingStep,
    RunDetail,
    RunHeader,
    RunnableSop,
    RunStepRow,
)
from .sop_changes import (
    Change,
    DocumentChanges,
    RowChange,
)
from .sops import (
    DraftPage,
    SignatureRow,
    SopDetail,
    SopLists,
    SopRow,
    SopSign,
    ToSign,
    VersionRow,
)
from .work import (
    CaseWork,
    LateWork,
    MyWork,
    PromiseRow,
    UnitWork,
    WorkCounts,
    WorkGroup,
    WorkRow,
)

__all__ = [
    "CaseWork",
    "Change",
    "Coding",
    "ComingStep",
    "DesignedRedundancy",
    "Document",
    "DocumentChanges",
    "DraftPage",
    "Finding",
    "Flow",
    "Header",
    "Instrument",
    "LateWork",
    "MyWork",
    "OwedThing",
    "Performer",
    "Place",
    "PromiseRow",
    "RowChange",
    "RunDetail",
    "RunHeader",
    "RunStepRow",
    "RunnableSop",
    "SignatureRow",
    "SopDetail",
    "SopLists",
    "SopRow",
    "SopSign",
    "Step",
    "Tie",
    "ToSign",
    "UnitWork",
    "VersionRow",
    "WorkCounts",
    "WorkGroup",
    "WorkRow",
    "blocking",
]
