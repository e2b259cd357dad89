"""What is signed: one canonical line that names both digests, so that neither terms nor document can be exchanged.

>>> message_for(terms_hash="aa", pdf_hash="bb").decode()
'{"format":1,"pdf_sha256":"bb","terms_sha256":"aa"}'
"""

import hashlib
from typing import Final

from hejie import texts

FORMAT: Final = 1


def message_for(*, terms_hash: str, pdf_hash: str) -> bytes:
    """The bytes that every signer of one agreement signs."""
    return texts.canonical_json({"format": FORMAT, "pdf_sha256": pdf_hash, "terms_sha256": terms_hash})


def reason_for(*, terms_hash: str, pdf_hash: str) -> str:
    """The same in the signature of the PDF: the digest of the message, and both parts of it."""
    whole = hashlib.sha256(message_for(terms_hash=terms_hash, pdf_hash=pdf_hash)).hexdigest()
    return f"agreement {whole} terms {terms_hash} base {pdf_hash}"


def hashes_in(reason: str) -> tuple[str, str] | None:
    """The digests of terms and base document that a reason names; None where it is not one of ours."""
    words = reason.split()
    if len(words) != 6 or (words[0], words[2], words[4]) != ("agreement", "terms", "base"):
        return None
    terms_hash, pdf_hash = words[3], words[5]
    return (terms_hash, pdf_hash) if reason == reason_for(terms_hash=terms_hash, pdf_hash=pdf_hash) else None
