"""Consent in a case: what holds, asking, taking back, and the child's own view."""
