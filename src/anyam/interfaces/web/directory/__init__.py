"""The service directory: who offers what, and who can take a child now."""
