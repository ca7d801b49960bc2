"""Places: the register of provinces, regencies, districts and villages, as it stood on any day."""
