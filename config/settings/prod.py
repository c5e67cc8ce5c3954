"""Real installations and the demo: nothing but the base, which is safe by default."""

from config.settings.base import *
