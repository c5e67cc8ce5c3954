"""A citizen scans the QR code of a receipt, or types what is printed beside it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connections

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import terms
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.models import Dossier
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.actions.record import on_set_clock
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.printouts.addresses import tracking_address
from tests.journeys.pictures import picture
from tests.journeys.test_every_page import arrived, axe, examine

_RECEIVED = datetime(2020, 6, 2, 9, 0, tzinfo=LOCAL)


@pytest.fixture(scope="module")
def dossier(browser, django_db_blocker):
    """One dossier, received in a thread of its own: Django refuses its database beside a running loop."""
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as apart:
        return apart.submit(_received).result()


def _received() -> Dossier:
    """Brought to the counter of the demo district in June 2020."""
    version = ProcedureVersion.objects.get(procedure__code="1.009994", effective_from__year__lt=2020)
    brought = [Brought(rule.position, originals=1) for rule in terms.components_of(version, "")]
    try:
        with on_set_clock():
            return receive(
                actor=User.objects.get(username="canbo.yenchau"),
                at=_RECEIVED,
                unit=orgs.unit("yen-chau-mot-cua"),
                version=version,
                applicant=ApplicantDetails("Lò Thị Ngọc Ánh", phone="0912345678"),
                request=Request(),
                brought=brought,
            )
    finally:
        connections.close_all()


def test_the_qr_code_leads_to_the_dossier_and_leaves_no_trace_in_the_address(page, site, dossier):
    page.goto(tracking_address(site, dossier.code, dossier.secret))
    page.wait_for_url("**/tra-cuu/ho-so")
    assert dossier.code in page.inner_text("main")
    assert "Quàng Thị Hương" in page.inner_text("main")
    page.go_back()
    assert "#" not in page.url
    assert dossier.secret not in page.content()


def test_typed_by_keyboard_alone(page, dossier):
    page.goto("/")
    page.get_by_role("link", name="Tra cứu xem hồ sơ đang ở đâu").press("Enter")
    arrived(page, "**/tra-cuu")
    page.get_by_label("Mã hồ sơ").focus()
    page.keyboard.type(dossier.code.lower())
    page.keyboard.press("Tab")
    page.keyboard.type("sai")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    assert page.input_value("#id_code") == dossier.code.lower()
    page.fill("#id_secret", dossier.secret)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tra-cuu/ho-so")
    assert not examine(page, "/tra-cuu/ho-so")
    picture(page, "ho-so-cua-toi")
    page.get_by_role("button", name="Xong").click()
    page.goto("/tra-cuu/ho-so")
    page.wait_for_url("**/tra-cuu")


def test_without_scripts(visit, dossier):
    page = visit(java_script_enabled=False)
    page.goto("/tra-cuu")
    page.fill("#id_code", dossier.code)
    page.fill("#id_secret", dossier.secret)
    page.click("main button")
    page.wait_for_url("**/tra-cuu/ho-so")
    assert "Hẹn trả kết quả" in page.inner_text("main")


def test_the_form_and_its_refusal(page, dossier):
    assert not examine(page, "/tra-cuu")
    picture(page, "tra-cuu")
    page.fill("#id_code", "H52-1")
    page.fill("#id_secret", "AAAAAAAA")
    page.click("main form button")
    page.wait_for_selector(".govuk-error-summary")
    assert not axe(page)
