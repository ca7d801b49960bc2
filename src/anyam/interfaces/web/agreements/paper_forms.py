"""What is asked to add a document to an agreement, a delivery or a policy, and to withdraw one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from anyam.registry.agreements.choices import DocumentKind, DocumentOf
from anyam.registry.agreements.results import AddendumToKeep

from ..components import widgets
from ..components.forms import AnyamForm
from ..files.uploads import ACCEPTED

_NO_CHILD = _("Write nothing about a child; documents of cases belong into the case's files.")
_FORMS = _("Picture, PDF, Word, Excel or plain text, up to 20 MB.")


def file_field(label: Any, *, hint: Any = _FORMS, required: bool = True) -> forms.FileField:
    """A file to choose. What may come in is judged by its content, in the action."""
    return forms.FileField(
        label=label,
        help_text=hint,
        required=required,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


def content_of(given: Any) -> bytes | None:
    """The chosen file's bytes; None where none was chosen."""
    return None if given is None else bytes(given.read())


class DocumentForm(AnyamForm):
    kind = forms.ChoiceField(label=_("What is it?"), widget=widgets.RadioCards())
    title = forms.CharField(label=_("How is it called, in a few words?"), max_length=160, help_text=_NO_CHILD)
    content = file_field(_("File"))

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[DocumentKind],
        addenda: Sequence[AddendumToKeep] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        papers = [
            (str(one.id), _("Signed addendum %(n)s: %(title)s") % {"n": one.number, "title": one.title})
            for one in addenda
        ]
        self.offer("kind", [*((one.value, one.label) for one in kinds), *papers])
        self._addenda = {str(one.id): one.id for one in addenda}

    def wish(self, about: DocumentOf, subject_id: UUID) -> dict[str, Any]:
        """What the action takes; the paper of an addendum goes to the addendum."""
        kind = self.cleaned_data["kind"]
        if kind in self._addenda:
            about, subject_id, kind = DocumentOf.ADDENDUM, self._addenda[kind], DocumentKind.ADDENDUM
        return {
            "about": about,
            "subject_id": subject_id,
            "kind": kind,
            "title": self.cleaned_data["title"],
            "content": content_of(self.cleaned_data["content"]),
            "once": self.once,
        }


class EvidenceForm(AnyamForm):
    title = forms.CharField(
        label=_("What does it show, in a few words?"), max_length=160, required=False, help_text=_NO_CHILD
    )
    content = file_field(_("File"))


class WithdrawDocumentForm(AnyamForm):
    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
        help_text=_("Everybody who sees the list reads this. Write nothing about a child."),
    )
