"""What can go wrong, in words for the person at the keyboard."""


class BackupFailed(Exception):
    """No backup was made; the message says why and what to do."""


class BackupRefused(Exception):
    """This backup cannot be trusted or opened; nothing was written. The message says what is the matter with it."""


class RestoreFailed(Exception):
    """The restore began and could not be finished; what it had written was taken away again."""


class CustodyRefused(Exception):
    """The words or names do not fit; nothing was changed."""
