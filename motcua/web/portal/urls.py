"""Addresses for everybody."""

from django.urls import path, register_converter

from motcua.web.portal.views import account, home, procedure, tracking, units


class ProcedureCode:
    """What a procedure's code looks like in an address."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

    def to_python(self, text: str) -> str:
        """The code itself."""
        return text

    def to_url(self, code: str) -> str:
        """The code itself."""
        return code


register_converter(ProcedureCode, "procedure")

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("procedures/<procedure:code>", procedure.procedure, name="procedure"),
    path("procedures/<procedure:code>/versions/<int:number>", procedure.version, name="procedure_version"),
    path(
        "procedures/<procedure:code>/versions/<int:number>/<procedure:flow>.bpmn",
        procedure.bpmn,
        name="procedure_bpmn",
    ),
    path("units", units.units, name="units"),
    path("units/<slug:code>", units.unit, name="unit"),
    path("tra-cuu", tracking.track, name="track"),
    path("tra-cuu/ho-so", tracking.dossier, name="tracked"),
    path("tra-cuu/danh-gia", tracking.evaluate, name="evaluate"),
    path("tra-cuu/xong", tracking.close, name="tracking_close"),
    path("account", account.account, name="account"),
]
