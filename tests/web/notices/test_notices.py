"""The page of notices: one's own, newest first, put away one by one or all at once; the bell counts."""

import pytest

from motcua.dossiers.models import Dossier
from motcua.notifications import queries
from motcua.notifications.models import Notice
from motcua.web.notices import views
from tests.domain.dossiers.conftest import clock, local, world
from tests.domain.dossiers.test_way import received
from tests.factories.people import make_user

__all__ = ["clock", "world"]
pytestmark = pytest.mark.django_db


def make_notices(user, dossier: Dossier, count=1, kind=Notice.Kind.NEW_WORK):
    return Notice.objects.bulk_create(
        Notice(
            officer=user.officer,
            kind=kind,
            dossier=dossier,
            about=f"step {number}",
            at=local(f"2020-06-02T09:{number % 60:02d}"),
            due_at=local("2020-06-09T17:00"),
        )
        for number in range(count)
    )


@pytest.fixture
def officer(world, client):
    client.force_login(world.specialist, backend="django.contrib.auth.backends.ModelBackend")
    return world.specialist


def test_strangers_are_sent_to_sign_in(client):
    answer = client.get("/notices")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_a_notice_tells_code_procedure_and_date_but_no_person(world, client, officer):
    dossier = received(world)
    make_notices(officer, dossier)
    page = client.get("/notices").text
    assert dossier.code in page
    assert "Thủ tục đi một vòng" in page
    assert "hạn 17:00 09/06/2020" in page
    assert world.applicant.name not in page


def test_the_bell_counts_what_is_unread_for_officers_only(world, client, officer):
    make_notices(officer, received(world), 3)
    make_notices(world.head, Dossier.objects.get(), 2, Notice.Kind.OVERDUE)
    assert (
        'mc-bell__count"><span class="govuk-visually-hidden">chưa đọc: </span>3<'
        in client.get("/account").text
    )
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/account").text
    assert 'href="/notices"' not in page
    assert client.get("/notices").status_code == 200


def test_one_is_put_away_and_stays_among_all(world, client, officer):
    one, _ = make_notices(officer, received(world), 2)
    page = client.post("/notices/read", {"notice": str(one.pk)}, follow=True)
    assert "Đã cất 1 thông báo." in page.text
    assert queries.unread(officer).count() == 1
    assert len(client.get("/notices?all").context["notices"]) == 2


def test_nobody_puts_away_what_is_not_his(world, client, officer):
    (other,) = make_notices(world.head, received(world))
    client.post("/notices/read", {"notice": str(other.pk)})
    assert queries.bell(world.head) == 1


@pytest.mark.parametrize("told", [{}, {"notice": "không"}])
def test_nonsense_is_refused(client, officer, told):
    assert client.post("/notices/read", told).status_code == 400
    assert client.get("/notices/read").status_code == 405


def test_pages_show_each_notice_once(world, client, officer, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 4)
    make_notices(officer, received(world), 10)
    seen, address = [], "/notices"
    while address:
        context = client.get(address).context
        seen += [notice.about for notice, _ in context["notices"]]
        address = f"/notices{context['following']}" if context["following"] else ""
    assert seen == [f"step {number}" for number in reversed(range(10))]


def test_letters_are_chosen(client, officer):
    assert "Thôi nhận thư" in client.get("/notices").text
    client.post("/notices/letters", {"wanted": "no"})
    assert not queries.wants_letters(officer.officer)
    client.post("/notices/letters", {"wanted": "yes"})
    assert queries.wants_letters(officer.officer)


def test_the_count_of_queries_does_not_grow_with_the_list(
    world, client, officer, django_assert_max_num_queries
):
    dossier = received(world)
    make_notices(officer, dossier, 2)
    client.get("/notices")
    with django_assert_max_num_queries(9) as few:
        client.get("/notices")
    make_notices(officer, dossier, 40, Notice.Kind.OVERDUE)
    with django_assert_max_num_queries(len(few)):
        client.get("/notices")
