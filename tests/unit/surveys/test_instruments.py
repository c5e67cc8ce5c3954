"""Questionnaires as data, and their way to XLSForm and back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pydantic import ValidationError
from pyxform.xls2xform import xls2xform_convert

from motcua.surveys import instruments, xlsform
from motcua.surveys.instruments import Instrument, Kind
from motcua.surveys.problems import SurveyError
from tests.unit.surveys.command import sipas


@pytest.fixture(scope="module")
def shipped():
    [path] = instruments.shipped()
    return instruments.read_file(path)


def document(**changes):
    """A small questionnaire with every kind of item."""
    levels = [{"code": str(i), "label": {"vi": f"mức {i}"}} for i in (1, 2, 3)]
    yes_no = [{"code": "yes", "label": {"vi": "Có"}}, {"code": "no", "label": {"vi": "Không"}}]
    items = [
        {"code": "late", "kind": "single", "label": {"vi": "Trễ?", "blt": "Thái"}, "options": yes_no},
        {
            "code": "why",
            "kind": "multiple",
            "label": {"vi": "Vì sao?"},
            "options": yes_no,
            "most": 2,
            "when": {"item": "late", "answers": ["yes", "no"]},
        },
        {"code": "trips", "kind": "integer", "label": {"vi": "Mấy lần?"}, "least": 0, "greatest": 20},
        {"code": "c1", "kind": "scale", "scale": "levels", "label": {"vi": "Lịch sự"}, "required": True},
        {"code": "words", "kind": "text", "label": {"vi": "Ý kiến"}},
    ]
    return {
        "code": "small",
        "version": "3",
        "title": {"vi": "Phiếu", "en": "Form"},
        "languages": ["vi", "blt"],
        "scales": [{"code": "levels", "levels": levels}],
        "sections": [{"code": "all", "label": {"vi": "Tất cả"}, "items": items}],
        "factors": [{"code": "f", "label": {"vi": "Yếu tố"}, "criteria": ["c1"]}],
        "formula": {"criterion": "score", "overall": "mean"},
        **changes,
    }


def test_the_questionnaire_of_2017_to_2020(shipped):
    assert [len(factor.criteria) for factor in shipped.factors] == [4, 5, 6, 3, 4]
    assert len(shipped.criteria()) == 22
    assert shipped.item("c10").label["vi"] == "Công chức giao tiếp lịch sự, đúng mực"
    assert [o.label["vi"] for o in shipped.options_of(shipped.item("c01"))][3] == "Hài lòng"
    assert shipped.item("expects").most == 3
    assert shipped.item("apology").when.answers == ("late",)
    asked = {"learned", "trips", "harassment", "extra_money", "timeliness", "delay_notice", "expects", "sex"}
    assert asked <= {item.code for item in shipped.items()}
    assert all(item.label.get("en") for item in shipped.items())
    assert shipped.formula.suppress_below == 30


@pytest.mark.parametrize("kind", ["shipped", "small"])
def test_to_xlsform_and_back_nothing_is_lost(shipped, kind):
    instrument = shipped if kind == "shipped" else Instrument.model_validate(document())
    assert xlsform.load(xlsform.export(instrument)) == instrument


@pytest.mark.parametrize("kind", ["shipped", "small"])
def test_forms_convert_and_pass_odk_validate(shipped, kind, tmp_path, requires_debian):
    requires_debian("default-jre-headless")
    instrument = shipped if kind == "shipped" else Instrument.model_validate(document())
    source, form = tmp_path / "form.xlsx", tmp_path / "form.xml"
    source.write_bytes(xlsform.export(instrument))
    xls2xform_convert(source, form, validate=True)
    text = form.read_text(encoding="utf-8")
    assert all(f"/{item.code}" in text for item in instrument.items())
    assert 'lang="Tiếng Việt (vi)"' in text


def test_the_command_writes_the_shipped_form(shipped, tmp_path):
    out = tmp_path / "phiếu.xlsx"
    assert sipas("form", "-o", out).returncode == 0
    assert xlsform.load(out.read_bytes()) == shipped
    broken = tmp_path / "broken.yaml"
    broken.write_text("code: x\n", encoding="utf-8")
    run = sipas("form", broken, "-o", out)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


def item(**changes):
    return {"code": "x", "kind": "text", "label": {"vi": "X"}, **changes}


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([item(), item()], "twice"),
        ([item(label={"en": "X"})], "Vietnamese"),
        ([item(kind="scale")], "names its scale"),
        ([item(kind="scale", scale="nothing")], "no scale nothing"),
        ([item(kind="single")], "options belong"),
        ([item(most=2)], "most"),
        ([item(least=2)], "bounds"),
        ([item(when={"item": "y", "answers": ["yes"]})], "earlier item"),
        ([item(code="all")], "different codes"),
        ([item(code="X y")], "pattern"),
        ([item(unknown=1)], "Extra inputs"),
    ],
)
def test_what_does_not_hang_together(items, words):
    section = {"code": "all", "label": {"vi": "Tất cả"}, "items": items}
    with pytest.raises(ValidationError, match=words):
        Instrument.model_validate(document(sections=[section], factors=[]))


def test_conditions_and_criteria_name_what_is_there():
    small = document()
    small["sections"][0]["items"][1]["when"] = {"item": "late", "answers": ["perhaps"]}
    with pytest.raises(ValidationError, match="doesn't have"):
        Instrument.model_validate(small)
    factor = {"code": "f", "label": {"vi": "F"}, "criteria": ["late"]}
    with pytest.raises(ValidationError, match="no item with a scale"):
        Instrument.model_validate(document(factors=[factor]))


def test_a_form_of_others_with_what_instruments_lack_is_refused():
    small = Instrument.model_validate(document())
    kinds = [one.kind for one in small.items()]
    assert set(kinds) == set(Kind)
    source = xlsform.export(small)
    book = load_workbook(BytesIO(source))
    book["survey"]["A3"] = "geopoint"
    file = BytesIO()
    book.save(file)
    with pytest.raises(SurveyError, match="geopoint"):
        xlsform.load(file.getvalue())
