"""Agreements between agencies and the rules they rest on: who owes what to whom, until when, by which law."""
