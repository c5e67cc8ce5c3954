"""What every screen shares: base pages, components, access, htmx."""
