"""An internal process as BPMN 2.0 XML with its diagram, for modellers that know that standard. Pure.

Told in docs/algorithms/bpmn.md. Who does a step is a lane; a step that happens only sometimes stands between
two exclusive gateways; silence as consent is a timer at the border of the step; parallel branches are parted
and joined by parallel gateways. The legal table stays the truth: nothing is read back from such a file.
"""

from collections.abc import Mapping
from xml.etree import ElementTree

from motcua.catalogue.bpmn_graph import Edge, Graph, Kind, Node, graph
from motcua.catalogue.bpmn_layout import Layout, layout
from motcua.catalogue.content import Process, Step
from motcua.catalogue.terms import Pause, Role

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES = {"bpmn": BPMN, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}
_OUR_OWN = "urn:motcua:procedures"

Element = ElementTree.Element


def bpmn(process: Process, *, title: str, who: Mapping[str, str], notes: Mapping[str, str]) -> bytes:
    """UTF-8 XML of `process`, for which `process.graph_findings` has nothing to say.

    `title` names the pool; `who` gives the lane and `notes` the documentation of each step, by its key.
    """
    for prefix, address in _PREFIXES.items():
        ElementTree.register_namespace(prefix, address)
    drawn = graph(process)
    lanes = list(dict.fromkeys(who[step.key] for step in process.steps))
    placed = layout(drawn, [lanes.index(who[node.step]) for node in drawn.nodes], len(lanes))
    root = Element(
        _model("definitions"), {"id": "Definitions", "targetNamespace": _OUR_OWN, "exporter": "Một Cửa"}
    )
    collaboration = _below(root, _model("collaboration"), id="Collaboration")
    _below(collaboration, _model("participant"), id="Pool", name=title, processRef="Process")
    flow = _below(root, _model("process"), id="Process", name=process.name, isExecutable="false")
    _lanes(flow, drawn, lanes, who)
    steps = {step.key: step for step in process.steps}
    for node in drawn.nodes:
        _node(flow, node, drawn, steps[node.step], notes.get(node.step, ""))
    for edge in drawn.edges:
        _edge(flow, edge)
    _diagram(root, drawn, placed, len(lanes))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _model(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def _below(parent: Element, tag: str, **attributes: str) -> Element:
    return ElementTree.SubElement(parent, tag, attributes)


def _lanes(flow: Element, drawn: Graph, lanes: list[str], who: Mapping[str, str]) -> None:
    own = _below(flow, _model("laneSet"), id="Lanes")
    for number, name in enumerate(lanes):
        lane = _below(own, _model("lane"), id=f"Lane_{number}", name=name)
        for node in drawn.nodes:
            if who[node.step] == name:
                _below(lane, _model("flowNodeRef")).text = node.id


_TAGS = {
    Kind.START: "startEvent",
    Kind.END: "endEvent",
    Kind.TIMER: "boundaryEvent",
    Kind.PARALLEL: "parallelGateway",
    Kind.EXCLUSIVE: "exclusiveGateway",
}


def _node(flow: Element, node: Node, drawn: Graph, step: Step, note: str) -> None:
    attributes = {"id": node.id, "name": node.name}
    if node.kind is Kind.TIMER:
        attributes |= {"attachedToRef": node.attached, "cancelActivity": "true"}
    if node.default:
        attributes["default"] = node.default
    made = _below(flow, _model(_TAGS.get(node.kind) or _task(step)), **attributes)
    if node.kind is Kind.TASK and note:
        _below(made, _model("documentation")).text = note
    for way, end in (("incoming", "target"), ("outgoing", "source")):
        for edge in drawn.edges:
            if getattr(edge, end) == node.id:
                _below(made, _model(way)).text = edge.id
    if node.kind is Kind.TIMER:
        timer = _below(made, _model("timerEventDefinition"), id=f"{node.id}_time")
        _expression(timer, "timeDuration", node.duration)


def _task(step: Step) -> str:
    """Waiting for the applicant is receiving something from outside; all else is done by a person."""
    return "receiveTask" if step.pause is not Pause.NONE or step.role is Role.WAIT else "userTask"


def _edge(flow: Element, edge: Edge) -> None:
    attributes = {"id": edge.id, "sourceRef": edge.source, "targetRef": edge.target}
    made = _below(flow, _model("sequenceFlow"), **attributes, **({"name": edge.name} if edge.name else {}))
    if edge.condition:
        _expression(made, "conditionExpression", edge.condition)


def _expression(parent: Element, name: str, text: str) -> None:
    made = _below(parent, _model(name), **{f"{{{XSI}}}type": "bpmn:tFormalExpression"})
    made.text = text


def _diagram(root: Element, drawn: Graph, placed: Layout, lanes: int) -> None:
    diagram = _below(root, f"{{{DI}}}BPMNDiagram", id="Diagram")
    plane = _below(diagram, f"{{{DI}}}BPMNPlane", id="Plane", bpmnElement="Collaboration")
    _shape(plane, "Pool", placed.pool, isHorizontal="true")
    for number in range(lanes):
        _shape(plane, f"Lane_{number}", placed.lanes[number], isHorizontal="true")
    for node in drawn.nodes:
        _shape(plane, node.id, placed.nodes[node.id])
    for edge in drawn.edges:
        line = _below(plane, f"{{{DI}}}BPMNEdge", id=f"{edge.id}_di", bpmnElement=edge.id)
        for x, y in placed.edges[edge.id]:
            _below(line, f"{{{DD}}}waypoint", x=str(x), y=str(y))


def _shape(plane: Element, id: str, box: tuple[int, int, int, int], **more: str) -> None:
    shape = _below(plane, f"{{{DI}}}BPMNShape", id=f"{id}_di", bpmnElement=id, **more)
    x, y, width, height = map(str, box)
    _below(shape, f"{{{DC}}}Bounds", x=x, y=y, width=width, height=height)
