"""Addresses of the registers, all under `/registers/`."""

from django.urls import path

from motcua.web.registers import views

app_name = "registers"
urlpatterns = [
    path("", views.books, name="books"),
    path("<str:unit>/<int:year>", views.book, name="book"),
    path("<str:unit>/<int:year>.xlsx", views.workbook, name="workbook"),
    path("<str:unit>/<int:year>.pdf", views.pdf, name="pdf"),
]
