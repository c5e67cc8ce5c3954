"""Small pure helpers with real names; no Django, no clock, no database."""
