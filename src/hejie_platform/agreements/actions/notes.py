"""What a person writes or attaches with a step: sealed beside its entry, which holds codes alone."""

from datetime import datetime

from hejie_platform.agreements.models import StepNote
from hejie_platform.core import storage
from hejie_platform.ledger.actions import Done


def keep_note(
    done: Done, *, words: str = "", paper: bytes | None = None, media_type: str = "", now: datetime
) -> None:
    """Keep words and paper of a step just taken; nothing where there are none."""
    if not words.strip() and paper is None:
        return
    stored = storage.put(paper, media_type=media_type, now=now) if paper is not None else None
    StepNote.objects.create(entry=done.entry, words=words.strip(), paper=stored)


def is_pending(done: Done) -> bool:
    """Whether the act waits for a checker: nothing of it has happened yet."""
    return done.entry.verb.endswith(".pending")
