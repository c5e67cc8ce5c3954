"""Addresses of the desk, all under `/desk/`."""

from django.urls import path

from motcua.web.desk.views import act, approvals, bulk, dossier, filters, papers, worklist, workload

app_name = "desk"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("bulk", bulk.bulk, name="bulk"),
    path("filters", filters.filters, name="filters"),
    path("filters/new", filters.new, name="new_filter"),
    path("filters/<int:key>", filters.change, name="filter"),
    path("filters/<int:key>/delete", filters.delete, name="delete_filter"),
    path("approvals", approvals.approvals, name="approvals"),
    path("workload", workload.workload, name="workload"),
    path("dossiers/<str:code>", dossier.dossier, name="dossier"),
    path("dossiers/<str:code>/control.pdf", papers.control, name="control"),
    path("dossiers/<str:code>/files/<uuid:attachment>/<int:page>.png", papers.file_page, name="file_page"),
    path("dossiers/<str:code>/<slug:slug>/<uuid:row>", act.act, name="act"),
]
