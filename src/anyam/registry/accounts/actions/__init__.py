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
from .linking import (
    NoOfficeSignIn,
    SubjectTaken,
    link_office_account,
    link_own_office_account,
    unlink_office_account,
    unlink_own_office_account,
)
from .passwords import PasswordStays, PasswordTooWeak, WrongPassword, set_password, set_temporary_password
from .preferences import change_language, change_theme
from .proving import (
    ClonedPasskey,
    WrongCode,
    WrongProof,
    prove_by_code,
    prove_by_passkey,
    prove_by_password,
)
from .second_factors import (
    add_app,
    add_passkey,
    make_recovery_codes,
    remove_factor,
    reset_second_factors,
)
from .sessions import SessionGone, end_other_sessions, end_own_session
from .sign_in_rules import change_sign_in_rules
from .signing_in import note_sign_in

__all__ = [
    "AgencyClosed",
    "AlreadyAssigned",
    "ClonedPasskey",
    "DatesReversed",
    "LastAdministrator",
    "NoOfficeSignIn",
    "NotAUserName",
    "OwnRole",
    "PasswordStays",
    "PasswordTooWeak",
    "SessionGone",
    "SubjectTaken",
    "UnknownRole",
    "UserNameTaken",
    "WithoutName",
    "WrongCode",
    "WrongPassword",
    "WrongProof",
    "add_app",
    "add_passkey",
    "assign_role",
    "change_language",
    "change_own_details",
    "change_sign_in_rules",
    "change_theme",
    "change_user",
    "create_user",
    "end_assignment",
    "end_other_sessions",
    "end_own_session",
    "link_office_account",
    "link_own_office_account",
    "make_recovery_codes",
    "note_sign_in",
    "prove_by_code",
    "prove_by_passkey",
    "prove_by_password",
    "remove_factor",
    "reset_second_factors",
    "set_password",
    "set_temporary_password",
    "unlink_office_account",
    "unlink_own_office_account",
]
