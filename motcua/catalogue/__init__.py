"""Administrative procedures as published, immutable versions."""
