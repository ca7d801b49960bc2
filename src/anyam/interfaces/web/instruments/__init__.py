"""Pages of instruments: what is in force, uploading with findings, preview, difference; and drawing a filled form."""
