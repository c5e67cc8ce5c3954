"""What Django's admin finds: importing the pages registers them."""

from motcua.web.manage import factor_rules, people, units

__all__ = ["factor_rules", "people", "units"]
