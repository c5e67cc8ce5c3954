"""Append-only events: audit line, outbox and hash chain in one."""
