"""A paper that proves what somebody says was done: looked at by its bytes, kept encrypted as it is."""

from datetime import datetime

from django.conf import settings

from hejie import texts
from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.facts import papers


def kept(paper: bytes | None, *, now: datetime) -> StoredFile | None:
    """A receipt or another paper: a picture or a PDF by its content; None for none. Raises texts.Faulty."""
    if paper is None:
        return None
    look = papers.look_at(paper, reads=False, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise texts.Faulty(look.faults)
    return storage.put(paper, media_type=look.media_type, now=now)
