"""The component library: what pages are built from, and the gallery that shows it."""
