"""Is everything as it was written: the journal by itself, and the tables against the journal."""
