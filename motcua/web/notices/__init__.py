"""What an officer is told: the list of notices, and whether a daily letter goes out."""
