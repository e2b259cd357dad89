"""The slot for whoever makes signatures: the local authority of demo and tests, or a licensed one.

An adapter is named by HEJIE_SIGNATURE_PROVIDER as "module:function"; the function returns a `Provider`. A licensed service
that does not hand out keys keeps `sealed_key` empty and signs again in `seal`; what it needs to know stands in the marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from typing import Final, Protocol

from django.conf import settings

from hejie_platform.core.refusals import ActionRefused

PAPER: Final = "paper"  # in the place of a service's name: signed on paper


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: the name as it stands in the agreement, the side, and a reference of the proof of identity."""

    name: str
    side: str
    reference: str


@dataclass(frozen=True, slots=True)
class Detached:
    """A signature over a message: DER of the signature and of the certificate; the key where it is ours to destroy."""

    signature: bytes
    certificate: bytes
    sealed_key: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One signature to be written into the PDF. `box` is its place: page from 0, then left, bottom, right, top in points."""

    signatory: Signatory
    detached: Detached
    signed_at: datetime
    page: int
    box: tuple[int, int, int, int]
    stamp: bytes


class Provider(Protocol):
    """What a signature service can do. Both may leave the machine, so neither is called inside a transaction."""

    name: str
    is_licensed: bool

    def sign(self, signatory: Signatory, message: bytes, *, now: datetime) -> Detached:
        """Sign `message` for one person, with a key of this one document."""
        ...

    def seal(self, pdf: bytes, marks: Sequence[Mark], *, reason: str, now: datetime) -> bytes:
        """Write the signatures into the PDF, in the order of `marks`, each time-stamped."""
        ...

    def is_genuine(self, detached: Detached, message: bytes) -> bool:
        """Whether the signature is of this message, by the key of the certificate, which the service issued."""
        ...

    def root(self) -> bytes:
        """DER of the certificate that everything rests on."""
        ...


def service() -> Provider:
    """The signature service of this installation. Raises ActionRefused where none is named."""
    if not settings.HEJIE_SIGNATURE_PROVIDER:
        raise ActionRefused("sign_no_service")
    return _found(settings.HEJIE_SIGNATURE_PROVIDER)


@lru_cache(maxsize=4)
def _found(name: str) -> Provider:
    module, _, function = name.partition(":")
    made: Provider = getattr(import_module(module), function)()
    return made
