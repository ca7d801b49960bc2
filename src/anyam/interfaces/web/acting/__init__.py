"""Who is already acting: the question beside a form, and the wish to act together."""
