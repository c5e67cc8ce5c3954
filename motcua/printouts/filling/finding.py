"""The rows behind a paper, read with what `slip_of` needs."""

from motcua.dossiers import models as rows

_OF_DOSSIER = ("applicant", "procedure_version", "received_by_unit", "agency", "contact")


class UnknownDossierError(LookupError):
    """No dossier bears the code."""


class NoSuchSlipError(LookupError):
    """The dossier has no such slip; `there` are those that it has, in the order of issue."""

    def __init__(self, there: list[rows.Slip]) -> None:
        super().__init__("no such slip")
        self.there = there


def dossier(code: str) -> rows.Dossier:
    """The dossier with `code`. Raises UnknownDossierError."""
    found = rows.Dossier.objects.select_related(*_OF_DOSSIER).filter(code=code.strip()).first()
    if found is None:
        raise UnknownDossierError(code)
    return found


def slip(of: rows.Dossier, form: str, number: int | None = None) -> rows.Slip:
    """The latest slip of `form`, or the one that bears `number`. Raises NoSuchSlipError."""
    there = list(of.slips.select_related("unit", "officer", "signer").order_by("issued_at", "number"))
    fitting = [row for row in there if row.form == form and number in (None, row.number)]
    if not fitting:
        raise NoSuchSlipError(there)
    fitting[-1].dossier = of
    return fitting[-1]
