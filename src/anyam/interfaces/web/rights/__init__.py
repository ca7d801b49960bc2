"""Data protection: requests, keeping, incidents and the record of processing."""
