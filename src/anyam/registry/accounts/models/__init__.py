from .assignment import Assignment
from .sign_in_rules import SignInRules
from .user import User

__all__ = ["Assignment", "SignInRules", "User"]
