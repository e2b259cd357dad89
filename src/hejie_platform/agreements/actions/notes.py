"""What a person writes or attaches with a step: sealed beside its entry, which holds codes alone."""

from datetime import datetime

from hejie_platform.agreements.models import StepNote
from hejie_platform.intake.actions.proofs import kept as kept
from hejie_platform.ledger.actions import Done


def keep_note(done: Done, *, words: str = "", paper: bytes | None = None, now: datetime) -> None:
    """Keep words and paper of a step just taken; nothing where there are none. Raises texts.Faulty for a file that nobody
    can look at."""
    if words.strip() or paper is not None:
        StepNote.objects.create(entry=done.entry, words=words.strip(), paper=kept(paper, now=now))


def is_pending(done: Done) -> bool:
    """Whether the act waits for a checker: nothing of it has happened yet."""
    return done.entry.verb.endswith(".pending")
