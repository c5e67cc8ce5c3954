"""Addresses of the desk, all under `/desk/`."""

from django.urls import path

from motcua.web.desk.views import act, dossier

app_name = "desk"
urlpatterns = [
    path("dossiers/<str:code>", dossier.dossier, name="dossier"),
    path("dossiers/<str:code>/<slug:slug>/<uuid:row>", act.act, name="act"),
]
