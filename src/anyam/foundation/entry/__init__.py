"""Entry: the sessions of people who have signed in, counted guesses, and forms that wait for a proof."""
