"""Judging a signed file: is every signature good, does the last one cover the whole file, are the terms those signed?

An overlay in a later revision leaves every signature "valid" for simple tools; pyHanko's analysis of differences, and the
demand that the last signature covers the whole file, find it. Certificates are judged at the time of signing.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from hejie import texts
from hejie_platform.agreements.signing import on_paper
from hejie_platform.agreements.signing.message import hashes_in

END_OF_REVISION = re.compile(rb"%%EOF\r?\n?")
ATTACHED = "terms.json"
# What goes wrong in a library while it reads bytes that were made to be no PDF.
UNREADABLE = (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature of the file."""

    name: str
    side: str
    at: datetime | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement. `faults` are codes; there are none where the file is exactly what all have signed.

    `papers` are places that were signed on paper: the file says so under the signatures of the others, and the proof of
    them is the scan, which is not in the file.
    """

    faults: tuple[str, ...]
    signatures: tuple[Signed, ...] = ()
    terms_hash: str = ""
    terms: dict[str, Any] = field(default_factory=dict)
    papers: tuple[on_paper.OnPaper, ...] = ()

    @property
    def is_good(self) -> bool:
        return not self.faults


@lru_cache(maxsize=8)
def verify(data: bytes, *, root: bytes) -> Verdict:
    """Judge the bytes of a signed agreement by the certificate `root` (DER). Never raises.

    The same bytes are judged the same whenever that is asked: each signature at its own time.
    """
    try:
        return _judged(data, root)
    except UNREADABLE:
        return Verdict(("file_unreadable",))
    except RecursionError:
        return Verdict(("file_unreadable",))


def _judged(data: bytes, root: bytes) -> Verdict:
    reader = PdfFileReader(BytesIO(data))
    embedded = list(reader.embedded_regular_signatures)
    if not embedded:
        return Verdict(("file_not_signed",))
    found = tuple(_signature(one, root, is_last=one is embedded[-1]) for one in embedded)
    terms = _attached_terms(reader)
    faults = [code for one in found for code in one.faults]
    faults += _whole_faults(reader)
    faults += _terms_faults(data, embedded, terms)
    said = hashes_in(_reason(embedded[0]))
    papers = on_paper.read(_attached(reader, on_paper.ATTACHED))
    return Verdict(tuple(dict.fromkeys(faults)), found, said[0] if said else "", terms or {}, papers)


def _signature(one: Any, root: bytes, *, is_last: bool) -> Signed:
    at = one.self_reported_timestamp
    subject = one.signer_cert.subject.native
    return Signed(
        name=str(subject.get("common_name", "")),
        side=str(subject.get("organizational_unit_name", "")),
        at=at,
        faults=tuple(_signature_faults(one, root, at, is_last=is_last)),
    )


def _signature_faults(one: Any, root: bytes, at: datetime | None, *, is_last: bool) -> Iterator[str]:
    context = _context(root, at)
    status = validate_pdf_signature(one, context, ts_validation_context=_context(root, at))
    if not (status.intact and status.valid):
        yield "signature_broken"
    if not status.trusted:
        yield "signature_not_trusted"
    stamped = status.timestamp_validity
    if stamped is None or not (stamped.intact and stamped.valid and stamped.trusted):
        yield "signature_without_time"
    if is_last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        yield "file_changed_later"
    if status.coverage is None or status.coverage.value < SignatureCoverageLevel.ENTIRE_REVISION.value:
        yield "signature_covers_too_little"
    level = status.modification_level
    if level is not None and level.value > ModificationLevel.FORM_FILLING.value:
        yield "file_changed_later"


def _context(root: bytes, at: datetime | None) -> ValidationContext:
    return ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(root)], moment=at, allow_fetching=False, other_certs=[]
    )


def _whole_faults(reader: PdfFileReader) -> Iterator[str]:
    """A place that was made for a signature and holds none."""
    if any(value is None for _, value, _ in enumerate_sig_fields(reader)):
        yield "signature_missing"


def _reason(one: Any) -> str:
    return str(one.sig_object.get("/Reason", ""))


def _terms_faults(data: bytes, embedded: list[Any], terms: dict[str, Any] | None) -> Iterator[str]:
    """Every signature names the same digests; the attached terms and the first revision are those."""
    said = {hashes_in(_reason(one)) for one in embedded}
    if len(said) != 1 or None in said or terms is None:
        yield "terms_not_named"
        return
    terms_hash, pdf_hash = said.pop() or ("", "")
    if texts.digest(terms) != terms_hash:
        yield "terms_differ"
    if not any(hashlib.sha256(data[: end.end()]).hexdigest() == pdf_hash for end in _ends(data)):
        yield "base_differs"


def _ends(data: bytes) -> Iterator[re.Match[bytes]]:
    return END_OF_REVISION.finditer(data)


def _resolved(value: Any) -> list[Any]:
    """The members of an array, whether it and they stand there or are referred to."""
    array = value.get_object() if hasattr(value, "get_object") else value
    return [one.get_object() if hasattr(one, "get_object") else one for one in array]


def _attached_terms(reader: PdfFileReader) -> dict[str, Any] | None:
    data = _attached(reader, ATTACHED)
    terms: dict[str, Any] | None = json.loads(data) if data else None
    return terms


def _attached(reader: PdfFileReader, name: str) -> bytes | None:
    """The bytes of the first attached file of this name."""
    for spec in _resolved(reader.root.get("/AF", ())):
        if str(spec.get("/UF", spec.get("/F"))) == name:
            data: bytes = spec["/EF"]["/F"].data
            return data
    return None
