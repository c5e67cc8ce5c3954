"""Samples that anyone can draw again: how many, from where, and which."""
