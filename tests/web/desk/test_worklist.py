"""The worklist and the leaders' pages: what stands where, in which order; figures are their lists."""

import re
from collections import Counter
from html import unescape

import pytest
from django.urls import reverse

from motcua.accounts.permissions import Role
from motcua.dossiers import tallies, worklists
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.values import ApplicantDetails
from motcua.dossiers.worklists import Tab
from motcua.web.desk import benches, lines
from motcua.worktime.limits import parse_limit
from tests.domain.dossiers.conftest import local
from tests.factories.people import make_user
from tests.web.desk.conftest import handed_over, received

pytestmark = pytest.mark.django_db
DAY = "2020-06-02T10:00"


def here(dossier):
    return Step.objects.get(dossier=dossier, ended_at=None)


def taken(world, when=DAY):
    dossier = handed_over(world, when)
    accept(actor=world.specialist, at=local(when), step=here(dossier), take=True)
    return dossier


def to_be_signed(world, when=DAY):
    dossier = taken(world, when)
    for _ in range(2):
        step = here(dossier)
        if step.owner is None:
            Step.objects.filter(pk=step.pk).update(owner=world.specialist.officer)
            step = here(dossier)
        complete_step(actor=world.specialist, at=local(when), step=step, opinion="Đủ điều kiện")
    return dossier


def shown(desk, user, **asked):
    """The codes in a list, from the top."""
    text = desk(user).get(reverse("desk:worklist"), asked).content.decode()
    return re.findall(r'mc-line__code" href="/desk/dossiers/([^"]+)"', text)


def text_of(response):
    return unescape(response.content.decode())


def test_what_is_due_first_stands_on_top(world, desk):
    codes = [handed_over(world, f"2020-06-0{day}T10:00").code for day in (3, 1, 2)]
    assert shown(desk, world.specialist, tab="unit") == [codes[1], codes[2], codes[0]]


@pytest.fixture
def various(world):
    """A dossier that nobody holds, one that is held, one with an opinion asked, one with a proposal."""
    dossiers = handed_over(world), taken(world), taken(world), taken(world)
    for_opinion = {"question": "?", "limit": parse_limit("2 wd"), "units": [world.district]}
    consult(actor=world.specialist, at=local(DAY), step=here(dossiers[2]), **for_opinion)
    missing = {"items": ["x"], "reason": "thiếu"}
    propose_supplement(actor=world.specialist, at=local(DAY), step=here(dossiers[3]), **missing)
    return dossiers


def pause(world, dossier):
    fresh, until = Dossier.objects.get(pk=dossier.pk), local("2020-06-12T17:00").date()
    request_supplement(actor=world.counter, at=local(DAY), dossier=fresh, expected_end_on=until)


def test_a_list_for_each_purpose(world, various, desk, at, stranger):
    at("2020-06-02T11:00")
    free, mine, asking, stopped = various
    head_of_counter = make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
    assert shown(desk, head_of_counter, tab="proposed") == [stopped.code]
    pause(world, stopped)
    assert set(shown(desk, world.specialist, tab="unit")) == {free.code, mine.code, asking.code}
    assert set(shown(desk, world.specialist, tab="mine")) == {mine.code, asking.code}
    assert shown(desk, world.specialist, tab="waiting") == [asking.code]
    assert shown(desk, world.specialist, tab="paused") == [stopped.code]
    assert shown(desk, world.specialist, tab="unit", when="free") == [free.code]
    asked = make_user(role=Role.SPECIALIST, unit=world.district)
    assert shown(desk, asked, tab="asked") == [asking.code]
    assert shown(desk, stranger, tab="unit") == []
    assert shown(desk, world.specialist, tab="overdue") == []
    at("2020-06-08T08:00")
    assert len(shown(desk, world.specialist, tab="overdue")) == 3, "the steps are late, the dossiers are not"
    assert set(shown(desk, world.counter, tab="waiting")) == {free.code, mine.code, asking.code}


