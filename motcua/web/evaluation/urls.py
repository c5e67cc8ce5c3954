"""Addresses of evaluations, all under `/evaluation/`."""

from django.urls import path

from motcua.web.evaluation import views

app_name = "evaluation"
urlpatterns = [
    path("", views.own, name="own"),
    path("agencies", views.agencies, name="agencies"),
]
