"""Pages of agreements: what waits, the register, one agreement, what is owed, the calendar and its feed."""
