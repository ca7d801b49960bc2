"""Answers about people. Whether a person is the reader's business is known by the case above, which asks first."""

from .finding import find_people
from .knowing import addresses_of, get_identity, masked_names_of, person_names, relations_of

__all__ = ["addresses_of", "find_people", "get_identity", "masked_names_of", "person_names", "relations_of"]
