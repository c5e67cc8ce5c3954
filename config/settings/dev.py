"""A developer's machine: errors with tracebacks, static files straight from the sources."""

from config.settings.base import *

DEBUG = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
