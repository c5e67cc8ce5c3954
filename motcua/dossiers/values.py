"""What acts are given: who applies, which papers were brought. Pure values; the acts make rows of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApplicantDetails:
    """Who applies, and who hands in for them. Personal data: never in an event."""

    name: str
    kind: str = "citizen"
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    submitter_name: str = ""
    submitter_id_number: str = ""


@dataclass(frozen=True)
class Brought:
    """One paper that was brought, by its place in the published list."""

    position: int
    originals: int = 0
    certified: int = 0
    copies: int = 0
    electronic: int = 0


@dataclass(frozen=True)
class Request:
    """What the applicant wants: the case of the procedure, in which way, in how many sets; how he gets the
    result (a value of `Channel`).
    """

    case: str = ""
    channel: str = "direct"
    summary: str = ""
    sets: int = 1
    return_channel: str = "direct"
