"""Screens for everybody: procedures, units, signing in."""
