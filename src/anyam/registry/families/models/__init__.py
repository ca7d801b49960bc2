from .care import Care
from .contact import SafeContact
from .household import Household, Membership
from .relation import Relation
from .stay import Stay

__all__ = ["Care", "Household", "Membership", "Relation", "SafeContact", "Stay"]
