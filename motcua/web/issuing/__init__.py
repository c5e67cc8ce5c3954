"""Screens of issuing: results drafted, signed files opened and checked, templates written."""
