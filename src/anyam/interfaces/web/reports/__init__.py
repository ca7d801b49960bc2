"""Reports: taking them, triage, opening cases."""
