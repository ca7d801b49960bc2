"""What can go wrong with sealed things. No message ever holds what was sealed, or a key."""

from __future__ import annotations


class VaultError(Exception):
    """Something sealed cannot be made or opened."""


class KeysUnsafe(VaultError):
    """The key files can be read by others, are damaged, or hold a key that anybody could guess."""


class KeysMissing(VaultError):
    """The key files, or the version that is needed, are not in the folder."""


class KeyDestroyed(VaultError):
    """The key was destroyed on purpose: what it sealed is gone for good, and nothing new may be sealed with it."""


class SealBroken(VaultError):
    """What is kept was not sealed here: it was changed, moved from another row or column, or has another key."""


class SealedMisuse(TypeError):
    """The program asks something of a sealed column that only a readable one can do."""


class CannotBePickled(VaultError):
    """Keys and words that are not sealed yet stay in this process."""
