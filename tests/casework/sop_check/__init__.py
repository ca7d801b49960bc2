"""The check of SOPs, their exchange with other programs, and the examples shipped."""
