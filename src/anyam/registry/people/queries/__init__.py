"""Answers about people. Whether a person is the reader's business is known by the case above, which asks first."""

from .finding import bearers_of_uncommon_names, find_people, name_keys
from .knowing import (
    address_of,
    addresses_of,
    get_identity,
    identity_opened_to,
    lifetimes_of,
    masked_names_of,
    names_of,
    oldest_age_on,
)
from .together import in_sight_among, merge_by_id, merges_of, only_present_in, present_in, records_of

__all__ = [
    "address_of",
    "addresses_of",
    "bearers_of_uncommon_names",
    "find_people",
    "get_identity",
    "identity_opened_to",
    "in_sight_among",
    "lifetimes_of",
    "masked_names_of",
    "merge_by_id",
    "merges_of",
    "name_keys",
    "names_of",
    "oldest_age_on",
    "only_present_in",
    "present_in",
    "records_of",
]
