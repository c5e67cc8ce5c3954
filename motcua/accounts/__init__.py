"""Officers, sign-in, roles and permissions."""
