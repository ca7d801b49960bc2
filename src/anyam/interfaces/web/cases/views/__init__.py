"""The views of case pages, one file per tab."""
