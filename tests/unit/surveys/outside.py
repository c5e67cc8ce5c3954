"""Outside data beside the checkout (shared/data/surveys): samples of Californian schools with known answers.

They come with R's `survey` and are not copied into the project; tests that need them are skipped without.
"""

from pathlib import Path

import pytest

from motcua.surveys import tables

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "surveys"
needs_schools = pytest.mark.skipif(
    not (FOLDER / "apipop.csv").exists(), reason="shared/data/surveys is not beside the checkout"
)


def schools(name):
    """The table apipop, apistrat or apiclus1."""
    return tables.read(FOLDER / f"{name}.csv")
