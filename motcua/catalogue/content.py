"""The whole content of one version of a procedure as one value (domain.md 4.7).

Packs and the national catalogue both become a `VersionContent`; so does a version that is read back from
the database. Equal contents have equal hashes, wherever they come from.
"""

import hashlib
from datetime import date
from typing import Annotated, Any

import rfc8785
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from motcua.catalogue import limits
from motcua.catalogue.terms import (
    Block,
    Channel,
    ComponentKind,
    CountingMode,
    ExtensionKind,
    FeeKind,
    FeeMethod,
    FeeTime,
    Join,
    Level,
    Mark,
    Online,
    Pause,
    Place,
    Role,
    SupplementMode,
)
from motcua.lib.text import nfc, nfc_lines

LARGEST_AMOUNT = 10**13
"""đồng; above it an amount is a slip of the keyboard."""


def _one_line(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("nul", "a text holds no NUL character")
    return nfc(text)


def _lines(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("nul", "a text holds no NUL character")
    return nfc_lines(text)


def _limit(text: str) -> str:
    try:
        return limits.normal(text)
    except ValueError as error:
        raise PydanticCustomError("limit", "{reason}", {"reason": str(error)}) from error


Line = Annotated[str, AfterValidator(_one_line)]
Text = Annotated[str, AfterValidator(_lines)]
Given = Annotated[Line, StringConstraints(min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Limit = Annotated[str, AfterValidator(_limit)]
Amount = Annotated[int, Field(ge=0, le=LARGEST_AMOUNT, strict=True)]
Count = Annotated[int, Field(ge=0, le=1000, strict=True)]
PartMark = Mark | None


def _line(longest: int) -> Any:
    return Annotated[Line, StringConstraints(max_length=longest)]


class Value(BaseModel):
    """What all values here share: they never change, and know no other key than their own."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)


class Part(Value):
    """A row of a version. `mark` None: as the version says."""

    mark: PartMark = None
    note: Text = ""


class Case(Part):
    code: Code
    name: Given
    signed_result: bool = False
    own_area_only: bool = False
    any_area: bool = False
    no_due_date: bool = False


class Component(Part):
    """A paper. Papers with the same `one_of` replace one another. `cases` empty: in every case."""

    name: Given
    kind: ComponentKind = ComponentKind.SUBMIT
    group: Text = ""
    form_name: Line = ""
    form_file: Line = ""
    originals: Count = 0
    certified: Count = 0
    copies: Count = 0
    electronic: Count = 0
    mandatory: bool = True
    one_of: _line(40) = ""  # type: ignore[valid-type]
    cases: tuple[Code, ...] = ()
    parsed: bool = True
    raw_text: Text = ""


class Way(Part):
    """One row of "cách thức thực hiện". Not `parsed`: only `raw_text` is sure. `fee_amount` in đồng."""

    channel: Channel | None = None
    limit: Limit = ""
    limit_text: Text = ""
    fee_amount: Amount | None = None
    fee_text: Text = ""
    description: Text = ""
    cases: tuple[Code, ...] = ()
    parsed: bool = True
    raw_text: Text = ""

    @model_validator(mode="after")
    def _parsed_has_channel(self) -> "Way":
        if self.parsed and self.channel is None:
            raise PydanticCustomError("way_channel", "a way that was taken apart has a channel")
        return self


class Band(Value):
    """From this page of a copy on (the first is 1), each page costs `amount` đồng."""

    from_page: Annotated[int, Field(ge=1, le=100_000, strict=True)]
    amount: Amount


class Exemption(Value):
    """Who pays less, and why; `percent` of the fee is not asked for."""

    code: Code
    ground: Given
    percent: Annotated[int, Field(ge=1, le=100, strict=True)] = 100
    article: Text = ""


class Fee(Part):
    """A rule of `motcua.catalogue.fees`. `channels` empty: for all."""

    code: Code
    name: Given
    kind: FeeKind
    method: FeeMethod
    amount: Amount | None = None
    unit_label: _line(60) = ""  # type: ignore[valid-type]
    bands: tuple[Band, ...] = ()
    cap: Amount | None = None
    exemptions: tuple[Exemption, ...] = ()
    due: FeeTime = FeeTime.ON_RETURN
    channels: tuple[Channel, ...] = ()
    cases: tuple[Code, ...] = ()
    article: Text = ""


class Extension(Part):
    """Once per dossier the limit may grow by `extra`, on this ground and article (statistics.md 1)."""

    code: Code
    name: Given
    kind: ExtensionKind
    extra: Limit
    article: Given
    cases: tuple[Code, ...] = ()


class AreaExtension(Part):
    """In the area of these units (codes) the limit is longer from the start. `units` may be set locally."""

    name: Given
    extra: Limit
    article: Given
    units: tuple[_line(60), ...] = ()  # type: ignore[valid-type]
    cases: tuple[Code, ...] = ()


class OnlineLevel(Part):
    """Half-open in dates: from `from_on`, no more on `to_on`."""

    level: Online
    from_on: date
    to_on: date | None = None


class LegalBasis(Part):
    title: Given
    code: _line(200) = ""  # type: ignore[valid-type]
    article: Text = ""
    parsed: bool = True
    raw_text: Text = ""


class Result(Part):
    name: Given
    code: _line(60) = ""  # type: ignore[valid-type]
    originals: Count = 1
    validity: Text = ""
    cases: tuple[Code, ...] = ()
    parsed: bool = True
    raw_text: Text = ""


class RawText(Part):
    """A block of the source that stays text because taking it apart was unsure, and why."""

    block: Block
    text: Text
    reason: Text = ""


class Step(Value):
    """A step of the internal process. `place`, `office` and `title` say who holds it (`holders`).

    `after` None: after the step above it (the first: after none).
    """

    key: Code
    name: Given
    role: Role
    place: Place = Place.RECEIVING
    office: Code
    title: _line(60) = ""  # type: ignore[valid-type]
    holder: Line = ""
    limit: Limit = ""
    product: Text = ""
    forms: tuple[_line(10), ...] = ()  # type: ignore[valid-type]
    after: tuple[Code, ...] | None = None
    join: Join = Join.ALL
    silence_as_consent: bool = False
    timeout: Limit = ""
    may_send_back: bool = True
    needs_previous_result: bool = False
    pause: Pause = Pause.NONE
    condition: Text = ""
    extension: str = ""
    mark: PartMark = None
    note: Text = ""


class Process(Part):
    """An internal process and the limit that its steps share out. `cases` empty: for every case."""

    code: Code
    name: Given
    cases: tuple[Code, ...] = ()
    limit: Limit = ""
    decision: _line(200) = ""  # type: ignore[valid-type]
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _order_spelt_out(cls, data: Any) -> Any:
        """Every step says after which it comes, in the order of the steps, so that one graph has one form."""
        if not isinstance(data, dict) or not isinstance(data.get("steps"), list | tuple):
            return data
        return {**data, "steps": [_with_after(data["steps"], i) for i in range(len(data["steps"]))]}


def _with_after(steps: Any, index: int) -> Any:
    step = steps[index] if isinstance(steps[index], dict) else _plain(steps[index])
    if not isinstance(step, dict):
        return step
    keys = [s.get("key") if isinstance(s, dict) else getattr(s, "key", None) for s in steps]
    after = step.get("after")
    if after is None:
        after = keys[index - 1 : index] if index else []
    elif isinstance(after, list | tuple):
        place = {key: i for i, key in enumerate(keys) if isinstance(key, str)}
        after = sorted(after, key=lambda key: place.get(key, -1) if isinstance(key, str) else -1)
    return {**step, "after": after}


def _plain(step: Any) -> Any:
    return step.model_dump() if isinstance(step, Step) else step


class VersionContent(Value):
    """Everything that a version says. Dates of effect, state and number are not part of it."""

    code: Code
    name: Given
    abbreviations: tuple[Line, ...] = ()
    field: _line(300) = ""  # type: ignore[valid-type]
    ministry: _line(200) = ""  # type: ignore[valid-type]
    decision_number: _line(100) = ""  # type: ignore[valid-type]
    kind: _line(200) = ""  # type: ignore[valid-type]
    levels: tuple[Level, ...] = ()
    target_groups: tuple[Line, ...] = ()
    competent_agency: Text = ""
    receiving_address: Text = ""
    executing_agency: Text = ""
    authorised_agency: Text = ""
    coordinating_agency: Text = ""
    related_procedures: Text = ""
    order_of_steps: Text = ""
    conditions: Text = ""
    keywords: Text = ""
    description: Text = ""
    received_at_bpmc: bool = True
    not_at_bpmc_reason: Text = ""
    no_due_date: bool = False
    on_the_spot: bool = False

    supplement_window: Limit = ""
    supplement_article: Text = ""
    supplement_mode: SupplementMode = SupplementMode.RESUME
    applicant_deadline: Limit = ""
    counting_mode: CountingMode = CountingMode.END_OF_DAY

    mark: Mark
    marks: dict[str, Mark] = {}
    notes: Text = ""
    source_url: _line(500) = ""  # type: ignore[valid-type]

    cases: tuple[Case, ...] = ()
    components: tuple[Component, ...] = ()
    ways: tuple[Way, ...] = ()
    fees: tuple[Fee, ...] = ()
    extensions: tuple[Extension, ...] = ()
    area_extensions: tuple[AreaExtension, ...] = ()
    online_levels: tuple[OnlineLevel, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    results: tuple[Result, ...] = ()
    raw_texts: tuple[RawText, ...] = ()
    processes: tuple[Process, ...] = ()


def content_hash(content: VersionContent) -> str:
    """SHA-256 (hex) over the RFC 8785 form of what differs from the defaults.

    Leaving the defaults out keeps old hashes valid when a later program knows one more field.
    """
    plain = content.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()
