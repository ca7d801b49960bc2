from .asking import ask_export, withdraw_export
from .deciding import approve_export, refuse_export
from .expiring import expire_exports
from .fetching import fetch_export, read_passphrase
from .forgetting import export_ids_of, forget_exports_of
from .making import make_export

__all__ = [
    "approve_export",
    "ask_export",
    "expire_exports",
    "export_ids_of",
    "fetch_export",
    "forget_exports_of",
    "make_export",
    "read_passphrase",
    "refuse_export",
    "withdraw_export",
]
