"""Addresses of the administrators' own pages, all under `/manage/`."""

from django.urls import path

from motcua.web.manage.views import calendars, home, transfers

app_name = "manage"
urlpatterns = [
    path("", home.home, name="home"),
    path("calendars/<slug:code>", calendars.calendar, name="calendar"),
    path("calendars/<slug:code>/decide", calendars.decide, name="decide"),
    path("transfers", transfers.transfers, name="transfers"),
]
