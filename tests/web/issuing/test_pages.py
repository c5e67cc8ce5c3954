"""The pages: a result drafted, signed by the leader, sealed, opened by the counter; and the templates."""

import re
from html import unescape

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from motcua.accounts.permissions import Role
from motcua.dossiers import papers
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.models import Dossier, SignedPaper, Step
from motcua.issuing import queries
from motcua.issuing.actions.load_templates import load_templates
from motcua.journal.events import SYSTEM
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import appraising
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(world):
    load_templates(actor=SYSTEM, at=local("2020-01-02T08:00"))


def said(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def initial(response):
    return {name: value for name, value in response.context["form"].initial.items() if value is not None}


def drafted(world, desk, at):
    """The code of a dossier whose result the specialist drafted from a template."""
    step = appraising(world)
    at("2020-06-04T15:00")
    client, page = desk(world.specialist), reverse("issuing:draft", args=[step.dossier.code])
    begun = client.get(page, {"template": "giay-xac-nhan"})
    client.post(page, initial(begun))
    return step.dossier.code


def waiting(world, desk, at):
    """The leader's step of such a dossier."""
    code = drafted(world, desk, at)
    step = Step.objects.get(dossier__code=code, ended_at=None)
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=step)
    return Step.objects.get(pk=step.pk)


def test_a_draft_is_begun_from_a_template_with_the_dossiers_data(world, desk, at, shipped):
    code = drafted(world, desk, at)
    draft = papers.newest_draft(Dossier.objects.get(code=code))
    assert (draft.template, draft.template_version) == ("giay-xac-nhan", 1)
    assert "Lò Thị Ngọc Ánh" in draft.words.body
    assert "014123456789" in draft.words.body
    assert "{{" not in draft.words.body
    client = desk(world.specialist)
    pdf = client.get(reverse("issuing:draft_pdf", args=[code, 1]))
    assert pdf.content.startswith(b"%PDF-")
    shown = client.get(reverse("desk:dossier", args=[code]))
    assert reverse("issuing:draft", args=[code]) in said(shown)
    assert reverse("issuing:draft_pdf", args=[code, 1]) in said(shown)


def test_what_somebody_else_saved_meanwhile_is_told_and_nothing_typed_is_lost(world, desk, at, shipped):
    code = drafted(world, desk, at)
    client, page = desk(world.specialist), reverse("issuing:draft", args=[code])
    typed = initial(client.get(page)) | {"body": "Bản của tôi", "seen": 0}
    answer = client.post(page, typed)
    assert "Dự thảo vừa được người khác sửa" in said(answer)
    assert "Bản của tôi" in said(answer)
    assert Dossier.objects.get(code=code).drafts.count() == 1
    client.post(page, typed | {"seen": 1})
    assert Dossier.objects.get(code=code).drafts.count() == 2


def test_a_preview_keeps_nothing(world, desk, at, shipped):
    step = appraising(world)
    at("2020-06-04T15:00")
    client, page = desk(world.specialist), reverse("issuing:preview", args=[step.dossier.code])
    assert client.post(page, {"seen": 0, "body": "Xác nhận."}).content.startswith(b"%PDF-")
    assert client.post(page, {"seen": 0, "body": ""}).status_code == 422
    assert not step.dossier.drafts.exists()


def test_a_leader_signs_a_batch_and_each_fails_or_not_by_itself(world, desk, at, shipped):
    ready, bare = waiting(world, desk, at), appraising(world)
    (bare,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=bare)
    at("2020-06-05T09:00")
    client = desk(world.chairman)
    page = client.get(reverse("desk:approvals"))
    assert "Xem văn bản sẽ ký" in said(page)
    assert "chưa có dự thảo kết quả" in said(page)
    marks = re.findall(r'name="rows" value="([^"]+)"', said(page))
    assert sorted(mark.count(":") for mark in marks) == [1, 2]
    answer = client.post(reverse("desk:bulk"), {"act": "sign", "rows": marks})
    assert "Đã làm 1 việc." in said(answer)
    assert "Chưa có dự thảo kết quả để ký" in said(answer)
    assert papers.in_force(ready.dossier).signer == world.chairman.officer
    assert Step.objects.get(pk=bare.pk).state == Step.State.OFFERED


