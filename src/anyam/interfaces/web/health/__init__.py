"""Whether Anyam is usable, and what people see when it is not."""