def test_every_tab_counts_its_list(world, various, stranger):
    by_hours = handed_over(world)
    Dossier.objects.filter(pk=by_hours.pk).update(limit="8 h", lawful_due_at=local("2020-06-03T09:00"))
    head_of_counter = make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
    asked = make_user(role=Role.SPECIALIST, unit=world.district)
    users = (world.specialist, world.head, world.counter, head_of_counter, asked, stranger)
    times = [local(f"2020-06-{time}") for time in ("02T11:00", "03T10:00", "08T10:00", "20T10:00")]
    counted = Counter()
    for stage in (lambda: None, lambda: pause(world, various[3])):
        stage()
        for own in (benches.own(user, time) for user in users for time in times):
            found = tallies.counts(own)
            assert found == {tab: listed(tab, own).count() for tab in found}
            counted.update(found)
    assert all(counted[tab] for tab in Tab if tab is not Tab.ALL), "each list had something in it"


def listed(tab, desk):
    if tab is Tab.ASKED:
        return worklists.opinions(desk)
    return worklists.open_steps().filter(worklists.listed(tab, desk))


def test_found_by_code_or_name_without_tone_marks(world, desk):
    world.applicant = ApplicantDetails("Quàng Thị Đoan")
    one = handed_over(world)
    world.applicant = ApplicantDetails("Lò Văn Ơn")
    other = handed_over(world)
    assert shown(desk, world.specialist, tab="unit", q="quang doan") == [one.code]
    assert shown(desk, world.specialist, tab="unit", q=other.code[-4:]) == [other.code]
    assert shown(desk, world.specialist, tab="unit", q="khong co") == []
    assert shown(desk, world.specialist, tab="unit", procedure="9.100001", role="assign") != []
    assert shown(desk, world.specialist, tab="unit", role="approve") == []


def test_pages_follow_each_other_without_gap_or_repetition(world, desk, monkeypatch):
    monkeypatch.setattr(lines, "SIZE", 2)
    codes = [handed_over(world, "2020-06-01T10:00").code for _ in range(5)]
    client, found, address = desk(world.specialist), [], reverse("desk:worklist") + "?tab=unit"
    for _ in range(4):
        text = text_of(client.get(address))
        found += re.findall(r'mc-line__code" href="/desk/dossiers/([^"]+)"', text)
        following = re.search(r'href="([^"]+)" rel="next"', text)
        if not following:
            break
        address = reverse("desk:worklist") + following.group(1)
    assert sorted(found) == sorted(codes)


@pytest.mark.parametrize("asked", ["", "&q=000", "&when=free&procedure=9.100001&role=assign"])
def test_the_lists_ask_a_fixed_number_of_questions_and_stay_small(
    world, desk, django_assert_num_queries, asked
):
    client, address = desk(world.head), reverse("desk:worklist") + "?tab=unit" + asked
    handed_over(world)
    few = client.get(address)
    with django_assert_num_queries(16):
        client.get(address)
    for _ in range(4):
        handed_over(world)
    with django_assert_num_queries(16):
        many = client.get(address)
    line = (len(many.content) - len(few.content)) / 4
    assert 500 < line < (100_000 - len(few.content)) / lines.SIZE, "a full page has less than 100 KB"


def marks(*dossiers):
    return [f"{step.pk}:{step.version}" for step in map(here, dossiers)]


def test_many_are_taken_at_once_and_what_was_overtaken_is_listed(world, desk):
    one, other = handed_over(world), handed_over(world)
    rows = marks(one, other)
    accept(actor=world.head, at=local(DAY), step=here(other), take=True)
    text = text_of(desk(world.specialist).post(reverse("desk:bulk"), {"act": "take", "rows": rows}))
    assert "Đã làm 1 việc." in text
    assert f"{other.code}</a>: Hồ sơ vừa được người khác thay đổi." in text
    assert here(one).owner == world.specialist.officer
    assert here(other).owner == world.head.officer


