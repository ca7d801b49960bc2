"""Exports: asking, the second pair of eyes, taking the result."""
