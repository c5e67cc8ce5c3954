"""What every template and style sheet keeps to, so that the strict policy of contents holds."""

import re

import pytest
from django.template.loader import get_template

from tests.conformance.tree import PACKAGE, named

TEMPLATES = sorted(PACKAGE.glob("web/*/templates/**/*.html"))
STYLES = sorted(PACKAGE.glob("web/*/static/*/*.css"))
# Forms whose views take no token, and say why: motcua/web/shell/views/preferences.py.
WITHOUT_TOKEN = ("shell:theme", "shell:language")


def test_there_are_templates():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_it_compiles(path):
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_nothing_inline_that_the_policy_refuses(path):
    text = re.sub(r"{%.*?%}", "{%%}", path.read_text(encoding="utf-8"))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_form_that_changes_something_carries_its_token(path):
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", path.read_text(encoding="utf-8"), re.DOTALL)
    assert all("csrf_token" in form or any(n in form for n in WITHOUT_TOKEN) for form in forms)


@pytest.mark.parametrize("path", [p for p in STYLES if p.name not in ("theme.css", "dark.css")], ids=named)
def test_colours_have_names(path):
    before_print = path.read_text(encoding="utf-8").split("@media print")[0]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", before_print)
