"""Draws a process: steps and what comes after what become boxes, lines and lines of text. Pure.

Two drawings of the same process, since one cannot be read on every screen: `wide` puts parallel branches side
by side, `narrow` (a phone) puts all steps under each other with the branches as rails at the left.
"""

from dataclasses import dataclass, field

from motcua.web.shell.lettering import wrap

GAP = 36
PAD = 12
TITLE, BODY = 15, 13
TITLE_LINE, BODY_LINE = 20, 18
RAIL = 18


@dataclass(frozen=True)
class Step:
    """One step as people read it. `after` holds the keys of the steps that it waits for.

    `tone` is `front` for the one-stop unit, else `back`; `state` is `done`, `now` or empty; `marks` are
    further lines such as "Im lặng là đồng ý".
    """

    key: str
    title: str
    who: str = ""
    limit: str = ""
    after: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    tone: str = "back"
    state: str = ""


@dataclass(frozen=True)
class Line:
    """A line of text at its base line; `kind` is title, who, limit or mark."""

    x: float
    y: float
    text: str
    kind: str


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    step: Step
    number: int
    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass
class Drawing:
    """Everything in units of one CSS pixel."""

    width: float
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    knots: list[tuple[float, float, str]] = field(default_factory=list)


class LoopError(ValueError):
    """Steps that wait for each other, or for a step that is not there."""


def in_order(steps: list[Step]) -> list[Step]:
    """`steps` so that each comes after those it waits for, a branch kept together where possible.

    Raises LoopError when there is no such order.
    """
    waiting = {step.key: set(step.after) for step in steps}
    ready = [step for step in reversed(steps) if not step.after]
    done: list[Step] = []
    while ready:
        step = ready.pop()
        done.append(step)
        freed = []
        for other in steps:
            if step.key in waiting[other.key]:
                waiting[other.key].discard(step.key)
                if not waiting[other.key]:
                    freed.append(other)
        ready.extend(reversed(freed))
    if len(done) != len(steps):
        raise LoopError(", ".join(key for key, left in waiting.items() if left))
    return done


def narrow(steps: list[Step], width: float = 340) -> Drawing:
    """All steps under each other; branches run as rails at the left."""
    ordered = in_order(steps)
    rails = _rails(ordered)
    left = RAIL * (1 + max((rail for _, rail, _ in rails.edges), default=0)) + 14
    drawing = Drawing(width)
    for number, step in enumerate(ordered, start=1):
        box = _box(step, number, left, drawing.height, width - left - 1)
        drawing.boxes.append(box)
        drawing.height = box.y + box.height + 16
    _draw_rails(drawing, rails)
    drawing.height -= 15
    return drawing


@dataclass
class _Rails:
    """`home`: the rail of each step; `edges`: (from, rail, to) by keys."""

    home: dict[str, int] = field(default_factory=dict)
    edges: list[tuple[str, int, str]] = field(default_factory=list)


def _rails(ordered: list[Step]) -> _Rails:
    """Every line from a step to a later one gets a rail of its own for as long as it runs."""
    rails = _Rails()
    running: list[tuple[str, str] | None] = []
    for step in ordered:
        arriving = [n for n, edge in enumerate(running) if edge and edge[1] == step.key]
        for n in arriving:
            rails.edges.append((running[n][0], n, step.key))
            running[n] = None
        rails.home[step.key] = arriving[0] if arriving else _free(running)
        first = True
        for later in ordered:
            if step.key in later.after:
                rail = rails.home[step.key] if first else _free(running)
                _occupy(running, rail, (step.key, later.key))
                first = False
    return rails


def _free(running: list[tuple[str, str] | None]) -> int:
    return next((n for n, edge in enumerate(running) if edge is None), len(running))


def _occupy(running: list[tuple[str, str] | None], rail: int, edge: tuple[str, str]) -> None:
    running.extend([None] * (rail + 1 - len(running)))
    running[rail] = edge


