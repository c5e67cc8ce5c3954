"""Tables of the catalogue."""

from motcua.catalogue.models.parts import (
    AreaExtension,
    Case,
    Component,
    Extension,
    Fee,
    LegalBasis,
    OnlineLevel,
    RawText,
    Result,
    Way,
)
from motcua.catalogue.models.procedure import Procedure, ProcedureVersion
from motcua.catalogue.models.process import Process, Step, StepLink

__all__ = [
    "AreaExtension",
    "Case",
    "Component",
    "Extension",
    "Fee",
    "LegalBasis",
    "OnlineLevel",
    "Procedure",
    "ProcedureVersion",
    "Process",
    "RawText",
    "Result",
    "Step",
    "StepLink",
    "Way",
]
