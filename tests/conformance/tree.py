"""What the conformance tests walk: the project's own sources, parsed once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "motcua"


def modules(*, under: str = "", migrations: bool = False) -> list[Path]:
    """The Python files of the package (of its folder `under`), in a fixed order."""
    found = sorted((PACKAGE / under).rglob("*.py"))
    return [p for p in found if migrations or "migrations" not in p.parts]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of `path`."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    """`path` as people name it: from the project's root."""
    return str(path.relative_to(ROOT))


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """Functions of the module's top level that do not begin with an underscore."""
    body = parsed(path).body
    return [n for n in body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def tracked_text_files() -> list[Path]:
    """Text files that git tracks or would track, without what was vendored or is data."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    endings = {".py", ".md", ".html", ".css", ".js", ".toml", ".yaml", ".yml", ".po", ".txt", ""}
    found = (ROOT / name for name in names if name and not {"vendor", "fixtures"} & set(Path(name).parts))
    return sorted(p for p in found if p.suffix in endings and p.is_file())
