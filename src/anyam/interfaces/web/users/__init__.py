"""Administration of users and their roles."""