def test_from_the_leaders_form_to_the_counter(world, desk, at, shipped):
    step = waiting(world, desk, at)
    code = step.dossier.code
    at("2020-06-05T09:00")
    accept(actor=world.chairman, at=local("2020-06-05T08:30"), step=step)
    leader, act = desk(world.chairman), reverse("desk:act", args=[code, "approve", step.pk])
    form = leader.get(act).context["form"]
    given = {**form.initial, "sign": "on"}
    assert leader.post(act, given | {"seen_draft": 9}).status_code == 200
    assert not SignedPaper.objects.exists()
    leader.post(act, given)
    last = Step.objects.get(dossier__code=code, ended_at=None)
    accept(actor=world.clerk, at=local("2020-06-05T09:30"), step=last, take=True)
    at("2020-06-05T10:00")
    clerk, act = desk(world.clerk), reverse("desk:act", args=[code, "finish", last.pk])
    clerk.post(act, {**clerk.get(act).context["form"].initial, "result_number": "12"})
    paper = papers.in_force(Dossier.objects.get(code=code))
    assert paper.kind == SignedPaper.Kind.SEAL
    counter = desk(world.counter)
    assert "ký số" in said(counter.get(reverse("counter:result", args=[code])))
    assert counter.get(reverse("issuing:signed_pdf", args=[code, paper.pk])).content.startswith(b"%PDF-")
    page = counter.get(reverse("issuing:signed", args=[code, paper.pk]))
    assert page.context["valid"]
    assert len(page.context["checked"]) == 2


def test_a_changed_file_is_not_given_out_and_told(world, desk, at, shipped):
    step = waiting(world, desk, at)
    at("2020-06-05T09:00")
    client = desk(world.chairman)
    mark = f"{step.pk}:{step.version}:1"
    client.post(reverse("desk:bulk"), {"act": "sign", "rows": [mark]})
    paper = papers.in_force(step.dossier)
    with storages["attachments"].open(paper.file.place, "r+b") as kept:
        kept.seek(2000)
        kept.write(b"x")
    told = [step.dossier.code, paper.pk]
    assert client.get(reverse("issuing:signed_pdf", args=told)).status_code == 409
    page = client.get(reverse("issuing:signed", args=told))
    assert not page.context["valid"]
    assert "không hợp lệ" in said(page)


def test_who_may_open_what(world, desk, at, shipped, stranger, client):
    code = drafted(world, desk, at)
    draft, pdf = reverse("issuing:draft", args=[code]), reverse("issuing:draft_pdf", args=[code, 1])
    assert desk(world.specialist).get(draft).status_code == 200
    assert desk(world.clerk).get(draft).status_code == 302  # works here, but holds no step of it
    assert desk(world.chairman).get(pdf).status_code == 200
    assert desk(stranger).get(draft).status_code == 404
    assert desk(stranger).get(pdf).status_code == 404
    inspector = make_user(role=Role.INSPECTOR, unit=world.district)
    assert desk(inspector).get(pdf).status_code == 404  # looks on, works on nothing
    assert desk(inspector).get(draft).status_code == 403
    assert client.get(pdf).status_code == 302
    assert desk(world.chairman).get(reverse("issuing:templates")).status_code == 403


def test_an_editor_writes_a_template_in_versions(world, desk, at, shipped):
    client = desk(make_user(role=Role.CATALOGUE_EDITOR, unit=world.district))
    assert "Giấy xác nhận" in said(client.get(reverse("issuing:templates")))
    page = reverse("issuing:template", args=["giay-xac-nhan"])
    given = initial(client.get(page))
    assert client.post(page, given | {"body": "Xác nhận {{khong_co}}"}).status_code == 422
    client.post(page, given | {"body": "Xác nhận {{chu_ho_so}}."})
    assert queries.current("giay-xac-nhan").number == 2
    stale = client.post(page, given | {"body": "Muộn"})
    assert "vừa được người khác sửa" in said(stale)
    assert "Muộn" in said(stale)
    new = reverse("issuing:new_template")
    told = {"seen": 0, "code": "ban-sao", "name": "Bản sao", "procedure": "9.100001", "body": "{{ma_ho_so}}"}
    assert client.post(reverse("issuing:preview_template"), told).content.startswith(b"%PDF-")
    assert client.post(new, told).status_code == 302
    assert client.post(new, told).status_code == 422
    assert queries.offered("9.100001")[0].template_id == "ban-sao"
    assert "ban-sao" not in [row.template_id for row in queries.offered("9.200002")]
    client.post(reverse("issuing:retire_template", args=["ban-sao"]))
    assert "ban-sao" not in [row.template_id for row in queries.offered("9.100001")]
