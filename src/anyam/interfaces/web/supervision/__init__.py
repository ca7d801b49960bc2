"""Supervision: how the work is shared out, handed over and talked through."""
