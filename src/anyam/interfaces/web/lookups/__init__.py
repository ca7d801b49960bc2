"""Choices looked up while typing: villages, places, services. Each address is a page of its own too."""
