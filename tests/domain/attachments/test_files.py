"""Files through a real scanner: kept, scanned, destroyed, waiting while the scanner is down."""

import hashlib
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.core.files.storage import storages

from motcua.attachments import queries
from motcua.attachments.actions.keep_file import keep_file
from motcua.attachments.actions.scan_file import scan_file
from motcua.attachments.jobs import scan_waiting
from motcua.attachments.kinds import NotTakenError
from motcua.attachments.models import StoredFile
from motcua.attachments.scanning import Clamd, ScannerError
from motcua.journal.events import SYSTEM, Kind, Subject
from motcua.journal.queries import history
from tests import debian
from tests.domain.dossiers.conftest import clock, local
from tests.factories.files import EICAR, a_pdf, a_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder", "clock")]
AT = local("2020-06-02T09:00")
__all__ = ["clock"]

_CONFIGURATION = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
Foreground yes
StreamMaxLength 30M
"""


@pytest.fixture
def own_folder(settings, tmp_path):
    kept = {**settings.STORAGES["attachments"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "attachments": kept}
    settings.CLAMD = ""


@contextmanager
def clamd(folder):
    """A clamd that knows two signatures: EICAR, and a word of ours."""
    debian.require("clamav-daemon")
    signatures = folder / "signatures"
    signatures.mkdir(exist_ok=True)
    (signatures / "own.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n")
    (signatures / "own.ndb").write_text(f"Motcua.Word:0:*:{'từ xấu xa'.encode().hex()}\n")
    (folder / "clamd.conf").write_text(_CONFIGURATION.format(folder=folder))
    process = subprocess.Popen(
        ["clamd", "--config-file", folder / "clamd.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 60
        while not (folder / "clamd.sock").exists():
            assert process.poll() is None, "clamd ended"
            assert time.monotonic() < until, "clamd did not begin"
            time.sleep(0.05)
        yield str(folder / "clamd.sock")
    finally:
        process.kill()
        process.wait()
        (folder / "clamd.sock").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with clamd(tmp_path_factory.mktemp("clamd")) as socket:
        yield socket


def kept(content, name="Tờ khai của chị Ánh.pdf"):
    return keep_file(actor=None, at=AT, name=name, content=content)


def events(file):
    return [event.type for event in history(Subject(Kind.FILE, str(file.pk)))]


def test_a_file_waits_opens_when_found_clean_and_is_what_was_kept(settings, address):
    settings.CLAMD = address
    content = a_pdf(pages=3)
    file = kept(content)
    assert (file.state, file.kind, file.pages, file.size) == ("waiting", "pdf", 3, len(content))
    for look in (queries.opened, lambda waiting: queries.page_of(waiting, 1)):
        with pytest.raises(queries.NotOpenedError):
            look(file)
    file = scan_file(actor=SYSTEM, at=AT, file=file)
    assert file.state == "clean"
    assert queries.opened(file) == content
    assert queries.page_of(file, 3).startswith(b"\x89PNG")
    assert events(file) == ["keep_file", "scan_file"]


@pytest.mark.parametrize("content", [a_pdf(note="từ xấu xa".encode()), a_photo() + "từ xấu xa".encode()])
def test_an_infected_file_is_destroyed_and_its_hash_stays(
    settings, address, content, django_capture_on_commit_callbacks
):
    settings.CLAMD = address
    file = kept(content)
    with django_capture_on_commit_callbacks(execute=True):
        file = scan_file(actor=SYSTEM, at=AT, file=file)
    assert (file.state, file.sha256) == ("infected", hashlib.sha256(content).hexdigest())
    assert file.signature.startswith("Motcua.Word")
    assert not storages[queries.STORAGE].exists(file.place)
    with pytest.raises(queries.NotOpenedError):
        queries.opened(file)
    assert scan_file(actor=SYSTEM, at=AT, file=file).state == "infected"


def test_the_scanner_itself_knows_eicar_and_the_harmless(address):
    assert Clamd(address).scan(EICAR).signature.startswith("Eicar-Test")
    assert Clamd(address).scan(a_photo(900, 900)).clean


def test_while_the_scanner_is_down_files_wait_and_none_is_passed(settings, tmp_path):
    settings.CLAMD = str(tmp_path / "clamd.sock")
    files = [kept(a_pdf(pages=n)) for n in (1, 2)]
    with pytest.raises(ScannerError):
        scan_file(actor=SYSTEM, at=AT, file=files[0])
    assert scan_waiting(AT) == 0
    assert queries.waiting().count() == 2
    with clamd(tmp_path) as settings.CLAMD:
        assert scan_waiting(AT) == 2
    assert {file.state for file in StoredFile.objects.all()} == {"clean"}


def test_without_a_scanner_pages_are_shown_and_the_file_itself_never_leaves():
    file = kept(a_photo(), name="ảnh.jpg")
    assert file.state == "unscanned"
    assert queries.page_of(file, 1).startswith(b"\x89PNG")
    with pytest.raises(queries.NotOpenedError):
        queries.opened(file)


def test_bytes_changed_on_the_disk_are_not_shown(settings):
    file = kept(a_photo())
    with storages[queries.STORAGE].open(file.place, "wb") as changed:
        changed.write(a_photo(81))
    with pytest.raises(queries.NotOpenedError, match="not what was kept"):
        queries.page_of(file, 1)


def test_a_refused_file_leaves_nothing():
    with pytest.raises(NotTakenError):
        kept(b"MZ a program", name="Tờ khai.pdf")
    assert not StoredFile.objects.exists()
    assert not storages[queries.STORAGE].exists("2020")


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:1", "/no/such.sock"])
def test_an_address_without_a_scanner(address):
    with pytest.raises(ScannerError):
        Clamd(address).scan(b"x")
