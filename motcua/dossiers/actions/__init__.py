"""Acts on a dossier: one file, one act, one event."""
