"""Questions about templates."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from motcua.issuing.models import Template, TemplateVersion


def newest() -> QuerySet[TemplateVersion]:
    """The newest version of every template, those in use first, by name."""
    numbers = TemplateVersion.objects.filter(template=OuterRef("template")).order_by("-number")
    return (
        TemplateVersion.objects.filter(number=Subquery(numbers.values("number")[:1]))
        .select_related("template", "saved_by")
        .order_by("template__retired_at", "name")
    )


def offered(procedure: str) -> list[TemplateVersion]:
    """Templates in use for `procedure`: its own first, then the general ones."""
    fitting = Q(template__procedure=procedure) | Q(template__procedure="")
    rows = newest().filter(fitting, template__retired_at__isnull=True)
    return sorted(rows, key=lambda row: (row.template.procedure == "", row.name))


def current(code: str) -> TemplateVersion | None:
    """The newest version of the template `code`."""
    return newest().filter(template=code).first()


def versions(template: Template) -> QuerySet[TemplateVersion]:
    """All versions, the newest first."""
    return template.versions.select_related("saved_by").order_by("-number")
