"""Agencies: who works for children in a district, what each offers, and whether it can take a child now."""
