"""What may stand on paper for whom: the least that the recipient needs for its part. This table decides, nothing else.

Paper lies on desks and is copied. So less goes on it than the sender may show on the screen, and it depends on who
reads it: a school learns what is asked of it, never what was done to the child. The ground is that personal data are
used only as far as the purpose needs (UU 27/2022 art. 16(2)(a) and (b)), and that a child's identity is kept from the
public (UU 11/2012 art. 19; UU 35/2014 art. 64).
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from ..choices import DocumentKind, Recipient


class Group(StrEnum):
    """Kinds of agencies that need the same."""

    SCHOOL = "school"
    HEALTH = "health"
    LAW = "law"
    CARE = "care"
    OTHER = "other"


class Shared(StrEnum):
    """What a referral's summary can hold."""

    NAME = "name"
    AGE = "age"
    SEX = "sex"
    VILLAGE = "village"
    REQUEST = "request"
    FACTS = "facts"
    SAFETY = "safety"
    INTERVIEW = "interview"
    CONTACT = "contact"


_GROUPS: Final[dict[Group, frozenset[str]]] = {
    Group.SCHOOL: frozenset(
        {"school", "special_school", "learning_centre", "education_office", "religious_affairs"}
    ),
    Group.HEALTH: frozenset(
        {"hospital", "health_centre", "psychology_service", "health_office", "narcotics_agency"}
    ),
    Group.LAW: frozenset(
        {"police", "prosecutor", "court", "religious_court", "probation", "witness_protection", "legal_aid"}
    ),
    Group.CARE: frozenset(
        {
            "integrated_service",
            "social_office",
            "protection_office",
            "protection_unit",
            "shelter",
            "ministry_centre",
            "care_institution",
            "law_children_institution",
        }
    ),
}

_S = Shared
ON_LETTER: Final[dict[Group, frozenset[Shared]]] = {
    Group.SCHOOL: frozenset({_S.NAME, _S.AGE, _S.REQUEST, _S.SAFETY, _S.CONTACT}),
    Group.HEALTH: frozenset({_S.NAME, _S.AGE, _S.SEX, _S.REQUEST, _S.SAFETY, _S.INTERVIEW, _S.CONTACT}),
    Group.LAW: frozenset(Shared),
    Group.CARE: frozenset({_S.NAME, _S.AGE, _S.SEX, _S.VILLAGE, _S.REQUEST, _S.SAFETY, _S.CONTACT}),
    Group.OTHER: frozenset({_S.NAME, _S.AGE, _S.REQUEST}),
}

# What the page behind a reply sheet leaves out of the letter: whoever finds the sheet learns nobody's name.
NAMES: Final = frozenset({_S.NAME, _S.CONTACT, _S.VILLAGE})

_HARMLESS: Final = frozenset(
    {
        "do_not_visit_home",
        "do_not_call_home",
        "needs_companion",
        "needs_interpreter",
        "has_disability",
        "female_officer",
    }
)
# That the reported person is near, or that a child may harm itself, tells what happened: only those who must act on it.
FLAGS_FOR: Final[dict[Group, frozenset[str]]] = {
    Group.SCHOOL: _HARMLESS - {"female_officer"},
    Group.HEALTH: _HARMLESS | {"self_harm", "secret_address"},
    Group.LAW: _HARMLESS | {"self_harm", "secret_address", "reported_person_near"},
    Group.CARE: _HARMLESS | {"self_harm", "secret_address", "reported_person_near"},
    Group.OTHER: frozenset(),
}

_ANY: Final = frozenset(Group)
MAY_RECEIVE: Final[dict[DocumentKind, frozenset[Group | Recipient]]] = {
    DocumentKind.RECEIPT: frozenset({Recipient.REPORTER}),
    DocumentKind.REFERRAL_LETTER: _ANY,
    DocumentKind.SOCIAL_REPORT: frozenset({Group.LAW, Group.CARE}),
    DocumentKind.PLAN_COPY: frozenset({Recipient.FAMILY}),
    DocumentKind.MINUTES: frozenset({Recipient.PARTICIPANTS}),
    DocumentKind.REUNIFICATION: frozenset({Recipient.FAMILY}),
    DocumentKind.CLOSURE_LETTER: frozenset({Recipient.FAMILY}),
}


def group_of(agency_kind: str) -> Group:
    """The group of a kind of agency; what nobody has thought of needs the least."""
    return next((group for group, kinds in _GROUPS.items() if agency_kind in kinds), Group.OTHER)


def may_receive(kind: DocumentKind, recipient: Recipient, agency_kind: str = "") -> bool:
    """Whether a document of this kind may go there at all."""
    wanted = group_of(agency_kind) if recipient is Recipient.AGENCY else recipient
    return wanted in MAY_RECEIVE[kind]


def letter_words(agency_kind: str, *, is_named: bool = True) -> frozenset[Shared]:
    """What of a summary stands on the letter; without names, what the page behind its reply sheet shows."""
    shown = ON_LETTER[group_of(agency_kind)]
    return shown if is_named else shown - NAMES


def flags_for(agency_kind: str, flags: Iterable[str]) -> tuple[str, ...]:
    """Those of the safety flags that this kind of agency must know."""
    known = FLAGS_FOR[group_of(agency_kind)]
    return tuple(flag for flag in flags if flag in known)
