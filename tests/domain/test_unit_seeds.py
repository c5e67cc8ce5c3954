"""The seeds: the tree of 2020 and of 2025, loaded by the real acts (domain.md 11)."""

from datetime import date

from django.test import TestCase
from django.utils import timezone

from motcua.journal.events import SYSTEM, Kind
from motcua.journal.models import Event
from motcua.orgs import queries
from motcua.orgs.actions.load_units import load_units
from motcua.orgs.models import AgencyIdentifier, Mark, Scheme, Unit, UnitKind

OLD, NEW = date(2020, 6, 1), date(2025, 7, 1)


def kinds(code, on):
    return sorted(queries.subtree(code, on).values_list("kind", flat=True))


class TestSeeds(TestCase):
    """Loaded once for all these tests: it takes some seconds."""

    @classmethod
    def setUpTestData(cls):
        load_units(actor=SYSTEM, at=timezone.now())

    def test_yen_chau_of_2020_is_whole(self):
        found = kinds("yen-chau", OLD)
        assert found.count("commune") == 15
        assert found.count("one_stop") == 16
        assert found.count("office") == 13
        assert found.count("vertical") == 5
        assert found.count("district") == 1
        districts = queries.existing(OLD).filter(kind=UnitKind.DISTRICT)
        assert districts.count() == 12

    def test_a_second_run_changes_nothing(self):
        events = Event.objects.count()
        assert set(load_units(actor=SYSTEM, at=timezone.now()).values()) == {0}
        assert Event.objects.count() == events

    def test_the_district_level_ends_on_30_june_2025(self):
        assert queries.subtree("yen-chau", date(2025, 6, 30)).exists()
        assert not queries.subtree("yen-chau", NEW).exists()
        assert not queries.existing(NEW).filter(level="district").exists()

    def test_five_communes_of_2025_have_a_centre_each(self):
        for code in ("xa-yen-chau", "xa-chieng-hac", "xa-long-phieng", "xa-yen-son", "phieng-khoai"):
            assert kinds(code, NEW) == ["centre", "commune", "office", "office", "office"]
            assert queries.parent(queries.unit(code), NEW).code == "son-la"

    def test_successors_are_those_of_the_resolution(self):
        def codes(code, on=NEW):
            return [u.code for u in queries.successors_of(code, on)]

        for old in (
            "thi-tran-yen-chau",
            "chieng-dong",
            "chieng-sang",
            "chieng-pan",
            "chieng-khoi",
            "sap-vat",
        ):
            assert codes(old) == ["xa-yen-chau"]
        for old in ("tu-nang", "muong-lum", "chieng-hac"):
            assert codes(old) == ["xa-chieng-hac"]
        assert codes("chieng-tuong") == codes("long-phieng") == ["xa-long-phieng"]
        assert codes("chieng-on") == codes("yen-son") == ["xa-yen-son"]
        assert codes("phieng-khoai") == ["phieng-khoai"]
        assert len(codes("yen-chau")) == 5
        # Through the town, into which it had been merged before.
        assert codes("vieng-lan") == ["xa-yen-chau"]
        assert codes("vieng-lan", date(2025, 3, 1)) == ["thi-tran-yen-chau"]
        assert codes("chieng-dong-mot-cua") == ["xa-yen-chau-ttpvhcc"]

    def test_one_gso_code_two_units(self):
        assert sorted(Unit.objects.filter(gso_code="04075").values_list("code", flat=True)) == [
            "vieng-lan",
            "xa-yen-chau",
        ]

    def test_dossiers_come_in_at_the_nearest_one_stop_unit(self):
        def where(code, on=OLD):
            return queries.one_stop_of(queries.unit(code), on).code

        assert where("yen-chau") == where("yen-chau-tu-phap") == "yen-chau-mot-cua"
        assert where("chieng-hac") == where("chieng-hac-mot-cua") == "chieng-hac-mot-cua"
        assert where("xa-yen-chau-kinh-te", NEW) == "xa-yen-chau-ttpvhcc"

    def test_a_one_stop_unit_bears_its_agency_s_identifier_and_none_is_verified(self):
        one_stop = queries.unit("yen-chau-mot-cua")
        assert queries.identifier(one_stop, Scheme.QCVN_102, OLD).value == "000.00.NN.H52"
        assert queries.identifier(one_stop, Scheme.QD_20, date(2021, 1, 1)).value == "H52.NN"
        assert queries.identifier(one_stop, Scheme.QD_20, OLD) is None
        receiving = queries.existing(OLD).filter(kind=UnitKind.ONE_STOP)
        values = {queries.identifier(u, Scheme.QCVN_102, OLD).value for u in receiving}
        assert len(values) == 16
        assert not AgencyIdentifier.objects.filter(verified=True).exists()

    def test_every_seeded_unit_says_how_sure_we_are(self):
        assert not Unit.objects.filter(mark=Mark.ENTERED).exists()

    def test_each_unit_has_its_chain(self):
        chains = Event.objects.filter(subject_kind=Kind.UNIT).values_list("subject_id", flat=True).distinct()
        assert set(chains) == set(Unit.objects.values_list("code", flat=True))
        types = Event.objects.filter(subject_kind=Kind.UNIT, subject_id="chieng-hac").values_list(
            "type", flat=True
        )
        assert sorted(types) == [
            "unit_closed", "unit_founded", "unit_identifier_set", "unit_identifier_set", "unit_succeeded",
        ]  # fmt: skip
