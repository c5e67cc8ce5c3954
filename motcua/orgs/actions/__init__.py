"""What can be done to units: one act, one file."""
