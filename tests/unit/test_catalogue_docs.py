"""The examples in the catalogue's documents are true."""

import doctest
import re

import pytest

from motcua.catalogue import pack
from motcua.catalogue.content import (
    AreaExtension,
    Case,
    Component,
    Extension,
    Fee,
    LegalBasis,
    OnlineLevel,
    Process,
    RawText,
    Result,
    Step,
    Way,
)
from motcua.lib import money
from tests.conformance.tree import ROOT

FORMAT = ROOT / "docs" / "reference" / "pack-format.md"


@pytest.mark.parametrize("name", ["fees", "process-time"])
def test_examples_of_the_algorithms(name):
    path = ROOT / "docs" / "algorithms" / f"{name}.md"
    failed, tried = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert tried > 3
    assert not failed


def test_examples_of_amounts():
    failed, tried = doctest.testmod(money)
    assert tried
    assert not failed


def test_the_pack_in_the_format_s_document_holds():
    (example,) = re.findall(r"```yaml\n(.*?)```", FORMAT.read_text(encoding="utf-8"), re.DOTALL)
    assert pack.read(example.encode(), name="example").problems == ()


@pytest.mark.parametrize(
    "value",
    [
        pack.Pack,
        pack.PackProcedure,
        Case,
        Component,
        Way,
        Fee,
        Extension,
        AreaExtension,
        OnlineLevel,
        LegalBasis,
        Result,
        RawText,
        Process,
        Step,
    ],
)
def test_every_key_of_the_format_is_told(value):
    text = FORMAT.read_text(encoding="utf-8")
    own_words = {"parsed", "raw_text"}  # how national records are kept; a pack has no use for them
    assert [key for key in value.model_fields.keys() - own_words if f"`{key}" not in text] == []
