"""`python -m tests.unit.surveys.renew`: ask R again for the answers that are kept with the tests."""

import json
import tempfile
from pathlib import Path

from tests.unit.surveys import samples


def main() -> None:
    """Write tests/fixtures/surveys/r-survey.json."""
    with tempfile.TemporaryDirectory() as folder:
        answers = {
            kind: {seed: samples.oracle(kind, samples.sample(kind, seed), Path(folder)) for seed in "123"}
            for kind in samples.KINDS
        }
    samples.KNOWN.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
