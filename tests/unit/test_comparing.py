"""What is told to have changed between two contents."""

from motcua.catalogue.comparing import Kind, compare
from motcua.catalogue.content import VersionContent
from tests.factories.catalogue import FULL, full_content


def told(new):
    return [(d.part, d.kind.value, getattr(d.row, "name", ""), d.field) for d in compare(full_content(), new)]


def content(part, *rows):
    return VersionContent.model_validate({**FULL, part: list(rows)})


def test_nothing_has_changed():
    assert told(full_content()) == []


def test_a_field_of_the_version():
    (found,) = compare(full_content(), full_content(field="Đất đai"))
    assert (found.part, found.kind, found.before, found.after) == (
        "field",
        Kind.CHANGED,
        "Hộ tịch",
        "Đất đai",
    )


def test_rows_come_go_and_change():
    form, passport, card = FULL["components"]
    assert told(content("components", form, passport)) == [("components", "removed", "Thẻ căn cước", "")]
    assert told(content("components", *FULL["components"], {"name": "Ảnh"}))[0][1:3] == ("added", "Ảnh")
    changed = told(content("components", {**form, "originals": 2}, passport, card))
    assert changed == [("components", "changed", "Tờ khai", "originals")]


def test_a_mended_name_is_a_change_and_not_another_paper():
    form, passport, card = FULL["components"]
    found = told(content("components", form, passport, {**card, "name": "Thẻ Căn cước công dân"}))
    assert found == [("components", "changed", "Thẻ Căn cước công dân", "name")]


def test_the_order_is_told_once():
    found = told(content("components", *reversed(FULL["components"])))
    assert found == [("components", "moved", "", "")]


def test_steps_are_told_within_their_process():
    (flow,) = FULL["processes"]
    first, *rest = flow["steps"]
    flow = {**flow, "steps": [{**first, "limit": "2 h"}, *rest]}
    (found,) = compare(full_content(), content("processes", flow))
    assert (found.part, found.field, found.before, found.after) == ("steps", "limit", "4 h", "2 h")
    assert found.within.code == "chinh"
