"""Addresses of results: what people read under `/hai-long`, what the team takes along under `/surveys/`."""

from django.urls import path

from motcua.web.results import views

app_name = "results"
urlpatterns = [
    path("hai-long", views.rounds, name="rounds"),
    path("hai-long/<slug:code>", views.survey, name="survey"),
    path("hai-long/<slug:code>.xlsx", views.workbook, name="workbook"),
    path("hai-long/<slug:code>.pdf", views.pdf, name="pdf"),
    path("surveys/<slug:code>/microdata.csv", views.microdata, name="microdata"),
    path("surveys/<slug:code>/codebook.csv", views.codebook, name="codebook"),
]
