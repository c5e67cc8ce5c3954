"""Waiting in the hall of a one-stop unit: numbered tickets, who is called next, how long people wait."""
