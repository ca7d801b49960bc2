"""What oversight does because of what happened in cases."""
