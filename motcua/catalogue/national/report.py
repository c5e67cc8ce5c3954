"""What became of a national file in the catalogue. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.catalogue.national.file import Refusal


@dataclass(frozen=True, slots=True)
class Report:
    """The import, counted in lines of the file; `tables` in records that have the table at all.

    `landed`: records that stand in the catalogue from this file. `changed`: those of them that this run
    wrote. `held`: codes for which a version published locally is in effect; the national record stands
    beside it as a draft.
    """

    read: int
    landed: int
    changed: int
    held: tuple[str, ...]
    refused: tuple[Refusal, ...]
    tables: Mapping[str, Mapping[str, int]]

    def as_json(self) -> dict[str, object]:
        """The document that `motcua catalogue import --format json` prints."""
        return {
            "read": self.read,
            "landed": self.landed,
            "changed": self.changed,
            "rejected": [{"line": r.line, "code": r.code, "reason": r.reason} for r in self.refused],
            "tables": {name: dict(counts) for name, counts in self.tables.items()},
        }
