"""Administration: what an administrator keeps up to date."""
