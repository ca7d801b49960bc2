"""The typed way in for other programs; permission stays in actions and queries."""
