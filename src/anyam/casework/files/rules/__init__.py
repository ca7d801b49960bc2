"""What may be taken in, judged by the content alone; pure, and run in a process apart (see `examining`)."""

from anyam.casework.files.rules.names import cleaned_name, disposition
from anyam.casework.files.rules.refusing import MOST_BYTES, Unacceptable

__all__ = ["MOST_BYTES", "Unacceptable", "cleaned_name", "disposition"]
