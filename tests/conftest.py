"""Guards and fixtures of the whole suite.

The suite runs as an installation does: tables belong to the owner's role, the code under test uses the
application's role.
"""

import os

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from motcua.server import grants
from motcua.server.databases import OWNER
from tests import debian

_KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def requires_debian():
    """Call it with the name of a Debian package: skips by name, or fails in `.ci/run`, when it is missing."""
    return debian.require


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A database of this run's own: made and migrated by the owner, used by the application's role."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        owner, default = connections[OWNER], connections["default"]
        name = f"test_{owner.settings_dict['NAME']}_{worker}"
        _recreate(owner, name)
        owner.close()
        default.close()
        owner.settings_dict["NAME"] = default.settings_dict["NAME"] = name
        call_command("migrate", database=OWNER, verbosity=0)
        grants.apply(owner, application=default.settings_dict["USER"])
    yield
    with django_db_blocker.unblock():
        default.close()
        owner.close()
        with owner._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _recreate(owner, name):
    with owner._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')


@pytest.fixture(autouse=True, scope="session")
def _empty_as_owner():
    """Transactional tests are cleaned up by the owner: the application's role may not empty the journal.

    For the whole session, because a patch of a single test would be gone before its database is emptied.
    """

    def empty(self):
        # Not through Django, which forbids a test the databases it did not name.
        owner = connections[OWNER].get_connection_params()
        with psycopg.connect(**owner, autocommit=True) as cleaner:
            filled = _filled(cleaner)
            if not filled:
                return
            for table in grants.append_only_tables():
                cleaner.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            cleaner.execute("TRUNCATE " + ", ".join(f'"{t}"' for t in filled) + " CASCADE")
            for table in grants.append_only_tables():
                cleaner.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
                cleaner.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{table}_append_only"')

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def _filled(cleaner):
    """The tables that hold rows: emptying all of them each time would take most of the suite's time."""
    tables = [t for t in connection.introspection.table_names() if t not in _KEPT]
    rows = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in tables)
    return [table for (table,) in cleaner.execute(rows)]
