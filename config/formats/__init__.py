"""How dates and times are typed and shown: day first in both languages, never the American way."""
