"""SIPAS, citizens' satisfaction measured soundly: samples, estimates, ranks, with their uncertainty."""
