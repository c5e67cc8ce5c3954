"""The editors' screens: procedures, their drafts and internal processes, changed without a developer."""
