"""What a slip says, before it is one. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a slip, each as its column of `models.Slip` has it; `blamed` when `attitude` is 0."""

    timing: int
    contacts: int
    agencies: int
    attitude: int
    convenience: int
    overall: int
    own_fault: bool = False
    blamed: str = ""
    words: str = ""
