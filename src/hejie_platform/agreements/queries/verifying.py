"""Judging a file that somebody holds: is it exactly an agreement that all have signed? Nothing is looked up."""

from hejie_platform.agreements import signing
from hejie_platform.agreements.signing import child
from hejie_platform.agreements.signing.verification import Verdict


def verify(data: bytes, *, root: bytes | None = None) -> Verdict:
    """The judgement of a file, by the certificate `root` (DER) or by this installation's own; made in a child process."""
    return child.judge(data, root=root or root_certificate())


def is_licensed() -> bool:
    """Whether signatures here come from a licensed service. Raises ActionRefused where none is named."""
    return signing.service().is_licensed


def root_certificate() -> bytes:
    """DER of the certificate that this installation's signatures rest on. Raises ActionRefused where none is named."""
    return signing.service().root()
