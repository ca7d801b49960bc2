"""The documents of agreements, deliveries and policies: what there is, and one of them opened."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.names import cleaned_name
from anyam.foundation.uploads.serving import MEDIA_TYPES, ServedFile, served_copy, served_original
from anyam.foundation.vault.blobs import open_blob
from anyam.registry.agencies.queries import agency_names

from ..choices import DocumentKind
from ..models import COMPARTMENT, Agreement, Document, DocumentSet, Policy, folder
from ..policies import addendum_kinds, agreement_kinds, may_withdraw, policy_kinds
from ..results import AddendumToKeep, DocumentDetail, DocumentList, DocumentRow


@query
def documents_of_agreement(actor: Actor, agreement_id: UUID) -> DocumentList:
    """The papers of an agreement and of its addenda, and which the reader may add. Raises NotFound."""
    agreement = Agreement.objects.visible_to(actor).one(pk=agreement_id)
    require(actor, Permission.SEE_AGREEMENTS)
    parties = list(agreement.parties.all())
    found = Document.objects.filter(agreement=agreement) | Document.objects.filter(
        addendum__agreement=agreement
    )
    return DocumentList(
        rows=document_rows(actor, found.with_subjects()),
        kinds=agreement_kinds(actor, agreement, parties) if actor.agency_id else (),
        addenda=tuple(
            AddendumToKeep(one.pk, one.number, one.title)
            for one in agreement.addenda.all()
            if actor.agency_id and addendum_kinds(actor, one, parties)
        ),
    )


@query
def documents_of_policy(actor: Actor, policy_id: UUID) -> DocumentList:
    """The papers of a policy, and which the reader may add. Raises NotFound."""
    policy = Policy.objects.visible_to(actor).one(pk=policy_id)
    require(actor, Permission.SEE_AGREEMENTS)
    found = Document.objects.filter(policy=policy).with_subjects()
    return DocumentList(document_rows(actor, found), policy_kinds(actor, policy) if actor.agency_id else ())


@query
def get_document(actor: Actor, document_id: UUID) -> DocumentDetail:
    """One paper's line, for the page that asks for a reason. Raises NotFound."""
    document = _in_sight(actor, document_id)
    require(actor, Permission.SEE_AGREEMENTS)
    agreement = document.of_agreement
    return DocumentDetail(
        row=document_rows(actor, [document])[0],
        of=agreement.reference if agreement else document.policy.code if document.policy else "",
        agreement_id=agreement.pk if agreement else None,
        due_id=document.delivery.due_id if document.delivery else None,
        policy_id=document.policy_id,
    )


@query
def open_document(actor: Actor, document_id: UUID) -> ServedFile:
    """The clean copy for reading. Raises NotFound, also for what was withdrawn."""
    document = _to_open(actor, document_id)
    require(actor, Permission.SEE_AGREEMENTS)
    content = open_blob(document.scope_id, COMPARTMENT, document.copy_key, folder().get(document.copy_key))
    return served_copy(content, document.form, _stem(document))


@query
def open_original_document(actor: Actor, document_id: UUID) -> ServedFile:
    """The untouched original, whose SHA-256 stands in the list. Raises NotFound, also for what was withdrawn."""
    document = _to_open(actor, document_id)
    require(actor, Permission.SEE_AGREEMENTS)
    key = document.original_key
    content = open_blob(document.scope_id, COMPARTMENT, key, folder().get(key))
    _media_type, ending = MEDIA_TYPES[Form(document.form)]
    return served_original(content, f"{_stem(document)}.{ending}")


def document_rows(actor: Actor, found: Iterable[Document]) -> tuple[DocumentRow, ...]:
    """Rows of documents that came with what they belong to."""
    documents = list(found)
    agencies = agency_names(actor, {one.agency_id for one in documents})
    return tuple(
        DocumentRow(
            id=one.pk,
            kind=DocumentKind(one.kind),
            title=one.title,
            addendum_number=one.addendum.number if one.addendum else None,
            form_label=str(Form(one.form).label),
            size=one.size,
            digest=one.digest,
            agency=agencies[one.agency_id].short_name,
            kept_at=one.kept_at,
            by_user_id=one.by_user_id,
            withdrawn_at=one.withdrawn_at,
            withdrawn_by_user_id=one.withdrawn_by_user_id,
            withdrawn_reason=one.withdrawn_reason,
            may_open=one.withdrawn_at is None,
            may_withdraw=may_withdraw(actor, one),
        )
        for one in documents
    )


def _in_sight(actor: Actor, document_id: UUID) -> Document:
    visible: DocumentSet = Document.objects.visible_to(actor)
    return visible.with_subjects().one(pk=document_id)


def _to_open(actor: Actor, document_id: UUID) -> Document:
    document = _in_sight(actor, document_id)
    if document.withdrawn_at is not None:
        raise NotFound("document")
    return document


def _stem(document: Document) -> str:
    name = document.title or f"{document.kind}-{document.kept_at:%Y%m%d}"
    return cleaned_name(f"{name}.x", "x").removesuffix(".x")
