"""Refusals: the answer to a wish that may be wished but not now."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Refusal(Exception):
    """An action was refused because the moment or the data is not right; nothing was changed.

    Each app names its refusals beside the action that raises them. `sentence` is shown to the person as it is, so it
    says in plain words what is the matter and what can be done.
    """

    sentence: Sentence = _("This cannot be done now.")

    def __init__(self, sentence: Sentence | None = None, *, field: str = "") -> None:
        self.sentence = sentence or self.sentence
        self.field = field
        super().__init__(str(self.sentence))

    @property
    def code(self) -> str:
        """The refusal's stable name for machines."""
        return type(self).__name__
