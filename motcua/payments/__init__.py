"""The cash desk: receipts that were written wrong, and sheets that balance each officer's day."""
