"""A district's year, played through the real acts (ADR 12)."""
