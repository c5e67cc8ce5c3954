"""Acts of the cash desk that are more than one dossier's own."""
