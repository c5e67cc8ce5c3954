"""The desk: officers at their work on dossiers, and the leaders who sign and watch."""
