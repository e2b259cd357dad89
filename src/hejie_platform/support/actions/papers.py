"""Taking a picture, document or short recording that somebody attaches: recognised by its bytes, kept encrypted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.actions import Wrong
from hejie_platform.intake.facts import papers
from hejie_platform.ledger.actions import Actor, note_access
from hejie_platform.people.models import User

LONGEST_NAME = 200
# Recordings that phones make, by their first bytes. They are kept and handed out, never played or decoded here.
RECORDINGS = (
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"ftyp", 4, "audio/mp4"),
    (b"OggS", 0, "audio/ogg"),
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as it came: its bytes and the name its owner gave it."""

    data: bytes
    name: str


def media_type(data: bytes, *, may_be_heard: bool = False) -> str:
    """What the file is. Raises Wrong with the cure."""
    if may_be_heard and len(data) <= settings.HEJIE_MAX_UPLOAD:
        for begins, place, kind in RECORDINGS:
            if data[place : place + len(begins)] == begins:
                return kind
    look = papers.look_at(data, reads=False, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise Wrong(look.faults)
    return look.media_type


def keep(
    attached: Attached | None, *, may_be_heard: bool = False, now: datetime
) -> tuple[StoredFile | None, str]:
    """The stored file and its name; nothing for nothing."""
    if attached is None:
        return None, ""
    kind = media_type(attached.data, may_be_heard=may_be_heard)
    return storage.put(attached.data, media_type=kind, now=now), attached.name[:LONGEST_NAME]


def show(stored: StoredFile, *, reader: Actor, owner: User | None, subject: UUID, now: datetime) -> bytes:
    """The bytes, for somebody who may see them; that they looked is written down. Raises FileGone, FileChanged."""
    note_access(
        reader=reader, kind="support_paper", subject=subject, owner=owner, purpose="complaint", now=now
    )
    return storage.get(stored)
