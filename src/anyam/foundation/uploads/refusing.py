"""Saying no to a file."""

MOST_BYTES = 20 * 1024 * 1024


class Unacceptable(Exception):
    """The file is not taken in; `code` is one of `choices.NotAccepted`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def refuse_unless(is_fine: bool, code: str) -> None:
    """Raise Unacceptable(code) unless `is_fine`."""
    if not is_fine:
        raise Unacceptable(code)
