"""The pages of the fact sheet and of the register of interviews."""
