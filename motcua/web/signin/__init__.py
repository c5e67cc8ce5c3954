"""The door: signing in and out, and what guards one's own account."""
