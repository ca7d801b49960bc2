"""Measurements of Anyam on itself: how pages behave in a small district and in one ten times as large."""
