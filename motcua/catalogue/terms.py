"""The words of the catalogue: every closed list of values, as stored, in packs and in the database.

Their Vietnamese labels stand in `models.labels`; the sources are domain.md 1.6, 3.2, 4.1-4.3, 4.7.
"""

from enum import IntEnum, StrEnum


class Mark(StrEnum):
    """Where a value comes from (domain.md 0): read in a source, known from memory, or proposed by us."""

    FOUND = "found"
    RECALLED = "recalled"
    PROPOSED = "proposed"


class Origin(StrEnum):
    """Who brought a version into the catalogue."""

    PACK = "pack"
    NATIONAL = "national"
    LOCAL = "local"


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Level(StrEnum):
    """Level of government that solves the procedure (cấp thực hiện)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class Channel(StrEnum):
    """How a dossier is handed in (domain.md 3.2)."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class LimitUnit(StrEnum):
    """Units of a limit, in the notation of the working-time engine; NONE: no limit is stated."""

    NONE = ""
    MINUTE = "min"
    HOUR = "h"
    SAME_DAY = "same_day"
    WORKING_DAY = "wd"
    DAY = "d"
    MONTH = "mo"


class CountingMode(StrEnum):
    """How limits in days are counted (statistics.md 3)."""

    SAME_CLOCK = "same_clock"
    END_OF_DAY = "end_of_day"


class SupplementMode(StrEnum):
    """What happens to the limit when the missing papers arrive (domain.md 3.4)."""

    RESUME = "resume"
    RESTART = "restart"


class ComponentKind(StrEnum):
    """Papers that must be handed in, shown, or are needed only in a case."""

    SUBMIT = "submit"
    PRESENT = "present"
    CASE = "case"


class FeeKind(StrEnum):
    """Phí (charge for a service) and lệ phí (fee of the state) are two things in law."""

    CHARGE = "phi"
    DUTY = "le_phi"


class FeeMethod(StrEnum):
    """How an amount comes about. PROVINCE: set by the province's council; BY_LAW: by another rule's text."""

    FREE = "free"
    FIXED = "fixed"
    PER_COPY = "per_copy"
    PER_PAGE = "per_page"
    PROVINCE = "province"
    BY_LAW = "by_law"


class FeeTime(IntEnum):
    """When a fee is due, by the numbers of domain.md 3.2."""

    ON_RECEIPT = 1
    ON_SUPPLEMENT = 2
    ON_RETURN = 4


class ExtensionKind(StrEnum):
    """Grounds on which a published rule lengthens the limit once (statistics.md 1)."""

    VERIFICATION = "verification"
    FIELDWORK = "fieldwork"
    DIFFICULT_AREA = "difficult_area"
    OTHER = "other"


class Online(StrEnum):
    """Level of the online service: 1 to 4 until 2022, then none, partial, full (domain.md 1.6)."""

    LEVEL_1 = "1"
    LEVEL_2 = "2"
    LEVEL_3 = "3"
    LEVEL_4 = "4"
    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Block(StrEnum):
    """The tables of a national record that may have to be kept as text."""

    WAYS = "ways"
    COMPONENTS = "components"
    LEGAL = "legal"
    RESULTS = "results"
    OTHER = "other"


class Role(StrEnum):
    """Roles of the steps of an internal process (domain.md 4.2)."""

    RECEIVE = "receive"
    HAND_OVER = "hand_over"
    ASSIGN = "assign"
    APPRAISE = "appraise"
    CONSULT = "consult"
    SUBMIT = "submit"
    OFFICE_CHECK = "office_check"
    APPROVE = "approve"
    SEAL = "seal"
    RETURN = "return"
    WAIT = "wait"


class Place(StrEnum):
    """Whose office holds a step, told from the agency whose one-stop unit received the dossier.

    RECEIVING: that agency itself; SUPERIOR: the agency above it (a commune's district); AGENCY: the unit
    whose own code stands in the step, wherever it hangs in the tree.
    """

    RECEIVING = "receiving"
    SUPERIOR = "superior"
    AGENCY = "agency"


class Pause(StrEnum):
    """A step that waits for the applicant; its time is not the office's (statistics.md 1)."""

    NONE = ""
    PAYMENT = "payment"
    SUPPLEMENT = "supplement"


class Join(StrEnum):
    """When a step with several predecessors may begin (domain.md 4.3)."""

    ALL = "all"
    ALL_OR_TIMEOUT = "all_or_timeout"
