"""Which documents fit where an agreement stands."""

from __future__ import annotations

from ..choices import AddendumState, AgreementState, DocumentKind

MOST_DOCUMENTS = 30
"""So many lie with one agreement, addendum, delivery or policy; withdrawn ones count, for their contents stay."""
KINDS_OF_POLICY = (DocumentKind.OFFICIAL, DocumentKind.ANNEX, DocumentKind.OTHER)


def kinds_of_agreement(state: str) -> tuple[DocumentKind, ...]:
    """What may be added now: while parties sign, nothing but the signed paper lies down beside the text they read."""
    if state == AgreementState.DRAFT:
        return (DocumentKind.ANNEX, DocumentKind.OTHER)
    if state == AgreementState.SIGNING:
        return (DocumentKind.SIGNED,)
    if state == AgreementState.DROPPED:
        return ()
    return (DocumentKind.SIGNED, DocumentKind.ANNEX, DocumentKind.OTHER)


def kinds_of_addendum(state: str) -> tuple[DocumentKind, ...]:
    """The paper of an addendum, unless it was dropped."""
    return () if state == AddendumState.DROPPED else (DocumentKind.ADDENDUM,)
