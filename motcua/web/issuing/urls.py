"""Addresses of issuing, all under `/issuing/`."""

from django.urls import path

from motcua.web.issuing.views import drafting, signed, templates

app_name = "issuing"
urlpatterns = [
    path("templates", templates.templates, name="templates"),
    path("templates/new", templates.new, name="new_template"),
    path("templates/preview.pdf", templates.preview, name="preview_template"),
    path("templates/<slug:code>", templates.template, name="template"),
    path("templates/<slug:code>/retire", templates.retire, name="retire_template"),
    path("<str:code>/draft", drafting.draft, name="draft"),
    path("<str:code>/draft/preview.pdf", drafting.preview, name="preview"),
    path("<str:code>/drafts/<int:number>.pdf", drafting.draft_pdf, name="draft_pdf"),
    path("<str:code>/signed/<uuid:key>.pdf", signed.signed_pdf, name="signed_pdf"),
    path("<str:code>/signed/<uuid:key>", signed.signed, name="signed"),
]
