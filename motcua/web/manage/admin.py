"""What Django's admin finds: importing the pages registers them."""

from motcua.web.manage import factor_rules, halls, people, units, users, weekly_hours

__all__ = ["factor_rules", "halls", "people", "units", "users", "weekly_hours"]
