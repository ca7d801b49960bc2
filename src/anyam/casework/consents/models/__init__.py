"""The tables of consent: what was answered lies apart from the names and words around it."""

from .consent import Consent, ConsentSet, ConsentWords
from .view import ChildView

__all__ = ["ChildView", "Consent", "ConsentSet", "ConsentWords"]
