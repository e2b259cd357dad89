"""Writing signatures into a PDF: all fields first, then one incremental revision for each signature, in order.

A field that is created after a signature would change what was signed, so they all exist before the first. Each signature
is time-stamped (RFC 3161) and carries its certificates, so that the file can be judged by itself.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from hejie_platform.agreements.signing.provider import Mark


@dataclass(frozen=True, slots=True)
class TimeStamping:
    """DER of the time-stamp certificate and PEM of its key."""

    certificate: bytes
    key: str


class DatedSigner(signers.PdfSigner):
    """Signs at the moment at which the person signed, not at the moment at which the file is written."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def apply(pdf: bytes, marks: Sequence[Mark], *, reason: str, root: bytes, stamping: TimeStamping) -> bytes:
    """The PDF with a signature for each mark, in their order."""
    data, stamper = _with_fields(pdf, marks), _time_stamper(stamping, root)
    for place, mark in enumerate(marks, start=1):
        stamper.fixed_dt = mark.signed_at
        data = _sign(data, mark, field=_field(place), reason=reason, root=root, stamper=stamper)
    return data


def _field(place: int) -> str:
    return f"Signature{place}"


def _with_fields(pdf: bytes, marks: Sequence[Mark]) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for place, mark in enumerate(marks, start=1):
        spec = fields.SigFieldSpec(_field(place), on_page=mark.page, box=mark.box)
        fields.append_signature_field(writer, spec)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _sign(
    pdf: bytes, mark: Mark, *, field: str, reason: str, root: bytes, stamper: DummyTimeStamper
) -> bytes:
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        reason=reason,
        name=mark.signatory.name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    with stamp_style(mark.stamp) as style:
        signer = DatedSigner(
            meta,
            signer=_simple_signer(mark, root),
            timestamper=stamper,
            stamp_style=style,
        )
        signer.at = mark.signed_at
        out: BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return out.getvalue()


def _simple_signer(mark: Mark, root: bytes) -> signers.SimpleSigner:
    if mark.detached.sealed_key is None:
        raise ValueError("the key of this signature was destroyed")
    certificate = asn1_x509.Certificate.load(mark.detached.certificate)
    return signers.SimpleSigner(
        signing_cert=certificate, signing_key=_key(mark.detached.sealed_key), cert_registry=_store(root)
    )


def _time_stamper(stamping: TimeStamping, root: bytes) -> DummyTimeStamper:
    """One for all signatures of a file: it asks itself only once how large a time-stamp is."""
    return DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(stamping.certificate),
        tsa_key=_key(stamping.key),
        certs_to_embed=_store(root),
    )


def _store(*ders: bytes) -> SimpleCertificateStore:
    return SimpleCertificateStore.from_certs([asn1_x509.Certificate.load(der) for der in ders])


def _key(text: str) -> asn1_keys.PrivateKeyInfo:
    _, _, der = pem.unarmor(text.encode())
    return asn1_keys.PrivateKeyInfo.load(der)


@contextmanager
def stamp_style(stamp: bytes) -> Iterator[StaticStampStyle]:
    """What the reader sees in the field: a page of its own, drawn elsewhere. The library reads it from a file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(stamp)
        file.flush()
        yield StaticStampStyle.from_pdf_file(file.name, border_width=0, background_opacity=1.0)
