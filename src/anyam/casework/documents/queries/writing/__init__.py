"""Writing a document: gathering what it says through the same queries as the pages, as of now, for its recipient."""

from collections.abc import Callable
from typing import Final

from django.utils import translation

from anyam.foundation.access import Actor

from ...choices import DocumentKind, Register
from ...results import Draft, Field, Head, Wish
from .cases import write_closure, write_plan_copy, write_reunification
from .letters import write_receipt, write_referral_letter
from .reports import write_minutes, write_social_report
from .words import FIELDS_OF

Writer = Callable[[Actor, Wish, Head], Draft]

WRITERS: Final[dict[DocumentKind, Writer]] = {
    DocumentKind.RECEIPT: write_receipt,
    DocumentKind.REFERRAL_LETTER: write_referral_letter,
    DocumentKind.SOCIAL_REPORT: write_social_report,
    DocumentKind.PLAN_COPY: write_plan_copy,
    DocumentKind.MINUTES: write_minutes,
    DocumentKind.REUNIFICATION: write_reunification,
    DocumentKind.CLOSURE_LETTER: write_closure,
}
REGISTER_OF: Final[dict[DocumentKind, Register]] = {
    DocumentKind.RECEIPT: Register.RECEIPTS,
    DocumentKind.REFERRAL_LETTER: Register.LETTERS,
    DocumentKind.SOCIAL_REPORT: Register.REPORTS,
    DocumentKind.PLAN_COPY: Register.LETTERS,
    DocumentKind.MINUTES: Register.RECORDS,
    DocumentKind.REUNIFICATION: Register.RECORDS,
    DocumentKind.CLOSURE_LETTER: Register.LETTERS,
}
# What a child, a family or a reporter takes home may be in their language; what offices file is in Indonesian.
IN_BOTH_LANGUAGES: Final = frozenset(
    {DocumentKind.RECEIPT, DocumentKind.PLAN_COPY, DocumentKind.CLOSURE_LETTER}
)


def written(actor: Actor, wish: Wish, head: Head) -> Draft:
    """What the document would say. Raises NotFound where the actor may not see or issue it, and refusals."""
    language = wish.language.value if wish.kind in IN_BOTH_LANGUAGES else "id"
    with translation.override(language):
        return WRITERS[wish.kind](actor, wish, head)


def fields_of(kind: DocumentKind) -> tuple[Field, ...]:
    """The words that the issuing person adds to a document of this kind."""
    return tuple(
        Field(name, str(label), str(help_text), is_long, is_needed)
        for name, label, help_text, is_long, is_needed in FIELDS_OF.get(kind, ())
    )


__all__ = ["IN_BOTH_LANGUAGES", "REGISTER_OF", "fields_of", "written"]
