from .address import SafeAddress
from .identity import Identity
from .merging import Merging, merged_among, records_together, standing_merges
from .name_key import NameKey
from .person import Person, PersonSet
from .presence import Presence

__all__ = [
    "Identity",
    "Merging",
    "NameKey",
    "Person",
    "PersonSet",
    "Presence",
    "SafeAddress",
    "merged_among",
    "records_together",
    "standing_merges",
]
