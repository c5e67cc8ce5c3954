"""Addresses that belong to no audience."""

from django.urls import path

from motcua.web.shell.views import gallery, health, preferences, site

app_name = "shell"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("theme", preferences.theme, name="theme"),
    path("language", preferences.language, name="language"),
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("gallery", gallery.gallery, name="gallery"),
]
