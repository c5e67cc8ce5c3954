"""What Django's admin finds: importing the pages registers them."""

from motcua.web.manage import people, units

__all__ = ["people", "units"]
