"""Documents of SOPs as values: read, drawn, compared, set on paper."""

from typing import Any
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require

from ..models import SopVersion
from ..results import Document, DocumentChanges
from ..results.drawing import Drawing
from ..rules.comparing import compare
from ..rules.documents import from_json, to_json
from ..rules.drawing import draw, read_aloud
from ..rules.paper import set_sop
from .sops import get_sop


@query
def read_document(actor: Actor, given: object) -> Document:
    """The document that somebody is writing, out of plain values. Raises DocumentFault with a sentence and its row."""
    require(actor, Permission.SEE_SOPS)
    return from_json(given)


@query
def plain_document(actor: Actor, document: Document) -> dict[str, Any]:
    """The document as the plain values that `read_document` reads."""
    require(actor, Permission.SEE_SOPS)
    return to_json(document)


@query
def draw_sop(actor: Actor, document: Document) -> tuple[Drawing, tuple[str, ...]]:
    """The picture of a document, finished or not, and the same in sentences."""
    require(actor, Permission.SEE_SOPS)
    return draw(document), tuple(read_aloud(document))


@query
def compare_versions(actor: Actor, sop_id: UUID, old: int, new: int) -> DocumentChanges:
    """What the version `new` of an SOP says differently from `old`. Raises NotFound."""
    require(actor, Permission.SEE_SOPS)
    found = SopVersion.objects.visible_to(actor)
    before, after = (from_json(found.one(sop_id=sop_id, number=number).document) for number in (old, new))
    return compare(before, after)


@query
def changes_since(actor: Actor, version_id: UUID, document: Document) -> DocumentChanges:
    """What `document`, as somebody is writing it, says differently from the draft as it is saved. Raises NotFound."""
    require(actor, Permission.SEE_SOPS)
    return compare(from_json(SopVersion.objects.visible_to(actor).one(pk=version_id).document), document)


@query
def sop_paper(actor: Actor, sop_id: UUID, number: int) -> bytes:
    """One version as PDF in the official layout. Raises NotFound."""
    require(actor, Permission.SEE_SOPS)
    return set_sop(get_sop(actor, sop_id, number))
