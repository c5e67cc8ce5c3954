"""A certificate authority of the house, for the demonstration and for trials; nobody else trusts it.

Keys and certificates are files of the data folder that its owner alone can read; keys are PKCS#12 under a
password of the installation.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from motcua.server.keys import read_or_make

NAME = "CA trình diễn Một Cửa (không có giá trị pháp lý)"
_BITS = 2048
_YEARS = timedelta(days=3650)
_YESTERDAY = timedelta(days=1)


def root(folder: Path, password: bytes, at: datetime) -> tuple[RSAPrivateKey, x509.Certificate]:
    """The authority of `folder`; made at first use, valid from the day before `at`."""
    kept = read_or_make(folder / "ca.p12", lambda: _make_root(password, at))
    key, certificate, _ = pkcs12.load_key_and_certificates(kept, password)
    if not isinstance(key, RSAPrivateKey) or certificate is None:
        raise ValueError(f"{folder / 'ca.p12'} is not the authority's")
    read_or_make(folder / "ca.pem", lambda: certificate.public_bytes(Encoding.PEM))
    return key, certificate


def issue(folder: Path, file: str, password: bytes, *, name: str, office: str, at: datetime) -> Path:
    """The PKCS#12 file `file` of `folder` with a key for `name` of `office`; made where it is not there."""
    path = folder / file
    if not path.exists():
        issuer, authority = root(folder, password, at)
        read_or_make(path, lambda: _make(issuer, authority, password, name=name, office=office, at=at))
    return path


def _make_root(password: bytes, at: datetime) -> bytes:
    key = _key()
    who = _name(NAME, "Một Cửa")
    constraints = x509.BasicConstraints(ca=True, path_length=0)
    certificate = (
        _certificate(who, who, key, at)
        .add_extension(constraints, critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _packed(key, certificate, None, password)


def _make(
    issuer: RSAPrivateKey,
    authority: x509.Certificate,
    password: bytes,
    *,
    name: str,
    office: str,
    at: datetime,
) -> bytes:
    key = _key()
    certificate = (
        _certificate(_name(name, office), authority.subject, key, at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False
        )
        .sign(issuer, hashes.SHA256())
    )
    return _packed(key, certificate, authority, password)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, at: datetime
) -> x509.CertificateBuilder:
    start = at.astimezone(UTC) - _YESTERDAY
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + _YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _name(name: str, office: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )


def _key() -> RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_BITS)


def _packed(
    key: RSAPrivateKey, certificate: x509.Certificate, authority: x509.Certificate | None, password: bytes
) -> bytes:
    chain = [authority] if authority else None
    return pkcs12.serialize_key_and_certificates(
        b"motcua", key, certificate, chain, BestAvailableEncryption(password)
    )
