"""Official documents: the register, issuing, the paper office of an agency, and what partners without sign-in see."""
