"""The order of rooms (architecture 2), held by import-linter with the contracts of pyproject.toml."""

import os
import subprocess
import sys
import tomllib

from tests.conformance.tree import PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def test_imports_point_downwards_only():
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_room_with_inner_rooms_is_under_the_inner_contract():
    inner = next(c for c in CONTRACTS["contracts"] if c["id"] == "inner")
    rooms = {p.parent.parent.name for p in PACKAGE.glob("*/actions/__init__.py")}
    assert {f"motcua.{room}" for room in rooms} <= set(inner["containers"])


def test_the_linter_is_exhaustive():
    rooms = next(c for c in CONTRACTS["contracts"] if c["id"] == "rooms")
    assert rooms["exhaustive"] is True
