"""A case's files: list, upload, reading, and the pages that ask for a reason."""
