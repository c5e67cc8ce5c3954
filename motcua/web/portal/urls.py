"""Addresses for everybody."""

from django.urls import path

from motcua.web.portal.views import account, home, procedure, sign_in, units

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("procedures/<str:code>", procedure.procedure, name="procedure"),
    path("procedures/<str:code>/versions/<int:number>", procedure.version, name="procedure_version"),
    path("units", units.units, name="units"),
    path("units/<slug:code>", units.unit, name="unit"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("account", account.account, name="account"),
]