def _draw_rails(drawing: Drawing, rails: _Rails) -> None:
    spots = {}
    for box in drawing.boxes:
        spot = (RAIL * rails.home[box.step.key] + 12, box.y + 20)
        spots[box.step.key] = spot
        drawing.knots.append((*spot, box.step.state))
    for start, rail, end in rails.edges:
        (x1, y1), (x2, y2), x = spots[start], spots[end], RAIL * rail + 12
        bend1 = f"C{x1} {y1 + 20} {x} {y1 + 4} {x} {y1 + 24}" if x != x1 else ""
        bend2 = f"C{x} {y2 - 4} {x2} {y2 - 20} {x2} {y2}" if x != x2 else f"V{y2}"
        drawing.paths.append(f"M{x1} {y1}{bend1}V{y2 - 24}{bend2}")


def wide(steps: list[Step], width: float = 860) -> Drawing:
    """Steps in rows from the top; branches that run at the same time stand side by side."""
    ordered = in_order(steps)
    rank = _ranks(ordered)
    rows = _rows(ordered, rank)
    drawing, places = Drawing(width), {}
    number = {step.key: n for n, step in enumerate(ordered, start=1)}
    for row in rows:
        slots = _slots(row, width)
        boxes = [_box(item, number[item.key], x, drawing.height, w) for item, x, w in slots if _real(item)]
        tall = max(box.height for box in boxes)
        for item, x, w in slots:
            name = item.key if _real(item) else item
            places[name] = (x + w / 2, drawing.height, tall)
        drawing.boxes += boxes
        drawing.height += tall + GAP
    _draw_lines(drawing, ordered, rank, places)
    drawing.height -= GAP - 1
    return drawing


def _ranks(ordered: list[Step]) -> dict[str, int]:
    rank: dict[str, int] = {}
    for step in ordered:
        rank[step.key] = 1 + max((rank[key] for key in step.after), default=-1)
    return rank


def _real(item: object) -> bool:
    return isinstance(item, Step)


def _rows(ordered: list[Step], rank: dict[str, int]) -> list[list]:
    """Rows of steps, and of (from, to, row) where a line passes a row without stopping."""
    rows: list[list] = [[] for _ in range(1 + max(rank.values(), default=-1))]
    for step in ordered:
        rows[rank[step.key]].append(step)
        for key in step.after:
            for between in range(rank[key] + 1, rank[step.key]):
                rows[between].append((key, step.key, between))
    return rows


def _slots(row: list, width: float) -> list[tuple]:
    """Where each item of a row stands: (item, x, width). A passing line needs little room."""
    real = sum(map(_real, row))
    passing = 40 * (len(row) - real)
    room = min((width - passing - 24 * (len(row) - 1)) / real, 430)
    total = room * real + passing + 24 * (len(row) - 1)
    x, slots = (width - total) / 2, []
    for item in row:
        w = room if _real(item) else 40
        slots.append((item, x, w))
        x += w + 24
    return slots


def _draw_lines(drawing: Drawing, ordered: list[Step], rank: dict, places: dict) -> None:
    heights = {box.step.key: box.height for box in drawing.boxes}
    for step in ordered:
        for key in step.after:
            x, y, _ = places[key]
            path = f"M{x:.1f} {y + heights[key]:.1f}"
            for between in range(rank[key] + 1, rank[step.key]):
                px, py, tall = places[(key, step.key, between)]
                path += _bend(x, px, py - GAP / 2, py) + f"V{py + tall:.1f}"
                x = px
            end, top, _ = places[step.key]
            drawing.paths.append(path + _bend(x, end, top - GAP / 2, top - 7))
            drawing.knots.append((end, top, "arrow"))


def _bend(x: float, to: float, turn: float, end: float) -> str:
    return f"V{turn:.1f}H{to:.1f}V{end:.1f}" if abs(x - to) > 1 else f"V{end:.1f}"


def _box(step: Step, number: int, x: float, y: float, width: float) -> Box:
    """A box as high as its text."""
    lines: list[Line] = []
    inner, base = width - 2 * PAD - 4, y + PAD + 3
    texts = [("title", f"{number}. {step.title}"), ("who", step.who), ("limit", step.limit)]
    texts += [("mark", mark) for mark in step.marks]
    for kind, text in texts:
        size, line = (TITLE, TITLE_LINE) if kind == "title" else (BODY, BODY_LINE)
        bold = kind in ("title", "limit")
        for part in wrap(text, inner, size, bold=bold):
            base += line
            lines.append(Line(x + PAD + 4, base - 5, part, kind))
    return Box(x, y, width, base - y + PAD - 2, step, number, tuple(lines))
