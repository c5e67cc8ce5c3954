"""BPMN export: well formed, every end of a flow exists, every element has its place, nothing overlaps."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from motcua.catalogue import pack
from motcua.catalogue.bpmn import BPMN, DC, DD, DI, bpmn
from motcua.catalogue.content import Process
from tests.factories.catalogue import full_content

PACKS = [
    flow for path in pack.shipped() for p in pack.read_file(path).pack.procedures for flow in p.processes
]
SOMETIMES = Process.model_validate(
    {
        "code": "p",
        "name": "Có bước chỉ khi cần, có <dấu> & “ngoặc”",
        "steps": [
            {"key": "a", "name": "A", "role": "receive", "office": "one_stop", "limit": "1 h"},
            {
                "key": "b",
                "name": "B",
                "role": "appraise",
                "office": "agency",
                "limit": "2 d",
                "condition": "phải xác minh",
                "extension": "xm",
                "silence_as_consent": True,
            },
            {
                "key": "c",
                "name": "C",
                "role": "wait",
                "office": "one_stop",
                "pause": "payment",
                "after": ["a"],
            },
            {"key": "d", "name": "D", "role": "return", "office": "one_stop", "after": ["b", "c"]},
        ],
    }
)


def exported(flow):
    who = {step.key: f"{step.office} {step.title}" for step in flow.steps}
    return ElementTree.fromstring(bpmn(flow, title="Thủ tục", who=who, notes={}))


def all_of(root, space, name):
    return root.findall(f".//{{{space}}}{name}")


def nodes_of(root):
    process = root.find(f"{{{BPMN}}}process")
    outside = {f"{{{BPMN}}}sequenceFlow", f"{{{BPMN}}}laneSet"}
    return {child.get("id"): child for child in process if child.tag not in outside}


@pytest.fixture(
    scope="module", params=[*PACKS, full_content().processes[0], SOMETIMES], ids=lambda f: f.name[:30]
)
def flow(request):
    return request.param, exported(request.param)


def test_ids_are_unique_and_every_reference_leads_somewhere(flow):
    _process, root = flow
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for name in ("sourceRef", "targetRef", "attachedToRef", "default", "bpmnElement", "processRef"):
            assert element.get(name) is None or element.get(name) in ids
    for name in ("incoming", "outgoing", "flowNodeRef"):
        assert all(element.text in ids for element in all_of(root, BPMN, name))


def test_every_node_and_flow_has_its_place_in_the_diagram(flow):
    _process, root = flow
    flows = {edge.get("id") for edge in all_of(root, BPMN, "sequenceFlow")}
    drawn = {shape.get("bpmnElement") for shape in all_of(root, DI, "BPMNShape")}
    assert nodes_of(root).keys() <= drawn
    assert {lane.get("id") for lane in all_of(root, BPMN, "lane")} <= drawn
    assert {edge.get("bpmnElement") for edge in all_of(root, DI, "BPMNEdge")} == flows
    assert all(len(edge.findall(f"{{{DD}}}waypoint")) >= 2 for edge in all_of(root, DI, "BPMNEdge"))
    laned = [ref.text for ref in all_of(root, BPMN, "flowNodeRef")]
    assert sorted(laned) == sorted(nodes_of(root))


def test_whoever_starts_ends_and_every_step_is_on_the_way(flow):
    process, root = flow
    nodes = nodes_of(root)
    after = {id: [] for id in nodes}
    for edge in all_of(root, BPMN, "sequenceFlow"):
        after[edge.get("sourceRef")].append(edge.get("targetRef"))
    reached, left = set(), ["Start"]
    while left:
        here = left.pop()
        if here not in reached:
            reached.add(here)
            left += after[here] + [n for n, e in nodes.items() if e.get("attachedToRef") == here]
    assert reached == set(nodes)
    assert [id for id, following in after.items() if not following] == ["End"]
    tasks = [e for e in nodes.values() if e.tag.endswith("Task")]
    assert sorted(task.get("name") for task in tasks) == sorted(step.name for step in process.steps)


def test_a_task_has_one_way_in_and_one_way_out(flow):
    """What parts and joins are gateways: several flows at a task would mean something else in BPMN."""
    _process, root = flow
    for node in nodes_of(root).values():
        gateway = node.tag.endswith("Gateway")
        into, out = (len(node.findall(f"{{{BPMN}}}{way}")) for way in ("incoming", "outgoing"))
        assert (into, out) <= (1, 1) or gateway
        assert not gateway or max(into, out) > 1


def test_boxes_stand_apart_within_their_lanes(flow):
    _process, root = flow
    boxes = {}
    for shape in all_of(root, DI, "BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        boxes[shape.get("bpmnElement")] = [int(bounds.get(n)) for n in ("x", "y", "width", "height")]
    nodes = {id: boxes[id] for id, node in nodes_of(root).items() if not node.get("attachedToRef")}
    assert not [(a, b) for a, b in combinations(nodes, 2) if overlap(nodes[a], nodes[b])]
    for lane in all_of(root, BPMN, "lane"):
        for ref in lane.findall(f"{{{BPMN}}}flowNodeRef"):
            assert inside(boxes[ref.text], boxes[lane.get("id")])


def overlap(one, other):
    return all(one[i] < other[i] + other[i + 2] and other[i] < one[i] + one[i + 2] for i in (0, 1))


def inside(small, large):
    return all(large[i] <= small[i] and small[i] + small[i + 2] <= large[i] + large[i + 2] for i in (0, 1))


def test_a_step_that_may_be_left_out_and_one_that_may_stay_silent():
    root = exported(SOMETIMES)
    (condition,) = all_of(root, BPMN, "conditionExpression")
    assert condition.text == "phải xác minh"
    (timer,) = all_of(root, BPMN, "boundaryEvent")
    assert timer.find(f".//{{{BPMN}}}timeDuration").text == "P2D"
    (waiting,) = all_of(root, BPMN, "receiveTask")
    assert waiting.get("name") == "C"
    asked = nodes_of(root)["Step_2_if"]
    (past,) = [e for e in all_of(root, BPMN, "sequenceFlow") if e.get("id") == asked.get("default")]
    assert past.get("name") == "không"
