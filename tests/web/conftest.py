"""Guards of all tests of screens: no template asks for what is not there, and reading writes nothing."""

import re

import pytest
from django.db import connection
from django.template import engines
from django.test import Client

# Sessions are the server's memory of a visit, the access log its memory of who looked.
MAY_BE_WRITTEN = {"accounts_visit", "journal_access"}
# OpenID Connect sends people back by GET; what they bring is good for one question of their browser.
WRITES_BY_PROTOCOL = "/sign-in/shared/back"
_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)', re.IGNORECASE)


class Undefined(str):
    """Stands where a template's variable has no value, and says so loudly."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"a template asks for {{{{ {name} }}}}, which is not there")


@pytest.fixture(autouse=True)
def _no_undefined_variables(request, monkeypatch):
    if "manage" not in request.node.nodeid:  # the admin's own templates lean on silence
        monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("%s"))


@pytest.fixture(autouse=True)
def _reading_writes_nothing(monkeypatch):
    generic = Client.generic

    def guarded(self, method, *args, **kwargs):
        if method not in ("GET", "HEAD") or args[0].startswith(WRITES_BY_PROTOCOL):
            return generic(self, method, *args, **kwargs)
        with connection.execute_wrapper(_refuse_writing):
            return generic(self, method, *args, **kwargs)

    monkeypatch.setattr(Client, "generic", guarded)


def _refuse_writing(execute, sql, params, many, context):
    written = _WRITE.match(sql)
    if written and written.group(1) not in MAY_BE_WRITTEN:
        raise AssertionError(f"reading a page wrote to {written.group(1)}")
    return execute(sql, params, many, context)
