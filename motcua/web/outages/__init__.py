"""Dossiers that were taken on paper while the system could not be used, entered later from one file."""
