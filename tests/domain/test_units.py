"""Units as rows: days, names, parents, and what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.orgs import queries
from motcua.orgs.models import Succession, Unit, UnitParent

pytestmark = pytest.mark.django_db
OLD, NEW = date(2020, 6, 1), date(2025, 7, 2)


def a_unit(code, under=None, first=date(2000, 1, 1), last=None, kind="commune", level="commune", gso=""):
    made = Unit(code=code, kind=kind, level=level, name=code, gso_code=gso, valid_from=first, valid_to=last)
    made.save()
    if under:
        UnitParent.objects.create(unit=made, parent=under, valid_from=first, valid_to=last)
    return made


def test_the_same_gso_code_may_belong_to_two_units_one_after_the_other():
    a_unit("vieng-lan", last=date(2024, 12, 31), gso="04075")
    a_unit("xa-yen-chau", first=date(2025, 1, 1), gso="04075")
    again = Unit(
        code="z", kind="commune", level="commune", name="z", gso_code="04075", valid_from=date(2024, 12, 31)
    )
    with pytest.raises(ValidationError) as refused:
        again.full_clean()
    assert "gso_code" in refused.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_subtree_is_that_of_the_day():
    province = a_unit("tinh", kind="province", level="province")
    district = a_unit("huyen", province, last=date(2025, 6, 30), kind="district", level="district")
    office = a_unit("phong", district, last=date(2025, 6, 30), kind="office", level="district")
    commune = a_unit("xa")
    UnitParent.objects.create(
        unit=commune, parent=district, valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)
    )
    UnitParent.objects.create(unit=commune, parent=province, valid_from=date(2025, 7, 1))
    assert set(queries.subtree("huyen", OLD)) == {district, office, commune}
    assert set(queries.subtree("huyen", NEW)) == set()
    assert set(queries.subtree("tinh", NEW)) == {province, commune}
    assert queries.ancestors(commune, OLD) == [district, province]
    assert queries.ancestors(commune, NEW) == [province]
    assert [(n.unit.code, n.depth) for n in queries.tree(OLD)] == [
        ("tinh", 0), ("huyen", 1), ("phong", 2), ("xa", 2),
    ]  # fmt: skip


def test_an_unknown_code_is_said_in_words():
    with pytest.raises(queries.UnknownUnitError, match="khong-co"):
        queries.subtree("khong-co", OLD)


def test_a_successor_that_was_itself_succeeded_is_followed():
    first = a_unit("mot", last=date(2010, 12, 31))
    second = a_unit("hai", first=date(2011, 1, 1), last=date(2020, 12, 31))
    third = a_unit("ba", first=date(2021, 1, 1))
    Succession.objects.create(predecessor=first, successor=second, on=date(2011, 1, 1))
    Succession.objects.create(predecessor=second, successor=third, on=date(2021, 1, 1))
    assert queries.successors_of("mot", date(2015, 1, 1)) == [second]
    assert queries.successors_of("mot", NEW) == [third]
    assert queries.successors_of("ba", NEW) == [third]


def test_search_forgives_missing_marks():
    found = a_unit("chieng-hac")
    found.name = "Ủy ban nhân dân xã Chiềng Hặc"
    found.save()
    assert list(queries.search("chieng hac", OLD)) == [found]
    assert list(queries.search("Hặc ubnd", OLD)) == []
