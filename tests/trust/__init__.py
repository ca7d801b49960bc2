"""The figures board: what is claimed about safety, tried many times, each row with a fault that must be caught."""
