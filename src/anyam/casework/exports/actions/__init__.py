from .asking import ask_export, withdraw_export
from .deciding import approve_export, refuse_export
from .expiring import expire_exports
from .fetching import fetch_export, read_passphrase
from .making import make_export

__all__ = [
    "approve_export",
    "ask_export",
    "expire_exports",
    "fetch_export",
    "make_export",
    "read_passphrase",
    "refuse_export",
    "withdraw_export",
]
