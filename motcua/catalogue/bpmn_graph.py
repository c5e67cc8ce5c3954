"""The nodes and flows that BPMN has for an internal process, without any XML or place on paper. Pure."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from motcua.catalogue import limits
from motcua.catalogue.content import Process, Step
from motcua.catalogue.terms import Join, LimitUnit


class Kind(Enum):
    """What a node is."""

    START = auto()
    END = auto()
    TASK = auto()
    PARALLEL = auto()
    EXCLUSIVE = auto()
    TIMER = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `step` is the key of the step that it serves, `attached` the task at whose border a timer sits.

    `default` is the flow that an exclusive gateway takes when no condition holds, `duration` ISO 8601.
    """

    id: str
    kind: Kind
    step: str
    name: str = ""
    attached: str = ""
    default: str = ""
    duration: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass(slots=True)
class Graph:
    """Everything in the order of the steps; ids are unique and are XML names."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def connect(self, source: str, target: str, name: str = "", condition: str = "") -> str:
        """A new flow; its id."""
        edge = Edge(f"Flow_{len(self.edges) + 1}", source, target, name, condition)
        self.edges.append(edge)
        return edge.id


def graph(process: Process) -> Graph:
    """The graph of `process`: one start, one end, gateways where branches part, join or may be left out."""
    made = Graph()
    followed = {key for step in process.steps for key in step.after or ()}
    doors = {step.key: _fragment(made, step, number) for number, step in enumerate(process.steps, start=1)}
    for step in process.steps:
        others = [other for other in process.steps if step.key in (other.after or ())]
        if not step.after:
            made.nodes.append(Node("Start", Kind.START, step.key, "Hồ sơ được nộp"))
            made.connect("Start", doors[step.key][0])
        if len(others) > 1:
            _part(made, step, doors)
        if step.key not in followed:
            made.nodes.append(Node("End", Kind.END, step.key, "Đã trả kết quả"))
            made.connect(doors[step.key][1], "End")
    for step in process.steps:
        _join(made, step, doors)
    return made


Doors = dict[str, tuple[str, str]]


def _fragment(made: Graph, step: Step, number: int) -> tuple[str, str]:
    """The task of a step with what stands around it; the nodes by which one comes in and goes out."""
    task = f"Step_{number}"
    made.nodes.append(Node(task, Kind.TASK, step.key, step.name))
    came, goes = task, task
    if step.silence_as_consent:
        goes = _silence(made, step, task)
    if step.condition:
        came, goes = _sometimes(made, step, task, goes)
    return came, goes


def _silence(made: Graph, step: Step, task: str) -> str:
    timer, merge = f"{task}_silent", f"{task}_answered"
    duration = _duration(step.timeout or step.limit)
    name = "Hết hạn trả lời: im lặng là đồng ý"
    made.nodes.append(Node(timer, Kind.TIMER, step.key, name, attached=task, duration=duration))
    made.nodes.append(Node(merge, Kind.EXCLUSIVE, step.key))
    made.connect(task, merge)
    made.connect(timer, merge)
    return merge


def _sometimes(made: Graph, step: Step, task: str, goes: str) -> tuple[str, str]:
    asked, merged = f"{task}_if", f"{task}_then"
    made.connect(asked, task, "có", step.condition)
    past = made.connect(asked, merged, "không")
    made.nodes.append(Node(asked, Kind.EXCLUSIVE, step.key, step.condition, default=past))
    made.nodes.append(Node(merged, Kind.EXCLUSIVE, step.key))
    made.connect(goes, merged)
    return asked, merged


def _part(made: Graph, step: Step, doors: Doors) -> None:
    came, goes = doors[step.key]
    parting = f"{came.removesuffix('_if')}_fork"
    made.nodes.append(Node(parting, Kind.PARALLEL, step.key))
    made.connect(goes, parting)
    doors[step.key] = (came, parting)


def _join(made: Graph, step: Step, doors: Doors) -> None:
    """All predecessors are waited for; one that may stay silent ends by its timer (`Join.ALL_OR_TIMEOUT`)."""
    target = doors[step.key][0]
    before = step.after or ()
    if len(before) > 1:
        joining = f"{target.removesuffix('_if')}_join"
        name = "xong hoặc hết hạn trả lời" if step.join is Join.ALL_OR_TIMEOUT else ""
        made.nodes.append(Node(joining, Kind.PARALLEL, step.key, name))
        made.connect(joining, target)
        target = joining
    for key in before:
        made.connect(doors[key][1], target)


def _duration(limit: str) -> str:
    """A limit as ISO 8601. Working time has no word there: a working day is told as a day."""
    amount, unit = limits.split(limit)
    number = format((amount or Decimal(1)).normalize(), "f")
    match unit:
        case LimitUnit.MINUTE:
            return f"PT{number}M"
        case LimitUnit.HOUR:
            return f"PT{number}H"
        case LimitUnit.MONTH:
            return f"P{number}M"
    return f"P{number}D"
