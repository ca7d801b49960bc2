"""A proof that today's log begins with an earlier one, which anybody can check without seeing the rows."""

from __future__ import annotations

from dataclasses import dataclass

from anyam.foundation.audit.merkle import consistency_proof, is_consistent, root_of
from anyam.foundation.audit.models import Leaf


@dataclass(frozen=True)
class Proof:
    """The hashes between two sizes of the log, and today's root."""

    size: int
    root: bytes
    hashes: tuple[bytes, ...]

    def proves(self, old_size: int, old_root: bytes) -> bool:
        """Whether the log of `old_size` with this root is the beginning of today's."""
        return is_consistent(old_size, self.size, old_root, self.root, self.hashes)


def proof_from(old_size: int) -> Proof:
    """The proof from `old_size` to all leaves there are now, worked out from the leaves."""
    leaves = [
        bytes(leaf) for leaf in Leaf.objects.order_by("position").values_list("hash", flat=True).iterator()
    ]
    return Proof(len(leaves), root_of(leaves), tuple(consistency_proof(old_size, leaves)))
