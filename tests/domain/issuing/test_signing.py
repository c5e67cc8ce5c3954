"""A result drafted, signed by the leader, numbered and sealed by the clerk; and what is refused."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from motcua.attachments import queries as attachments
from motcua.dossiers import papers
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.draft_result import draft_result
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.models import Dossier, SignedPaper, Step
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.values import ResultText
from motcua.integrity.verification import compare
from motcua.issuing import keys, pades, signing
from motcua.issuing.actions.issue_result import issue_result
from motcua.issuing.actions.sign_result import sign_result
from motcua.issuing.keys import Fault, SigningError
from motcua.journal.events import Kind, Subject
from motcua.journal.models import Event
from motcua.journal.queries import history
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_time import appraising

pytestmark = pytest.mark.django_db
TEXT = ResultText(
    title="Giấy xác nhận",
    about="Tình trạng nhà ở",
    symbol="GXN-UBND",
    addressee="",
    body="Xét đề nghị của bà Lò Thị Ngọc Ánh,\nXác nhận bà Ánh có nhà ở hợp pháp./.",
    recipients="Bà Ánh\nLưu: VT",
)


def drafted(world, text=TEXT):
    """The draft of a dossier whose appraisal the specialist holds."""
    step = appraising(world)
    return draft_result(actor=world.specialist, at=local("2020-06-04T15:00"), step=step, text=text), step


def waiting(world):
    """The leader's step, to be signed."""
    _, step = drafted(world)
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=step)
    accept(actor=world.chairman, at=local("2020-06-05T08:00"), step=step)
    return Step.objects.get(pk=step.pk)


def signed(world):
    """The clerk's step after the leader signed."""
    step = waiting(world)
    (step,) = sign_result(actor=world.chairman, at=local("2020-06-05T09:00"), step=step, seen_draft=1)
    accept(actor=world.clerk, at=local("2020-06-05T09:30"), step=step, take=True)
    return Step.objects.get(pk=step.pk)


def refusal(**told):
    with pytest.raises(RefusedError) as refused:
        draft_result(**told)
    return refused.value.refusal


def test_every_change_is_the_next_draft_and_all_stay(world):
    first, step = drafted(world)
    step = Step.objects.get(pk=step.pk)
    told = {"actor": world.specialist, "at": local("2020-06-04T15:30"), "step": step}
    again = draft_result(**told, text=TEXT)
    second = draft_result(
        **told, text=replace(TEXT, about="Nhà ở"), template="giay-xac-nhan", template_version=3
    )
    assert again.pk == first.pk
    assert [row.number for row in step.dossier.drafts.all()] == [1, 2]
    assert papers.newest_draft(step.dossier) == second
    assert second.words.about == "Nhà ở"
    (event,) = history(Subject(Kind.DOSSIER, str(step.dossier_id))).filter(type="draft_result")[1:]
    assert "Nhà ở" not in str(event.payload)
    assert event.payload["rows"][0]["set"]["sha256"] == second.sha256


def test_an_empty_draft_and_one_of_somebody_else_are_refused(world):
    _, step = drafted(world)
    told = {"at": local("2020-06-04T15:30"), "step": Step.objects.get(pk=step.pk)}
    assert refusal(actor=world.specialist, text=replace(TEXT, body=" \n"), **told) == Refusal.RESULT_EMPTY
    assert refusal(actor=world.head, text=TEXT, **told) == Refusal.HELD_BY_ANOTHER


def test_the_leader_signs_and_the_file_is_the_dossiers_own(world):
    dossier = signed(world).dossier
    paper = papers.in_force(dossier)
    assert (paper.kind, paper.signer) == ("signature", world.chairman.officer)
    content = attachments.opened(paper.file)
    (found,) = pades.check(content, keys.roots())
    assert found.is_valid
    assert found.signer == world.chairman.officer.full_name
    event = history(Subject(Kind.DOSSIER, str(dossier.pk))).get(type="approve")
    assert paper.sha256 in str(event.payload)


