"""After reception: fees taken once, scans kept with their paper."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image

from motcua.accounts.permissions import Role
from motcua.attachments import queries as attachments
from motcua.attachments.scanning import ScannerError, Verdict
from motcua.dossiers.models import Dossier, Settlement
from motcua.wiring.schedule import SCHEDULE
from tests.domain.dossiers.conftest import local
from tests.factories.people import give_role
from tests.web.desk.conftest import received

pytestmark = pytest.mark.django_db


@pytest.fixture
def cashier(world, desk):
    """The counter officer, who keeps the cash desk too."""
    give_role(world.counter.officer, Role.CASH_DESK, world.one_stop)
    return desk(world.counter)


def test_a_fee_is_taken_once(cashier, world):
    code = received(world).code
    for _ in range(2):
        cashier.post(f"/counter/done/{code}/fee", {"name": "Phí chứng thực", "amount": "12.000"})
    row = Settlement.objects.get()
    assert (row.amount, row.receipt_number, row.dossier.code) == (12_000, "AA-20T-0000001", code)
    page = cashier.get(f"/counter/done/{code}").text
    assert "Khoản này đã thu rồi." in page
    assert "biên lai số AA-20T-0000001" in page


def test_a_wrong_amount_is_told(cashier, world):
    code = received(world).code
    cashier.post(f"/counter/done/{code}/fee", {"name": "Phí", "amount": "mười hai"})
    assert "Hãy ghi số tiền bằng chữ số" in cashier.get(f"/counter/done/{code}").text
    assert not Settlement.objects.exists()


def test_who_keeps_no_cash_desk_takes_no_money(counter, world):
    code = received(world).code
    assert counter.post(f"/counter/done/{code}/fee", {"name": "Phí", "amount": "1"}).status_code == 403
    assert "Đã thu tiền" not in counter.get(f"/counter/done/{code}").text


def scan(content):
    return SimpleUploadedFile("to-khai.png", content)


def test_a_scan_is_kept_with_its_paper(counter, world, png):
    code = received(world).code
    counter.post(f"/counter/done/{code}/scan", {"position": "1", "file": scan(png)})
    attached = Dossier.objects.get().attachments.get()
    assert (attached.position, attached.file.name) == (1, "to-khai.png")
    assert "to-khai.png" in counter.get(f"/counter/done/{code}").text


def test_what_is_no_scan_is_refused_in_words(counter, world):
    code = received(world).code
    counter.post(f"/counter/done/{code}/scan", {"position": "1", "file": scan(b"MZ\x90 chuong trinh")})
    assert "Chỉ nhận tệp PDF, JPEG hoặc PNG." in counter.get(f"/counter/done/{code}").text
    counter.post(f"/counter/done/{code}/scan", {"position": "9", "file": scan(b"%PDF-")})
    assert not Dossier.objects.get().attachments.exists()


class Scanner:
    """A scanner that finds what it is told; None: it is down."""

    found = None

    def scan(self, content):
        if self.found is None:
            raise ScannerError("down")
        return Verdict(self.found)


@pytest.fixture
def scanner(monkeypatch):
    one = Scanner()
    monkeypatch.setattr(attachments, "scanner", lambda: one)
    return one


@pytest.mark.parametrize(
    ("found", "state", "told"),
    [
        ("", "clean", "Đã lưu tệp cùng giấy tờ."),
        ("Eicar-Test", "infected", "Tệp có mã độc (Eicar-Test) và đã bị hủy."),
    ],
)
def test_the_officer_hears_at_once_what_the_scanner_found(counter, world, png, scanner, found, state, told):
    code, scanner.found = received(world).code, found
    counter.post(f"/counter/done/{code}/scan", {"position": "1", "file": scan(png)})
    assert Dossier.objects.get().attachments.get().file.state == state
    assert told in counter.get(f"/counter/done/{code}").text


def test_a_scan_waits_for_a_scanner_that_is_down_and_the_schedule_asks_again(counter, world, png, scanner):
    code = received(world).code
    counter.post(f"/counter/done/{code}/scan", {"position": "1", "file": scan(png)})
    assert "chưa trả lời: tệp được cách ly" in counter.get(f"/counter/done/{code}").text
    (job,) = [job for job in SCHEDULE if job.name == "scan_waiting"]
    at = local("2020-06-03T10:00")
    assert job.do(at, None) == 0
    assert Dossier.objects.get().attachments.get().file.state == "waiting"
    scanner.found = ""
    assert job.do(at, None) == 1
    assert Dossier.objects.get().attachments.get().file.state == "clean"


def test_neighbours_attach_nothing(desk, neighbour, world):
    code = received(world).code
    answer = desk(neighbour).post(f"/counter/done/{code}/scan", {"position": "1", "file": scan(b"%PDF-")})
    assert answer.status_code == 404


@pytest.fixture
def png(tmp_path):
    """A small picture, and a folder of its own for what is kept."""
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**settings.STORAGES, "attachments": folder}, CLAMD=""):
        yield out.getvalue()
