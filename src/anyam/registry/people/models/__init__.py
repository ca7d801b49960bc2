from .address import SafeAddress
from .identity import Identity
from .name_key import NameKey
from .person import Person, PersonSet
from .presence import Presence
from .relation import Relation

__all__ = ["Identity", "NameKey", "Person", "PersonSet", "Presence", "Relation", "SafeAddress"]
