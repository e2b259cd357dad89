"""Electronic signatures: who makes them (an adapter), how they stand in the PDF, and how a stranger judges the file.

Each party signs the SHA-256 of the frozen terms and of the base document together (`message`), in any order; after the last
one the worker writes the signatures into the PDF in a fixed order. Demonstration and tests use `local_ca`, which issues one
key per signer and document and destroys it after use; it is no licensed authority, and production refuses to start with it.
A creditor without a desk here signs on paper (`on_paper`), and the file says that.
"""

from hejie_platform.agreements.signing.message import message_for
from hejie_platform.agreements.signing.on_paper import OnPaper, PaperMark, write_in
from hejie_platform.agreements.signing.provider import PAPER, Detached, Mark, Provider, Signatory, service

__all__ = [
    "PAPER",
    "Detached",
    "Mark",
    "OnPaper",
    "PaperMark",
    "Provider",
    "Signatory",
    "message_for",
    "service",
    "write_in",
]
