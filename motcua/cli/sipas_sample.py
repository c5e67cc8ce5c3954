"""What `motcua sipas sample` writes: the sample as CSV, and the public record of the draw beside it."""

import csv
import hashlib
import io
from importlib.metadata import version
from pathlib import Path
from typing import Any

from motcua.cli.common import json_text
from motcua.surveys import tables
from motcua.surveys.sampling.allocation import Allocation
from motcua.surveys.sampling.plan import Plan, Sample, draw


def record_path(out: Path) -> Path:
    """Where the record of the sample in `out` stands."""
    return out.with_suffix(".record.json")


def write(frame: Path, out: Path, *, allocation: str, **question: Any) -> dict[str, Any]:
    """Draw, write both files, and return the record. Raises SurveyError, OSError."""
    sample = draw(tables.read(frame), Plan(allocation=Allocation(allocation), **question))
    source = as_csv(sample)
    record = {
        "program": f"motcua {version('motcua')}",
        **sample.record,
        "sample": {
            "file": out.name,
            "sha256": hashlib.sha256(source).hexdigest(),
            "sampled": sum(pick.reserve == 0 for pick in sample.picks),
            "reserve": sum(pick.reserve > 0 for pick in sample.picks),
        },
    }
    out.write_bytes(source)
    record_path(out).write_text(json_text(record) + "\n", encoding="utf-8")
    return record


def as_csv(sample: Sample) -> bytes:
    """The sample as CSV in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(sample.header)
    writer.writerows(sample.rows)
    return text.getvalue().encode()
