"""Addresses of outages and of what is entered after them, all under `/outages/`."""

from django.urls import path

from motcua.web.outages import views

app_name = "outages"
urlpatterns = [
    path("", views.outages, name="list"),
    path("<uuid:key>", views.outage, name="outage"),
    path("<uuid:key>/template.xlsx", views.template, name="template"),
    path("<uuid:key>/enter", views.enter, name="enter"),
    path("<uuid:key>/drop", views.drop, name="drop"),
]
