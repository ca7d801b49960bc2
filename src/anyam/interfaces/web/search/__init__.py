"""One search over cases, children, reports, agencies and services."""
