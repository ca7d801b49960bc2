from .files import CaseFile, OriginalOpening
from .folder import COMPARTMENT, folder

__all__ = ["COMPARTMENT", "CaseFile", "OriginalOpening", "folder"]
