"""The heart: one dossier from receipt to result, promised for an exact hour, passed between named owners."""
