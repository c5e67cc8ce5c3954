"""Addresses of the whole installation; each audience brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("motcua.web.shell.urls")),
    path("", include("motcua.web.portal.urls")),
    path("", include("motcua.web.signin.urls")),
    path("counter/", include("motcua.web.counter.urls")),
    path("desk/", include("motcua.web.desk.urls")),
    path("outages/", include("motcua.web.outages.urls")),
    path("registers/", include("motcua.web.registers.urls")),
    path("manage/", include("motcua.web.manage.urls")),
    path("issuing/", include("motcua.web.issuing.urls")),
    path("editor/", include("motcua.web.editor.urls")),
    path("queue/", include("motcua.web.hall.urls")),
    path("", include("motcua.web.results.urls")),
    path("evaluation/", include("motcua.web.evaluation.urls")),
    path("", include("motcua.web.surveys.urls")),
    path("", include("motcua.web.notices.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "motcua.web.shell.views.errors.bad_request"
handler403 = "motcua.web.shell.views.errors.forbidden"
handler404 = "motcua.web.shell.views.errors.not_found"
handler500 = "motcua.web.shell.views.errors.server_error"
