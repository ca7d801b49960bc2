"""People: children and the adults around them, each kind of knowledge in its own table."""
