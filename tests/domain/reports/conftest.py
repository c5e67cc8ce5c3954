"""June 2020 in a district: one dossier for each way that a dossier can go."""

import pytest

from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.models import Dossier
from tests.domain.dossiers.conftest import clock, local, world
from tests.domain.reports.walking import received, solved, waiting_for_payment, waiting_for_supplement

__all__ = ["clock", "world"]


def _turned_away(world, act, at, **more):
    return act(
        actor=world.counter,
        at=local(at),
        unit=world.one_stop,
        version=world.version,
        applicant=world.applicant,
        request=world.request,
        **more,
    )


def _fresh(dossier):
    return Dossier.objects.get(pk=dossier.pk)


@pytest.fixture
def june(world) -> dict[str, Dossier]:
    """By name of the count that each dossier is in at the end of June (limit 5 working days)."""
    early = solved(world, received(world, "2020-06-02T09:00"), "2020-06-05")
    return_result(actor=world.counter, at=local("2020-06-08T08:00"), dossier=early, receiver_name="Lò Thị A")
    made = {
        "solved_early": early,
        "solved_late": solved(world, received(world, "2020-06-02T09:10"), "2020-06-10"),
        "solved_on_time": solved(world, received(world, "2020-05-28T09:00"), "2020-06-04"),
        "open_within_time": received(world, "2020-06-29T09:00"),
        "open_overdue": received(world, "2020-06-15T09:00"),
        "waiting_supplement": waiting_for_supplement(
            world, received(world, "2020-06-18T09:00"), "2020-06-19"
        ),
        "waiting_payment": waiting_for_payment(world, received(world, "2020-06-18T09:10"), "2020-06-19"),
        "guided": _turned_away(world, guide, "2020-06-10T09:00", items=["Tờ khai"], reason="Thiếu tờ khai"),
        "refused_at_reception": _turned_away(
            world, refuse_at_reception, "2020-06-11T09:00", reason="Không đúng thẩm quyền"
        ),
        "withdrawn": received(world, "2020-06-10T09:00"),
        "refused_in_processing": received(world, "2020-06-10T09:10"),
        "stopped": received(world, "2020-06-10T09:20"),
    }
    at = local("2020-06-12T09:00")
    withdraw(actor=world.counter, at=at, dossier=_fresh(made["withdrawn"]), reason="Không cần nữa")
    grounds = {"reason": "Không đủ điều kiện", "legal_basis": "Điều 5"}
    refuse(actor=world.chairman, at=at, dossier=_fresh(made["refused_in_processing"]), **grounds)
    stop(actor=world.chairman, at=at, dossier=_fresh(made["stopped"]), **grounds)
    made["on_the_spot"] = answer_on_the_spot(
        actor=world.counter,
        started_at=local("2020-06-12T10:00"),
        at=local("2020-06-12T10:20"),
        unit=world.one_stop,
        version=world.version,
        applicant=world.applicant,
        request=world.request,
        brought=world.papers,
        result_number="13/CT",
        receiver_name="Lò Thị A",
    )
    return made
