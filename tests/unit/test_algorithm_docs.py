"""The examples in docs/algorithms are true."""

import doctest

import pytest

from tests.conformance.tree import ROOT

PAGES = sorted((ROOT / "docs" / "algorithms").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_of_the_algorithms(page):
    failed, _ = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert not failed


def test_most_pages_have_examples():
    parser = doctest.DocTestParser()
    assert sum(bool(parser.get_examples(page.read_text(encoding="utf-8"))) for page in PAGES) > 1
