"""XLSForm read, its expressions evaluated, filled forms judged. Pure: no database, no settings."""
