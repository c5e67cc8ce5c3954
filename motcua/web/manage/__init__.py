"""The administrators' pages: units, people and rights in Django's admin, changed by the acts alone."""
