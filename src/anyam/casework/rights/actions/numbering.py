"""Numbers for requests, certificates and incidents: short, said on the telephone, and telling nothing."""

from uuid import UUID

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def number_of(letters: str, identifier: UUID) -> str:
    """For example "HD-7K2M9-XQ4TR", from the random end of an identifier."""
    digits = "".join(_ALPHABET[(identifier.int >> shift) & 31] for shift in range(45, -1, -5))
    return f"{letters}-{digits[:5]}-{digits[5:]}"
