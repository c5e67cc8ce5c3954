"""A leader signs with a key that never leaves its token: SoftHSM, reached by PKCS#11 as configured."""

import subprocess
from pathlib import Path

import pkcs11
import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from motcua.dossiers import papers
from motcua.issuing import authority, keys, signing
from motcua.issuing.actions.sign_result import sign_result
from motcua.issuing.keys import Fault, SigningError
from tests.debian import require
from tests.domain.dossiers.conftest import local
from tests.domain.issuing.test_signing import waiting

pytestmark = pytest.mark.django_db
LIBRARY, PIN, TOKEN = "/usr/lib/softhsm/libsofthsm2.so", "1234", "mot-cua"
DER = {"encoding": Encoding.DER}


@pytest.fixture
def token(settings, tmp_path, monkeypatch):
    """An empty token, named in the settings; the authority of its keys is trusted."""
    require("softhsm2")
    (tmp_path / "tokens").mkdir()
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    command = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", PIN]
    subprocess.run(command, check=True, capture_output=True)
    folder = Path(settings.SIGNING["folder"])
    authority.root(folder, keys._password(), local("2020-01-02T08:00"))
    settings.SIGNING = settings.SIGNING | {
        "module": LIBRARY,
        "token": TOKEN,
        "pin": PIN,
        "roots": str(folder / "ca.pem"),
    }
    return folder


def carried_in(folder, label, name):
    """A key with its certificate, put on the token under `label`."""
    password = keys._password()
    at = local("2020-01-02T08:00")
    path = authority.issue(folder, f"on-token-{label}.p12", password, name=name, office="UBND", at=at)
    key, certificate, _ = pkcs12.load_key_and_certificates(path.read_bytes(), password)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    der = certificate.public_bytes(Encoding.DER)
    assert not pem.detect(der)
    with pkcs11.lib(LIBRARY).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        session.create_object(
            decode_rsa_private_key(raw)
            | {pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"1"}
        )
        session.create_object(
            decode_x509_certificate(der)
            | {pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"1"}
        )


def test_a_leader_signs_with_a_token_and_says_so_when_his_key_is_not_on_it(world, token):
    step = waiting(world)
    told = {"actor": world.chairman, "at": local("2020-06-05T09:00"), "step": step, "seen_draft": 1}
    with pytest.raises(SigningError) as failed:
        sign_result(**told)
    assert failed.value.fault == Fault.TOKEN
    officer = world.chairman.officer
    carried_in(token, keys.label_of_person(world.chairman), officer.full_name)
    step.refresh_from_db()
    sign_result(**told)
    (found,) = signing.checked(papers.in_force(step.dossier))
    assert found.is_valid
    assert found.signer == officer.full_name
