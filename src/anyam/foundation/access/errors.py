"""The answers to those who may not."""


class NotFound(Exception):
    """There is no such thing, as far as this actor may know. Pages answer 404."""


class NotAllowed(NotFound):
    """The actor's roles do not hold the permission. Pages answer 404 too: a refusal must not confirm existence."""


class StepUpNeeded(Exception):
    """The actor may do this, after proving once more who they are. Pages lead to the proof and back."""


class PermissionNotChecked(Exception):
    """A programmer's error: an action or query ended without having asked. Its transaction is rolled back."""


class OutsideAction(Exception):
    """A programmer's error: a step ran outside an action that had asked."""
