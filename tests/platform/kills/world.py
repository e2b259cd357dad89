"""What the killed processes do, and how one sees afterwards whether each action is whole.

A few cases live through the same acts again and again. Every act has an action id made from the case, the act
and its turn, so that whoever finds the work half done can ask for it again under the same id.
"""

import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from hejie import steps
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases import access
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Case, Hold, Negotiation, Party
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.people.models import User
from tests.platform.cast import make_cast

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CASES = 6
SPACE = uuid.UUID("5f2d7a52-4c0e-4c8e-9d6e-2b9c6f1f7a10")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do once: on which case, which act, in which turn."""

    case: int
    turn: int
    name: str

    @property
    def action_id(self) -> uuid.UUID:
        return uuid.uuid5(SPACE, f"{self.case}/{self.turn}/{self.name}")


def build() -> None:
    """The cast and its cases, each with talks that the lender has not answered."""
    cast = make_cast(NOW)
    for _ in range(CASES):
        case = Case.objects.create(borrower=cast.borrower, state="open", created_at=NOW, submitted_at=NOW)
        Party.objects.create(case=case, user=cast.borrower, role="borrower", joined_at=NOW)
        Negotiation.objects.create(case=case, creditor=cast.bank, state="waiting", created_at=NOW)


def turns(case: int) -> Iterator[Act]:
    """The acts of a case, in the order in which they can be done."""
    yield Act(case, 0, "talk")
    for turn in range(1, 1000):
        for name in ("flag", "hold", "lift", "unflag"):
            yield Act(case, turn, name)


def next_act(rng: random.Random) -> Act:
    """The first act of some case that has not been recorded yet."""
    case = rng.randrange(CASES)
    done = set(Entry.objects.values_list("action_id", flat=True))
    return next(act for act in turns(case) if act.action_id not in done)


def do(act: Act) -> Done:
    """Do the act under its id; doing it again answers with the first result."""
    case = Case.objects.order_by("id")[act.case]
    return ACTS[act.name](case, act.action_id)


def _held(case: Case) -> access.HeldCase:
    return access.case_for(_person("supervisor"), case.ref, now=NOW)


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


@whole
def _talk(talks: Negotiation, *, action_id: uuid.UUID) -> Done:
    held = access.negotiation_for(_person("officer"), talks.ref, now=NOW)
    actor = held.acting("negotiation", "talk")
    return take_step(held.negotiation, "talk", by=actor, now=NOW, action_id=action_id)


def _plain(case: Case, step: str, key: uuid.UUID, *, reason: str = "") -> Done:
    held = _held(case)
    return take_plain_step(
        held, held.case, step, reason=reason, seen_version=case.version, now=NOW, action_id=key
    )


ACTS: dict[str, Callable[[Case, uuid.UUID], Done]] = {
    "talk": lambda case, key: _talk(case.negotiations.get(), action_id=key),
    "flag": lambda case, key: _plain(case, "flag_vulnerable", key),
    "unflag": lambda case, key: _plain(case, "unflag_vulnerable", key),
    "hold": lambda case, key: _plain(case, "place_hold", key, reason="death"),
    "lift": lambda case, key: _plain(case, "lift_hold", key),
}


def work(rng: random.Random) -> None:
    """Do one act after another until somebody ends the process."""
    while True:
        try:
            do(next_act(rng))
        except ActionRefused as refused:
            if refused.code != "stale":
                raise


def faults() -> list[str]:
    """Everything that is not whole. An empty list is the only good answer."""
    return [
        *(f"chain broken: {place}" for place in ledger.broken_places()),
        *_rows_against_entries(),
        *_flags_against_entries(),
        *_effects_against_entries(),
        *_holds_against_entries(),
    ]


def _rows_against_entries() -> Iterator[str]:
    """A row has moved exactly as often as entries that all may count say, and stands where the last of them left it."""
    for row in (*Case.objects.all(), *Negotiation.objects.all()):
        found = Entry.objects.filter(subject=row.id).exclude(chain__audience__startswith="private")
        entries = list(found.order_by("at", "seq"))
        if row.version != len(entries):
            yield f"{row.MACHINE} moved {row.version} times, {len(entries)} entries"
        if entries and row.state != entries[-1].facts["to"]:
            yield f"{row.MACHINE} is {row.state}, its last entry says {entries[-1].facts['to']}"


def _flags_against_entries() -> Iterator[str]:
    """What is done in private moves no version; the flag itself stands as its entries left it."""
    for case in Case.objects.all():
        flagged = Entry.objects.filter(subject=case.id, verb="case.flag_vulnerable").count()
        unflagged = Entry.objects.filter(subject=case.id, verb="case.unflag_vulnerable").count()
        if case.is_vulnerable != (flagged > unflagged):
            yield f"flagged {flagged} times and unflagged {unflagged}, but it says {case.is_vulnerable}"


def _effects_against_entries() -> Iterator[str]:
    """Every entry owes exactly what the table says, once."""
    for entry in Entry.objects.all():
        machine, _, step = entry.verb.partition(".")
        row = steps.find(machine, step)
        expected = Counter(row.effects if row else ())
        owed = Counter(Effect.objects.filter(entry=entry).values_list("kind", flat=True))
        if owed != expected:
            yield f"{entry.verb} owes {dict(owed)}, not {dict(expected)}"


def _holds_against_entries() -> Iterator[str]:
    """What an action writes beside the row is there when its entry is, and only then."""
    for case in Case.objects.all():
        placed = Entry.objects.filter(subject=case.id, verb="case.place_hold").count()
        lifted = Entry.objects.filter(subject=case.id, verb="case.lift_hold").count()
        standing = Hold.objects.filter(case=case, lifted_at__isnull=True).count()
        if Hold.objects.filter(case=case).count() != placed or standing != placed - lifted:
            yield f"{placed} holds placed and {lifted} lifted, but {standing} stand"
