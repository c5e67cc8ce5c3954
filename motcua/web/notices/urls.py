"""Addresses of one's own notices."""

from django.urls import path

from motcua.web.notices import views

app_name = "notices"
urlpatterns = [
    path("notices", views.notices, name="list"),
    path("notices/read", views.read, name="read"),
    path("notices/letters", views.letters, name="letters"),
]
