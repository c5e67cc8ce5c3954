"""Một Cửa: the one-stop office. `ls motcua` is the table of contents of the office's work."""
