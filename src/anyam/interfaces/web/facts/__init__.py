"""What is already known about a child, and the register of interviews with it."""
