"""Pages of policies: the register, one policy with what rests on it, and drafting together."""
