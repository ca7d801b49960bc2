"""Pages: one folder for each area, the layouts and components they share."""
