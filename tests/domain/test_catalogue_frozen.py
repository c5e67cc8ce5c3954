"""A published version is frozen by the database, for the tables' owner too."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from motcua.catalogue.models import Procedure, ProcedureVersion
from tests.factories.catalogue import a_content, full_content, landed

PARTS = [
    "case",
    "component",
    "way",
    "fee",
    "extension",
    "areaextension",
    "onlinelevel",
    "legalbasis",
    "result",
    "rawtext",
    "process",
    "step",
    "steplink",
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    (outcome,) = landed(full_content())
    return ProcedureVersion.objects.get(id=outcome.version)


def refused(sql, *values):
    """The database refuses the statement, saying that it is about a published version."""
    refusal = pytest.raises(DatabaseError, match="published version")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("table", PARTS)
def test_no_row_of_a_published_version_is_changed_or_deleted(version, table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM catalogue_{table}")
        assert cursor.fetchone()[0] > 0
    refused(f"UPDATE catalogue_{table} SET id = id")
    refused(f"DELETE FROM catalogue_{table}")


def test_no_row_is_added_to_a_published_version(version):
    refused(
        "INSERT INTO catalogue_case (id, version_id, position, code, name, mark, note, signed_result,"
        " own_area_only, any_area, no_due_date)"
        " VALUES (gen_random_uuid(), %s, 99, 'x', 'x', '', '', false, false, false, false)",
        version.id,
    )


@pytest.mark.parametrize(
    "change",
    [
        "name = 'Khác'",
        "effective_from = '2020-01-01'",
        "content_hash = 'x'",
        "state = 'draft', published_at = NULL",
        "counting_mode = 'end_of_day'",
        "procedure_id = gen_random_uuid()",
        "number = 7",
    ],
)
def test_a_published_version_is_not_changed(version, change):
    refused(f"UPDATE catalogue_procedureversion SET {change} WHERE id = %s", version.id)


def test_a_published_version_is_not_deleted(version):
    Procedure.objects.update(current=None)
    refused("DELETE FROM catalogue_procedureversion WHERE id = %s", version.id)


def test_its_end_may_be_set_and_drawn_nearer_but_not_put_off(version):
    versions = ProcedureVersion.objects.filter(id=version.id)
    versions.update(effective_to=date(2030, 1, 1))
    versions.update(effective_to=date(2029, 1, 1))
    refused("UPDATE catalogue_procedureversion SET effective_to = '2031-01-01'")
    refused("UPDATE catalogue_procedureversion SET effective_to = NULL")


def test_two_versions_are_never_in_effect_at_once(version):
    with pytest.raises(IntegrityError, match="version_one_in_effect"), transaction.atomic():
        ProcedureVersion.objects.create(
            procedure=version.procedure,
            number=2,
            state="published",
            published_at=version.published_at,
            effective_from=date(2026, 1, 1),
            origin="local",
            mark="found",
            name="Hai",
        )


def test_a_draft_is_free(version):
    draft = ProcedureVersion.objects.create(
        procedure=version.procedure,
        number=2,
        effective_from=date(2026, 1, 1),
        origin="local",
        mark="found",
        name="Bản thảo",
    )
    draft.cases.create(position=1, code="a", name="A")
    draft.cases.update(name="B")
    draft.cases.all().delete()
    draft.delete()


def test_a_row_is_not_moved_from_a_draft_into_a_published_version(version):
    landed(a_content("1.000005"))
    draft = ProcedureVersion.objects.create(
        procedure=Procedure.objects.get(code="1.000005"),
        number=2,
        effective_from=date(2026, 1, 1),
        origin="local",
        mark="found",
        name="Bản thảo",
    )
    case = draft.cases.create(position=50, code="a", name="A")
    refused("UPDATE catalogue_case SET version_id = %s WHERE id = %s", version.id, case.id)
