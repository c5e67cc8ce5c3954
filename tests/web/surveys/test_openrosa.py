"""A device speaks OpenRosa: what it sends equals the answers given on the web, however often it sends."""

import base64
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.rounds import box, sealing
from motcua.rounds.models import Letter, Receipt, Token
from motcua.surveys import openrosa
from motcua.surveys.openrosa import BadSubmissionError
from motcua.web.surveys import devices
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
GIVEN = {
    "c01": "4",
    "c02": "5",
    "trips": "t2",
    "timeliness": "late",
    "apology": "no",
    "expects": ["online", "seats"],
    "ethnicity": "Thái & <Mông>",
}
X = "{http://www.w3.org/2002/xforms}"


class Device:
    """A scripted client that knows only address, name and password, as ODK Collect does."""

    def __init__(self, survey, user, password):
        coded = base64.b64encode(f"{user.username}:{password}".encode()).decode()
        self.client = Client(headers={"Authorization": f"Basic {coded}", "X-OpenRosa-Version": "1.0"})
        self.base = f"/odk/{survey.code}"

    def blank(self):
        """The empty form: from the list to the instance that the form itself carries."""
        listed = ElementTree.fromstring(self.client.get(f"{self.base}/formList").content)
        address = next(e.text for e in listed.iter() if e.tag.endswith("downloadUrl"))
        form = ElementTree.fromstring(
            self.client.get(address.partition("localhost:8000")[2] or address).content
        )
        return next(iter(next(form.iter(f"{X}instance"))))

    def filled(self, instance, token, given):
        form = self.blank()
        told = given | {openrosa.TOKEN: token, "instanceID": f"uuid:{instance}"}
        for leaf in form.iter():
            value = told.get(leaf.tag.rpartition("}")[2])
            if value is not None:
                leaf.text = " ".join(value) if isinstance(value, list) else value
        return ElementTree.tostring(form)

    def send(self, filled):
        file = SimpleUploadedFile("submission.xml", filled, content_type="text/xml")
        return self.client.post(f"{self.base}/submission", {"xml_submission_file": file})


@pytest.fixture
def device(survey, team):
    return Device(survey, team, devices.password_of(team, survey))


def told():
    return [sealing.unseal(bytes(letter.sealed))["answers"] for letter in Letter.objects.all()]


def test_the_same_answers_by_device_and_on_the_web(device, team, codes):
    assert Client().post(f"/khao-sat/{codes[0]}", GIVEN).status_code == 302
    assert device.send(device.filled("1", codes[1], GIVEN)).status_code == 201
    first, second = told()
    assert first == second
    assert first["expects"] == ["online", "seats"]
    assert {letter.interviewer for letter in Letter.objects.all()} == {None, team}


def test_a_form_that_is_sent_again_is_taken_once(device, codes):
    filled = device.filled("1", codes[0], GIVEN)
    assert [device.send(filled).status_code for _ in range(3)] == [201, 201, 201]
    assert [Letter.objects.count(), Receipt.objects.count(), Token.objects.filter(used=True).count()] == [
        1,
        1,
        1,
    ]
    other = device.send(device.filled("2", codes[0], GIVEN))
    assert other.status_code == 409
    assert "đã được dùng" in other.content.decode()


def test_what_is_no_form_of_the_round_is_refused(device, codes):
    filled = device.filled("1", codes[0], GIVEN)
    for wrong in (b"no", filled.replace(b'version="1"', b'version="9"'), filled.replace(b"t2", b"t9")):
        assert device.send(wrong).status_code == 400
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]>' + filled
    assert device.send(bomb).status_code == 400
    assert device.send(device.filled("1", "0000", GIVEN)).status_code == 404
    assert Letter.objects.count() == 0


def test_a_device_asks_first_how_to_send(device):
    asked = device.client.head(f"{device.base}/submission")
    assert asked.status_code == 204
    assert asked.headers["X-OpenRosa-Version"] == "1.0"
    assert asked.headers["Location"].endswith("/submission")
    assert device.client.get(f"{device.base}/manifest").status_code == 200


def test_only_the_team_has_devices(survey, team, codes):
    stranger = make_user()
    for user, password in ((team, "falsch"), (stranger, devices.password_of(stranger, survey))):
        asked = Device(survey, user, password).client.get(f"/odk/{survey.code}/formList")
        assert asked.status_code == 401
        assert asked.headers["WWW-Authenticate"].startswith("Basic")
    assert Client().post(f"/odk/{survey.code}/submission").status_code == 401


def test_the_page_tells_what_to_type(signed_in, survey, team):
    page = signed_in.get(f"/surveys/{survey.code}/device").content.decode()
    assert devices.password_of(team, survey) in page
    assert f"/odk/{survey.code}" in page


def test_two_sendings_at_once_are_one_form(device, codes, monkeypatch):
    filled = device.filled("1", codes[0], GIVEN)
    assert device.send(filled).status_code == 201
    seen = iter([False, True])
    monkeypatch.setattr(box, "has_arrived", lambda receipt: next(seen))
    assert device.send(filled).status_code == 201
    assert Letter.objects.count() == 1


def test_a_form_without_its_key_is_none(survey):
    instrument = survey.instrument.instrument()
    with pytest.raises(BadSubmissionError, match="instanceID"):
        openrosa.read(instrument, b'<data id="sipas_2017" version="1"><c01>4</c01></data>')


def test_a_form_declares_nothing_in_any_encoding(survey):
    instrument = survey.instrument.instrument()
    form = '<data id="sipas_2017" version="1"><c01>4</c01><instanceID>uuid:1</instanceID></data>'
    assert openrosa.read(instrument, form.encode()).given == {"c01": ["4"]}
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE data [<!ENTITY a "b">]>{form}'
        with pytest.raises(BadSubmissionError):
            openrosa.read(instrument, bomb.encode(encoding))
