"""Agencies and units with validity dates, positions, delegation and absence."""
