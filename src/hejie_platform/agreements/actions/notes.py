"""What a person writes or attaches with a step: sealed beside its entry, which holds codes alone."""

from datetime import datetime

from django.conf import settings

from hejie import texts
from hejie_platform.agreements.models import StepNote
from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.facts import papers
from hejie_platform.ledger.actions import Done


def keep_note(done: Done, *, words: str = "", paper: bytes | None = None, now: datetime) -> None:
    """Keep words and paper of a step just taken; nothing where there are none. Raises texts.Faulty for a file that nobody
    can look at."""
    if words.strip() or paper is not None:
        StepNote.objects.create(entry=done.entry, words=words.strip(), paper=kept(paper, now=now))


def kept(paper: bytes | None, *, now: datetime) -> StoredFile | None:
    """A receipt or another paper, kept as it is: a picture or a PDF by its content. Raises texts.Faulty."""
    if paper is None:
        return None
    look = papers.look_at(paper, reads=False, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise texts.Faulty(look.faults)
    return storage.put(paper, media_type=look.media_type, now=now)


def is_pending(done: Done) -> bool:
    """Whether the act waits for a checker: nothing of it has happened yet."""
    return done.entry.verb.endswith(".pending")
