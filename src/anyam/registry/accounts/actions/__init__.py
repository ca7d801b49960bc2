"""Changes to users and their assignments."""

from .assigning import (
    AgencyClosed,
    AlreadyAssigned,
    DatesReversed,
    LastAdministrator,
    OwnRole,
    UnknownRole,
    assign_role,
    end_assignment,
)
from .keeping import (
    NotAUserName,
    UserNameTaken,
    WithoutName,
    change_own_details,
    change_user,
    create_user,
)
from .passwords import PasswordStays, PasswordTooWeak, WrongPassword, set_password, set_temporary_password
from .preferences import change_language, change_theme
from .signing_in import note_sign_in

__all__ = [
    "AgencyClosed",
    "AlreadyAssigned",
    "DatesReversed",
    "LastAdministrator",
    "NotAUserName",
    "OwnRole",
    "PasswordStays",
    "PasswordTooWeak",
    "UnknownRole",
    "UserNameTaken",
    "WithoutName",
    "WrongPassword",
    "assign_role",
    "change_language",
    "change_own_details",
    "change_theme",
    "change_user",
    "create_user",
    "end_assignment",
    "note_sign_in",
    "set_password",
    "set_temporary_password",
]
