"""The demo district: two years of casework in one regency, lived through by calling the real actions."""