def test_many_are_assigned_by_who_may(world, desk, stranger):
    one, other = handed_over(world), handed_over(world)
    told = {"act": "assign", "rows": marks(one, other), "officer": str(world.specialist.officer.pk)}
    text = text_of(desk(world.specialist).post(reverse("desk:bulk"), told))
    assert "Bạn không có quyền" in text
    text = text_of(desk(stranger).post(reverse("desk:bulk"), told, follow=True))
    assert not any(here(d).owner for d in (one, other)), "what one may not see is not there"
    desk(world.head).post(reverse("desk:bulk"), told)
    assert {here(d).owner for d in (one, other)} == {world.specialist.officer}


def test_nothing_chosen_changes_nothing_and_says_so(world, desk):
    client = desk(world.head)
    text = text_of(client.post(reverse("desk:bulk"), {"act": "take"}, follow=True))
    assert "Chưa chọn hồ sơ nào" in text
    told = {"act": "assign", "rows": marks(handed_over(world))}
    assert "Hãy chọn người được giao" in text_of(client.post(reverse("desk:bulk"), told, follow=True))
    assert client.post(reverse("desk:bulk"), {"act": "annul"}).status_code == 404


def test_a_leader_signs_in_batches_each_an_act_of_its_own(world, desk):
    ready, asked = to_be_signed(world), to_be_signed(world)
    client = desk(world.chairman)
    text = text_of(client.get(reverse("desk:approvals")))
    assert {ready.code, asked.code} <= set(re.findall(r"/desk/dossiers/([^\"]+)\"", text))
    assert "Đủ điều kiện" in text
    chairman = here(asked)
    accept(actor=world.chairman, at=local("2020-06-03T08:00"), step=chairman, take=True)
    opinion = {"question": "?", "limit": parse_limit("2 wd"), "units": [world.office]}
    officer = make_user(role=Role.SPECIALIST, unit=world.district)
    Step.objects.filter(pk=chairman.pk).update(owner=officer.officer)
    consult(actor=officer, at=local("2020-06-03T08:10"), step=here(asked), **opinion)
    assert "còn ý kiến chưa trả lời" in text_of(client.get(reverse("desk:approvals")))
    text = text_of(client.post(reverse("desk:bulk"), {"act": "approve", "rows": marks(ready, asked)}))
    assert "Đã làm 1 việc." in text
    assert f"{asked.code}</a>: Còn ý kiến chưa trả lời" in text
    assert here(ready).role == "seal"
    assert here(asked).role == "approve"


def test_every_figure_is_its_list(world, desk, at):
    handed_over(world)
    taken(world)
    received(world)
    late = taken(world, "2020-05-25T10:00")
    hand_over(actor=world.counter, at=local(DAY), step=here(received(world)))
    client = desk(world.chairman)
    text = text_of(client.get(reverse("desk:workload")))
    links = re.findall(r'href="(/desk/\?tab=all[^"]+)">(\d+)</a>', text)
    assert len(links) > 8
    for address, value in links:
        found = re.findall(r'mc-line__code" href="/desk/dossiers/([^"]+)"', text_of(client.get(address)))
        assert len(found) == int(value), address
    overdue = [address for address, _ in links if "when=late" in address and "officer=" in address]
    assert late.code in text_of(client.get(overdue[0]))


PAGES = {
    "worklist": {Role.SPECIALIST, Role.OFFICE_LEADER, Role.UNIT_LEADER, Role.COUNTER_OFFICER, Role.INSPECTOR},
    "approvals": {Role.UNIT_LEADER},
    "workload": {Role.OFFICE_LEADER, Role.UNIT_LEADER, Role.INSPECTOR, Role.AUDITOR},
}


@pytest.mark.parametrize("page", PAGES)
def test_who_may_open_which_page(world, desk, client, page):
    address = reverse(f"desk:{page}")
    assert client.get(address).status_code == 302
    for role in (*PAGES["worklist"], Role.AUDITOR, Role.ADMINISTRATOR, Role.SURVEY_TEAM):
        user = make_user(role=role, unit=world.district)
        expected = 200 if role in PAGES[page] else 403
        assert desk(user).get(address).status_code == expected, role
