"""The database server and the process that serves; no domain."""
