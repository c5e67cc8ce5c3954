"""Screens. They own no rules."""
