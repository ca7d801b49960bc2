"""Documents: added to an agreement, an addendum, a delivery or a policy, and withdrawn with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.sweeping import settled_contents, sweep
from anyam.foundation.uploads.taking import examined
from anyam.foundation.vault.blobs import seal_blob

from ..choices import DocumentKind, DocumentOf
from ..events import DocumentKept, DocumentWithdrawn, ObligationEvidenceAdded
from ..models import COMPARTMENT, Addendum, Agreement, Delivery, Document, Policy, folder
from ..policies import addendum_kinds, agreement_kinds, delivery_kinds, may_withdraw, policy_kinds
from ..rules import MOST_DOCUMENTS
from .keeping import NotPossibleAsWritten, NotTheMoment, event_of, line

_KEEPING = (
    Permission.DRAFT_AGREEMENTS,
    Permission.SIGN_AGREEMENTS,
    Permission.KEEP_OBLIGATIONS,
    Permission.ACT_FOR_OUTSIDE_BODIES,
    Permission.KEEP_POLICIES,
)


class TooManyDocuments(Refusal):
    sentence = _("Thirty documents are the most here. Put several pages into one PDF.")


@dataclass(frozen=True)
class Examined:
    """A content that may come in: what it is, as it was brought, and its clean copy."""

    form: Form
    original: bytes
    copy: bytes

    @classmethod
    def of(cls, content: bytes) -> Examined:
        """Judge a content by itself. Raises FileNotAccepted."""
        form, copy = examined(content)
        return cls(form, content, copy)


@action(is_once=True)
def keep_document(
    actor: Actor,
    *,
    about: str,
    subject_id: UUID,
    kind: str,
    title: str,
    content: bytes,
    once: UUID | None = None,
) -> UUID:
    """Add a paper: judged by its content in a process apart, its original sealed, a clean copy beside it.

    Whoever is to answer a delivery gets news of a paper that comes after it was said.

    Who may is asked before the content is judged, and again after it, under a lock: judging may take half a minute.
    """
    require_any(actor, *_KEEPING)
    _may_keep(actor, about, subject_id, kind, is_locked=False)
    named = line(title, "title", 160, is_needed=kind != DocumentKind.EVIDENCE)
    paper = Examined.of(content)
    subject = _may_keep(actor, about, subject_id, kind, is_locked=True)
    document_id = lay_down(actor, subject, kind, named, paper)
    if isinstance(subject, Delivery):
        record(actor, event_of(ObligationEvidenceAdded, subject.due))
    return document_id


@action()
def withdraw_document(actor: Actor, *, document_id: UUID, reason: str) -> None:
    """Withdraw a paper: its line stays and says why, its content opens no more."""
    require_any(actor, *_KEEPING)
    found = Document.objects.visible_to(actor).with_subjects().select_for_update(of=("self",))
    document = found.one(pk=document_id)
    if document.withdrawn_at is not None:
        raise NotTheMoment()
    if not may_withdraw(actor, document):
        raise NotAllowed(str(document_id))
    document.withdrawn_reason = line(reason, "reason", 400, is_needed=True)
    document.withdrawn_at, document.withdrawn_by_user_id = clock.now(), actor.user_id
    document.save(update_fields=["withdrawn_reason", "withdrawn_at", "withdrawn_by_user_id"])
    about, about_id = _belongs_to(document)
    record(actor, DocumentWithdrawn(document.pk, about, about_id, document.kind))


@action()
def sweep_documents(actor: Actor) -> int:
    """Remove settled contents without a row; how many there were. Raises SweepLooksWrong instead of emptying all."""
    require(actor, Permission.SWEEP_FILES)
    lying = settled_contents(folder())
    known: set[UUID] = set()
    for keys in Document.objects.values_list("original_key", "copy_key").iterator():
        known.update(keys)
    return sweep(folder(), lying, known)


def lay_down(
    actor: Actor,
    subject: Agreement | Addendum | Delivery | Policy,
    kind: str,
    title: str,
    paper: Examined,
) -> UUID:
    """Seal original and copy, then write the row; should this break off, the sweep takes what no row knows."""
    if actor.agency_id is None:
        raise NotAllowed("an agency keeps")
    about = _ABOUT[type(subject)]
    if subject.documents.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments(field="content")
    document = Document(
        **{about.value: subject},
        kind=kind,
        title=title,
        form=paper.form,
        size=len(paper.original),
        digest=hashlib.sha256(paper.original).hexdigest(),
        agency_id=actor.agency_id,
        kept_at=clock.now(),
        by_user_id=actor.user_id,
    )
    for key, content in ((document.original_key, paper.original), (document.copy_key, paper.copy)):
        folder().put(key, seal_blob(document.scope_id, COMPARTMENT, key, content))
    document.save(force_insert=True)
    record(actor, DocumentKept(document.pk, about, subject.pk, kind))
    return document.pk


# --- what it belongs to -----------------------------------------------------------------------------------------------

_ABOUT: dict[type, DocumentOf] = {
    Agreement: DocumentOf.AGREEMENT,
    Addendum: DocumentOf.ADDENDUM,
    Delivery: DocumentOf.DELIVERY,
    Policy: DocumentOf.POLICY,
}


def _may_keep(
    actor: Actor, about: str, subject_id: UUID, kind: str, *, is_locked: bool
) -> Agreement | Addendum | Delivery | Policy:
    """What the paper is for, in sight and open to this kind of paper; NotFound where the actor may add none."""
    if about not in _FINDING or actor.agency_id is None:
        raise NotFound("subject")
    subject, kinds = _FINDING[DocumentOf(about)](actor, subject_id, is_locked)
    if not kinds:
        raise NotAllowed(str(subject_id))
    if kind not in kinds:
        raise NotPossibleAsWritten(_("Choose what it is."), field="kind")
    return subject


def _agreement(actor: Actor, pk: UUID, is_locked: bool) -> tuple[Agreement, tuple[DocumentKind, ...]]:
    found = Agreement.objects.visible_to(actor)
    agreement = (found.select_for_update(of=("self",)) if is_locked else found).one(pk=pk)
    return agreement, agreement_kinds(actor, agreement, agreement.parties.all())


def _addendum(actor: Actor, pk: UUID, is_locked: bool) -> tuple[Addendum, tuple[DocumentKind, ...]]:
    found = Addendum.objects.filter(agreement__in=Agreement.objects.visible_to(actor))
    found = found.select_related("agreement")
    addendum = (found.select_for_update(of=("self",)) if is_locked else found).filter(pk=pk).first()
    if addendum is None:
        raise NotFound("addendum")
    return addendum, addendum_kinds(actor, addendum, addendum.agreement.parties.all())


def _delivery(actor: Actor, pk: UUID, is_locked: bool) -> tuple[Delivery, tuple[DocumentKind, ...]]:
    visible = Agreement.objects.visible_to(actor)
    found = Delivery.objects.filter(due__obligation__agreement__in=visible)
    found = found.select_related(
        "due__obligation__agreement", "due__obligation__debtor", "due__obligation__creditor"
    )
    delivery = (found.select_for_update(of=("self",)) if is_locked else found).filter(pk=pk).first()
    if delivery is None:
        raise NotFound("delivery")
    return delivery, delivery_kinds(actor, delivery)


def _policy(actor: Actor, pk: UUID, is_locked: bool) -> tuple[Policy, tuple[DocumentKind, ...]]:
    found = Policy.objects.visible_to(actor)
    policy = (found.select_for_update(of=("self",)) if is_locked else found).one(pk=pk)
    return policy, policy_kinds(actor, policy)


_Found = tuple[Agreement | Addendum | Delivery | Policy, tuple[DocumentKind, ...]]
_FINDING: dict[DocumentOf, Callable[[Actor, UUID, bool], _Found]] = {
    DocumentOf.AGREEMENT: _agreement,
    DocumentOf.ADDENDUM: _addendum,
    DocumentOf.DELIVERY: _delivery,
    DocumentOf.POLICY: _policy,
}


def _belongs_to(document: Document) -> tuple[DocumentOf, UUID]:
    ids = ((about, getattr(document, f"{about.value}_id")) for about in DocumentOf)
    return next((about, found) for about, found in ids if found)