def test_the_clerk_numbers_and_seals_it_without_harm_to_the_leaders_signature(world):
    step = signed(world)
    issue_result(actor=world.clerk, at=local("2020-06-05T10:00"), step=step, result_number="12")
    paper = papers.in_force(step.dossier)
    assert paper.kind == SignedPaper.Kind.SEAL
    leader, agency = signing.checked(paper)
    assert leader.is_valid
    assert agency.is_valid
    assert agency.signer == "UBND huyện"
    assert not compare().found


def test_a_changed_file_is_told_invalid(world):
    paper = papers.in_force(signed(world).dossier)
    content = bytearray(attachments.opened(paper.file))
    content[len(content) // 4] ^= 1
    assert not pades.is_valid(bytes(content), keys.roots())
    assert not pades.is_valid(bytes(content[:-700]), keys.roots())
    assert not pades.is_valid(attachments.opened(paper.file), [])
    with attachments.storages[attachments.STORAGE].open(paper.file.place, "wb") as kept:
        kept.write(bytes(content))
    with pytest.raises(attachments.NotOpenedError):
        signing.checked(paper)


def test_what_is_signed_is_what_was_seen(world):
    step = waiting(world)
    told = {"actor": world.chairman, "at": local("2020-06-05T09:00"), "step": step}
    with pytest.raises(RefusedError) as refused:
        sign_result(**told, seen_draft=2)
    assert refused.value.refusal == Refusal.DRAFT_CHANGED
    assert not SignedPaper.objects.exists()
    assert Step.objects.get(pk=step.pk).ended_at is None


def test_nothing_drafted_nothing_signed_but_paper_goes_on(world):
    (step,) = complete_step(actor=world.specialist, at=local("2020-06-04T16:00"), step=appraising(world))
    accept(actor=world.chairman, at=local("2020-06-05T08:00"), step=step)
    step = Step.objects.get(pk=step.pk)
    told = {"actor": world.chairman, "at": local("2020-06-05T09:00"), "step": step}
    with pytest.raises(RefusedError) as refused:
        sign_result(**told, seen_draft=0)
    assert refused.value.refusal == Refusal.NOTHING_DRAFTED
    (last,) = approve(**told)
    accept(actor=world.clerk, at=local("2020-06-05T09:30"), step=last, take=True)
    issue_result(actor=world.clerk, at=local("2020-06-05T10:00"), step=last, result_number="12/GXN")
    assert papers.in_force(step.dossier) is None


def test_a_signature_goes_with_the_step_that_is_sent_back(world):
    step = signed(world)
    told = {"at": local("2020-06-05T11:00")}
    assert refusal(actor=world.clerk, step=step, text=TEXT, **told) == Refusal.RESULT_SIGNED
    (again,) = send_back(actor=world.clerk, step=step, reason="sai tên", **told)
    assert papers.in_force(Dossier.objects.get(pk=step.dossier_id)) is None
    again = Step.objects.get(pk=again.pk)
    if again.state == Step.State.OFFERED:
        accept(actor=world.chairman, at=local("2020-06-05T11:10"), step=again, take=True)
        again = Step.objects.get(pk=again.pk)
    draft_result(
        actor=world.chairman, at=local("2020-06-05T11:20"), step=again, text=replace(TEXT, about="x")
    )
    sign_result(actor=world.chairman, at=local("2020-06-05T11:30"), step=again, seen_draft=2)
    assert papers.in_force(step.dossier).draft.number == 2


def test_without_a_key_nothing_is_signed_and_the_step_waits(world, monkeypatch):
    step = waiting(world)
    real = SimpleNamespace(is_demonstration=False)
    monkeypatch.setattr(keys, "installation", lambda: real)
    monkeypatch.setitem(keys.settings.SIGNING, "folder", "/nonexistent")
    with pytest.raises(SigningError) as failed:
        sign_result(actor=world.chairman, at=local("2020-06-05T09:00"), step=step, seen_draft=1)
    assert failed.value.fault == Fault.NO_KEY
    assert Step.objects.get(pk=step.pk).ended_at is None
    assert not Event.objects.filter(type="approve").exists()
