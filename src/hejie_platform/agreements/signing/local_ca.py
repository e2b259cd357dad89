"""The authority of demo and tests: issues one key per signer and document. It is no licensed certification service.

Its own keys are derived from the keyring, so that an installation keeps them without another secret; certificates name
it for what it is.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hejie_platform.agreements.signing import pades
from hejie_platform.agreements.signing.provider import Detached, Mark, Signatory
from hejie_platform.core import keys

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

CURVE: Final = ec.SECP256R1()
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group of P-256
ROOT_SERIAL: Final = 1
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
YEARS: Final = timedelta(days=365 * 30)
ROOT_NAME: Final = "Hejie demonstration CA, not licensed"
TIME_NAME: Final = "Hejie demonstration time stamps"


def make() -> "LocalCa":
    """The provider."""
    return LocalCa()


class LocalCa:
    """Keys of one document, destroyed after use."""

    name = "local_ca"
    is_licensed = False

    def sign(self, signatory: Signatory, message: bytes, *, now: datetime) -> Detached:
        """A fresh key, its certificate, and its signature over `message`."""
        key = ec.generate_private_key(CURVE)
        certificate = _issue(_subject(signatory), key.public_key(), now=now)
        signature = key.sign(message, ec.ECDSA(hashes.SHA256()))
        return Detached(signature, _der(certificate), _pem(key))

    def seal(self, pdf: bytes, marks: Sequence[Mark], *, reason: str, now: datetime) -> bytes:
        """PAdES signatures by the keys of the marks, time-stamped by our own clock."""
        root = self.root()
        return pades.apply(pdf, marks, reason=reason, root=root, stamping=_time_stamping(root))

    def is_genuine(self, detached: Detached, message: bytes) -> bool:
        """Issued by us, and by this key over this message."""
        try:
            certificate = x509.load_der_x509_certificate(detached.certificate)
            public = certificate.public_key()
            certificate.verify_directly_issued_by(_root())
            if not isinstance(public, ec.EllipticCurvePublicKey):
                return False
            public.verify(detached.signature, message, ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True

    def root(self) -> bytes:
        """The self-signed certificate of this installation: the same bytes each time."""
        return _der(_root())


def _derived(purpose: str) -> ec.EllipticCurvePrivateKey:
    """A key of this installation, from the keyring; rotation keeps it."""
    seed = int(keys.keyed_hash(b"p256", purpose=f"local ca {purpose}"), 16)
    return ec.derive_private_key(seed % (ORDER - 1) + 1, CURVE)


def _root() -> x509.Certificate:
    key = _derived("root")
    name = _name(ROOT_NAME)
    builder = _builder(name, name, key.public_key(), ROOT_SERIAL, EPOCH)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
    return builder.sign(key, hashes.SHA256(), ecdsa_deterministic=True)


@lru_cache(maxsize=1)
def _time_stamping(root: bytes) -> pades.TimeStamping:
    """The time-stamp key of this process under this root; RSA, because the library's own time-stamper signs with nothing
    else. It is never written down."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    serial = x509.random_serial_number()
    builder = _builder(_name(TIME_NAME), _name(ROOT_NAME), key.public_key(), serial, EPOCH)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = builder.add_extension(
        usage, critical=True
    )  # a verifier demands this one as critical (RFC 3161)
    certificate = builder.add_extension(_usage(), critical=True).sign(_derived("root"), hashes.SHA256())
    return pades.TimeStamping(_der(certificate), _pem(key))


def _issue(subject: x509.Name, public: ec.EllipticCurvePublicKey, *, now: datetime) -> x509.Certificate:
    serial = x509.random_serial_number()
    builder = _builder(subject, _name(ROOT_NAME), public, serial, now - timedelta(minutes=5))
    builder = builder.add_extension(_usage(), critical=True)
    return builder.sign(_derived("root"), hashes.SHA256())


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    serial: int,
    since: datetime,
) -> x509.CertificateBuilder:
    root_public = _derived("root").public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(serial)
        .not_valid_before(since)
        .not_valid_after(since + YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_public), critical=False)
    )


def _usage(*, signs_certificates: bool = False) -> x509.KeyUsage:
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


def _subject(signatory: Signatory) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, _short(signatory.name)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, signatory.side),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, _short(signatory.reference)),
        ]
    )


def _short(text: str) -> str:
    """As much of a name as a certificate can hold: 64 bytes."""
    return text.encode()[:64].decode(errors="ignore") or "-"


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _pem(key: Key) -> str:
    made = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.decode()
