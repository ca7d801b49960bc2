from .diversion import Diversion, DiversionTerm
from .hold import Hold, HoldSet
from .legal_limit import LegalLimit
from .matter import Matter, SocialPaper

__all__ = ["Diversion", "DiversionTerm", "Hold", "HoldSet", "LegalLimit", "Matter", "SocialPaper"]
