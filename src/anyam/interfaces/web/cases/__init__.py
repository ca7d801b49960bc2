"""Cases: the list and every page of one case."""
