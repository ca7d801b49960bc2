"""How Anyam is put together and started: settings, addresses, the embedded database. Nothing about children."""
