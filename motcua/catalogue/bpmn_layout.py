"""Places for the nodes of a BPMN graph: columns from left to right by what waits for what, a lane each. Pure.

Pixels of BPMN's diagram interchange. Nodes of one lane and column stand under each other. A line that passes
over columns runs in a channel of its own under the boxes of its lane, so that it crosses no box there.
"""

from dataclasses import dataclass, field

from motcua.catalogue.bpmn_graph import Edge, Graph, Kind, Node

_WIDTH = 190
_ROW = 120
_CHANNEL = 16
_LEFT, _LABEL = 160, 30
_SIZES = {
    Kind.TASK: (140, 80),
    Kind.START: (36, 36),
    Kind.END: (36, 36),
    Kind.TIMER: (36, 36),
    Kind.PARALLEL: (50, 50),
    Kind.EXCLUSIVE: (50, 50),
}

Box = tuple[int, int, int, int]
Point = tuple[int, int]


@dataclass(slots=True)
class Layout:
    """Boxes as (x, y, width, height), lines as points; nodes and lines by id, lanes in order."""

    pool: Box = (0, 0, 0, 0)
    lanes: list[Box] = field(default_factory=list)
    nodes: dict[str, Box] = field(default_factory=dict)
    edges: dict[str, list[Point]] = field(default_factory=dict)


@dataclass(slots=True)
class _Cell:
    lane: int
    column: int
    row: int


def layout(drawn: Graph, lane_of: list[int], lanes: int) -> Layout:
    """Where everything stands. `lane_of` gives the lane of each node of `drawn`, in order, below `lanes`."""
    lane = {node.id: number for node, number in zip(drawn.nodes, lane_of, strict=True)}
    column = _columns(drawn)
    cells = _cells(drawn, lane, column)
    long = _long(drawn, lane, column)
    placed = Layout()
    _place_lanes(placed, cells, long, lanes, 1 + max(column.values()))
    for node in drawn.nodes:
        if node.kind is not Kind.TIMER:
            placed.nodes[node.id] = _box(node, cells[node.id], placed)
    for node in drawn.nodes:
        if node.kind is Kind.TIMER:
            x, y, width, height = placed.nodes[node.attached]
            placed.nodes[node.id] = (x + width - 48, y + height - 18, 36, 36)
    for edge in drawn.edges:
        placed.edges[edge.id] = _line(edge, drawn, placed, long, lane)
    return placed


def _columns(drawn: Graph) -> dict[str, int]:
    """The longest way from the start to each node; a timer stands at its task."""
    column = {node.id: 0 for node in drawn.nodes}
    host = {node.id: node.attached for node in drawn.nodes if node.attached}
    for _ in drawn.nodes:
        for edge in drawn.edges:
            start = column[host.get(edge.source, edge.source)]
            column[edge.target] = max(column[edge.target], start + 1)
    return column


def _cells(drawn: Graph, lane: dict[str, int], column: dict[str, int]) -> dict[str, _Cell]:
    taken: dict[tuple[int, int], int] = {}
    cells = {}
    for node in drawn.nodes:
        if node.kind is Kind.TIMER:
            continue
        spot = (lane[node.id], column[node.id])
        cells[node.id] = _Cell(*spot, taken.get(spot, 0))
        taken[spot] = taken.get(spot, 0) + 1
    return cells


def _long(drawn: Graph, lane: dict[str, int], column: dict[str, int]) -> dict[str, int]:
    """Flows that pass over a column, each with the number of its channel in the lane of its source."""
    used: dict[int, int] = {}
    found = {}
    for edge in drawn.edges:
        if edge.source in lane and column[edge.target] - column[edge.source] > 1:
            there = lane[edge.source]
            found[edge.id] = used.get(there, 0)
            used[there] = found[edge.id] + 1
    return found


def _place_lanes(
    placed: Layout, cells: dict[str, _Cell], long: dict[str, int], lanes: int, columns: int
) -> None:
    width, top = _LABEL + 40 + columns * _WIDTH, 80
    channels = (1 + max(long.values(), default=-1)) * _CHANNEL
    for number in range(lanes):
        rows = 1 + max((cell.row for cell in cells.values() if cell.lane == number), default=0)
        height = rows * _ROW + 20 + channels
        placed.lanes.append((_LEFT + _LABEL, top, width - _LABEL, height))
        top += height
    placed.pool = (_LEFT, 80, width, top - 80)


def _box(node: Node, cell: _Cell, placed: Layout) -> Box:
    width, height = _SIZES[node.kind]
    left, top = placed.lanes[cell.lane][:2]
    x = left + 20 + cell.column * _WIDTH + (_WIDTH - width) // 2
    return x, top + 10 + cell.row * _ROW + (_ROW - height) // 2, width, height


def _line(
    edge: Edge, drawn: Graph, placed: Layout, long: dict[str, int], lane: dict[str, int]
) -> list[Point]:
    x1, y1, width, height = placed.nodes[edge.source]
    x2, y2, _width, height2 = placed.nodes[edge.target]
    end = (x2, y2 + height2 // 2)
    kinds = {node.id: node.kind for node in drawn.nodes}
    if kinds[edge.source] is Kind.TIMER:
        start = (x1 + width // 2, y1 + height)
        turn = (start[0], start[1] + 12)
        return _tidy([start, turn, (x2 - 14, turn[1]), (x2 - 14, end[1]), end])
    start = (x1 + width, y1 + height // 2)
    if edge.id not in long:
        middle = x2 - 25
        return _tidy([start, (middle, start[1]), (middle, end[1]), end])
    _x, top, _w, tall = placed.lanes[lane[edge.source]]
    channel = top + tall - 8 - long[edge.id] * _CHANNEL
    out, back = start[0] + 10, x2 - 25
    return _tidy([start, (out, start[1]), (out, channel), (back, channel), (back, end[1]), end])


def _tidy(points: list[Point]) -> list[Point]:
    """Without points that repeat the one before."""
    return [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
