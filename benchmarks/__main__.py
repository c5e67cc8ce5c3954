"""`python -m benchmarks [NAME ...]`: run all benchmarks, or those named, and print their rows.

Each module here has `run()`, which returns rows of `name`, `figure`, `unit`, `control` and `ratio`. The ratio
is what can be compared between machines; the figure is that of this one.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def names() -> list[str]:
    """The modules that measure something."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The rows as a table for people."""
    for row in rows:
        yield f"  {row['name']:<56} {row['figure']:>10} {row['unit']:<4} {row['ratio']:>8} × {row['control']}"


def main(wanted: list[str]) -> int:
    """0, or 2 when a name is no benchmark."""
    unknown = set(wanted) - set(names())
    if unknown:
        print(
            f"No benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names())}.", file=sys.stderr
        )
        return 2
    for name in wanted or names():
        module = import_module(f"benchmarks.{name}")
        print(f"{name}: {(module.__doc__ or '').splitlines()[0]}")
        print(*lines(module.run()), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
