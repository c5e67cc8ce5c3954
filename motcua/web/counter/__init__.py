"""The counter: where dossiers are brought, guided, refused, handed over, and results returned."""
