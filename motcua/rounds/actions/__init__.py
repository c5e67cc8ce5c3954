"""Acts of the survey team, one a file."""
