"""What can be done with procedures; one act, one file."""
