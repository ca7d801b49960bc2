"""Parts of addresses beyond ids."""

from __future__ import annotations


class CodeInAddress:
    """The code of a form or of one of its sections: letters of any script, digits, dots, dashes."""

    regex = r"[\w.-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
