"""The `motcua` command: one module per group, thin."""
