"""What a BPMN file gave, and what an SOP has no place for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .document import Document


@dataclass(frozen=True)
class Ignored:
    """An element of the file that was left out or read as something else."""

    element: str
    identifier: str
    is_kept_as_activity: bool = False

    @property
    def sentence(self) -> str:
        facts = {"element": self.element, "id": self.identifier}
        if self.is_kept_as_activity:
            return _("%(element)s “%(id)s” has no symbol in an SOP and became an activity.") % facts
        return _("%(element)s “%(id)s” was left out: an SOP has no place for it.") % facts


@dataclass(frozen=True)
class BpmnRead:
    document: Document
    ignored: tuple[Ignored, ...]
