"""Writing the record. One door: `record()`, called once by every action through `whole()`.

    @whole
    def withdraw(held, *, now, action_id) -> Done:
        ...decide, save...
        return record(...)

`whole` makes an action one transaction and answers a repeated `action_id` with the first result, so that a
double click, a retry or a second worker does nothing twice. If two runs race, the unique `action_id` lets one
commit; the other rolls back and reads the winner's entry.

An id counts for the person who brought it first and for the one act it was brought for. In other hands (a form left
open on a shared phone) or for another act it is no repetition: it stands for an id of its own, and the act is judged
by itself.
"""

import functools
import inspect
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ParamSpec

from django.db import IntegrityError, transaction
from django.db.models import F, Model, Q, QuerySet

from hejie import texts
from hejie_platform.core import clock, sole
from hejie_platform.core.refusals import ActionRefused as ActionRefused  # every action may raise it
from hejie_platform.ledger import facts as ledger_facts
from hejie_platform.ledger.models import (
    GENESIS,
    AccessEntry,
    Anchor,
    Chain,
    Determination,
    Entry,
    ScanRun,
)
from hejie_platform.ledger.models import Effect as Effect  # the worker and its handlers take it from here
from hejie_platform.people.models import User

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which role, and for whom. The system acts as user None in role clock or system."""

    user: User | None
    role: str
    on_behalf_of: User | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """An effect to be owed: what, with which facts, and not before when (at once unless said)."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The result of an action: its entry. `repeated` says that the action had been done before."""

    entry: Entry
    repeated: bool = False

    @property
    def subject(self) -> uuid.UUID:
        """The row that the action was about (or made)."""
        return self.entry.subject


# The action that runs: what `record` writes down.
_ACT: ContextVar[str | None] = ContextVar("act", default=None)


def whole(action: Callable[P, Done]) -> Callable[P, Done]:
    """One transaction, one entry; repeating the same `action_id` returns the first result."""
    signature = inspect.signature(action)

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> Done:
        act = act_of(action, step=str(signature.bind(*args, **kwargs).arguments.get("step", "")))
        brought: uuid.UUID = kwargs["action_id"]  # type: ignore[assignment]  # demanded of every action
        holder = _holder(args[0] if args else None)
        kwargs["action_id"], entry = _kept(brought, act, holder)
        if entry is not None:
            return Done(entry, repeated=True)
        running = _ACT.set(act)
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except IntegrityError:
            _, entry = _kept(brought, act, holder)
            if entry is not None:
                return Done(entry, repeated=True)
            raise
        finally:
            _ACT.reset(running)

    return run


def act_of(action: Callable[..., Done], *, step: str = "") -> str:
    """The name of an action as its entries carry it; an action for many steps is another act for each `step`."""
    name = f"{action.__module__}.{action.__qualname__}".removeprefix("hejie_platform.")
    return f"{name}/{step}" if step else name


def _holder(first: object) -> User | None:
    """Who brings the id: actions take a person, or a row in somebody's hands, first. A bare row is the system's."""
    if isinstance(first, User):
        return first
    held = None if isinstance(first, Model) else getattr(first, "user", None)
    return held if isinstance(held, User) else None


def _kept(brought: uuid.UUID, act: str, holder: User | None) -> tuple[uuid.UUID, Entry | None]:
    """The id under which this act of this person is kept: the one brought, unless it was used for something else; and what
    was recorded under it, if that was done already."""
    entry = _entry_of(brought)
    if entry is None or (entry.act in (None, act) and (holder is None or entry.actor_id == holder.pk)):
        return brought, entry
    own = uuid.uuid5(brought, f"{act} {holder.pk if holder else ''}")
    return own, _entry_of(own)


def _entry_of(action_id: uuid.UUID) -> Entry | None:
    return sole.row(Entry.objects.filter(action_id=action_id))


def done_before(
    action_id: uuid.UUID, *, of: Callable[..., Done] | None = None, by: User | None = None
) -> Done | None:
    """The first result of an action that was done already: `of` that action `by` that person, where they are named.

    For actions with work before their transaction.
    """
    entry = _kept(action_id, act_of(of), by)[1] if of else _entry_of(action_id)
    return Done(entry, repeated=True) if entry else None


def record(
    *,
    chain: Chain,
    by: Actor,
    verb: str,
    subject: uuid.UUID,
    facts: Mapping[str, Any],
    owed: tuple[Owed, ...] = (),
    now: datetime,
    action_id: uuid.UUID,
) -> Done:
    """Append one entry to `chain` and owe its effects. Call inside `whole`."""
    entry = Entry(
        chain=chain,
        at=now,
        actor=by.user,
        role=by.role,
        on_behalf_of=by.on_behalf_of,
        verb=verb,
        subject=subject,
        facts=dict(facts),
        action_id=action_id,
        act=_ACT.get(),
    )
    while not _placed(entry, chain):
        chain.refresh_from_db()
    entry.save(force_insert=True)
    Effect.objects.bulk_create(_effect(entry, item, now) for item in owed)
    return Done(entry)


def _placed(entry: Entry, chain: Chain) -> bool:
    """Put the entry behind the head of the chain as it was read; False where another entry was quicker.

    The condition is asked and the head moved by one UPDATE, which holds the chain's row until the transaction ends.
    """
    entry.seq, entry.prev = chain.length + 1, chain.head
    entry.hash = ledger_facts.entry_hash(entry)
    unmoved = Chain.objects.filter(pk=chain.pk, length=chain.length, head=chain.head)
    if not unmoved.update(length=entry.seq, head=entry.hash):
        return False
    chain.length, chain.head = entry.seq, entry.hash
    return True


def _effect(entry: Entry, item: Owed, now: datetime) -> Effect:
    return Effect(
        entry=entry, kind=item.kind, key=item.key, payload=dict(item.payload), due_at=item.due_at or now
    )


def chain_for(subject: uuid.UUID, audience: str) -> Chain:
    """The chain of a subject and an audience, begun when it is first written to."""
    chain, _ = Chain.objects.get_or_create(subject=subject, audience=audience)
    return chain


def note_access(
    *, reader: Actor, kind: str, subject: uuid.UUID, owner: User | None, purpose: str, now: datetime
) -> None:
    """Write down that somebody read something sensitive. Reading one's own is not noted."""
    if reader.user is None or reader.user == owner:
        return
    AccessEntry.objects.create(
        at=now, reader=reader.user, role=reader.role, kind=kind, subject=subject, owner=owner, purpose=purpose
    )


def determine(
    *,
    kind: str,
    subject: uuid.UUID,
    facts: Any,
    result: Any,
    law_version: str,
    policy_version: str = "",
    engine_version: str,
    now: datetime,
) -> Determination:
    """Store a result that binds people together with its facts, versions and hash."""
    content = {
        "kind": kind,
        "facts": facts,
        "result": result,
        "engine": engine_version,
        "law": law_version,
        "policy": policy_version,
    }
    return Determination.objects.create(
        kind=kind,
        subject=subject,
        facts=facts,
        result=result,
        engine_version=engine_version,
        law_version=law_version,
        policy_version=policy_version,
        hash=texts.digest(content),
        made_at=now,
    )


LEASE = timedelta(minutes=2)
GIVE_UP_AFTER = 12


def lease_effects(
    *,
    worker: str,
    now: datetime,
    limit: int = 20,
    only: frozenset[str] = frozenset(),
    without: frozenset[str] = frozenset(),
) -> list[Effect]:
    """Claim up to `limit` due effects for `worker`, each by one conditional UPDATE, so that no two hold one.

    only, without: kinds that a worker of its own takes, and that the others leave to it.
    """
    waiting = Effect.objects.filter(due_at__lte=now, state__in=("owed", "leased")).exclude(kind__in=without)
    waiting = waiting.filter(kind__in=only) if only else waiting
    free = waiting.filter(Q(state="owed") | Q(leased_until__lte=now)).order_by("due_at", "id")
    return [row for row in free[:limit] if _claim(row, worker=worker, now=now)]


def _claim(row: Effect, *, worker: str, now: datetime) -> bool:
    """The row says what is written, and what is written is what was read: an effect's words never change."""
    unchanged = Effect.objects.filter(pk=row.pk, state=row.state, attempts=row.attempts)
    lease = {
        "state": "leased",
        "leased_by": worker,
        "leased_until": now + LEASE,
        "attempts": row.attempts + 1,
    }
    if not unchanged.update(**lease):
        return False
    for name, value in lease.items():
        setattr(row, name, value)
    return True


class NotYet(Exception):
    """A handler's word that its effect is not due before `until`; it costs no try."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def owe_more(effect: Effect, *items: Owed, now: datetime) -> None:
    """What an effect leads to: further effects of the same entry. Owed twice under one key, it is one."""
    Effect.objects.bulk_create((_effect(effect.entry, item, now) for item in items), ignore_conflicts=True)


def defer_effect(row: Effect, *, until: datetime) -> None:
    """Put an effect back until a later moment, as its handler asked."""
    _in_hand(row).update(
        state="owed", due_at=until, leased_until=None, leased_by="", attempts=row.attempts - 1
    )


def finish_effect(row: Effect, *, now: datetime) -> None:
    """The handler did its work."""
    Effect.objects.filter(pk=row.pk).update(state="done", done_at=now, last_error="")


def postpone_effect(row: Effect, *, error: str, now: datetime) -> None:
    """The handler failed: try again later, ever more rarely, and give up loudly after twelve times."""
    state = "given_up" if row.attempts >= GIVE_UP_AFTER else "owed"
    later = now + timedelta(seconds=min(3600, 5 * 2**row.attempts))
    _in_hand(row).update(state=state, due_at=later, last_error=error[:300])


def hand_back_effect(row: Effect) -> None:
    """The worker stops before it began this one: another may take it at once, and it cost no try."""
    _in_hand(row).update(state="owed", leased_until=None, leased_by="", attempts=F("attempts") - 1)


def _in_hand(row: Effect) -> QuerySet[Effect]:
    """The effect while this worker's lease of it stands: whoever took it since says what became of it."""
    return Effect.objects.filter(pk=row.pk, state="leased", leased_by=row.leased_by, attempts=row.attempts)


def anchor(*, now: datetime) -> Anchor:
    """Sign where every chain that moved stands; the first call of a legal day makes the day's anchor.

    A chain that moves while this runs stays for the next day: each is marked only up to the length that was signed.
    """
    day = clock.legal_day(now)
    if found := Anchor.objects.filter(day__gte=day).order_by("day").first():
        return found
    with transaction.atomic():
        made = _anchor(day, now)
        made.save(force_insert=True)
        for chain, (length, _) in made.heads.items():
            Chain.objects.filter(pk=chain, anchored__lt=length).update(anchored=length)
    return made


def _anchor(day: date, now: datetime) -> Anchor:
    moved = Chain.objects.filter(length__gt=F("anchored")).order_by("id").values_list("id", "length", "head")
    before = Anchor.objects.order_by("-day").first()
    made = Anchor(
        day=day,
        made_at=now,
        prev=before.heads_hash if before else GENESIS,
        heads={str(chain): [length, head] for chain, length, head in moved},
        chains=Chain.objects.count(),
        entries=Entry.objects.count(),
    )
    made.heads_hash = ledger_facts.anchor_hash(made)
    made.signature = ledger_facts.anchor_key().sign(made.heads_hash.encode())
    return made


STUCK_AFTER = timedelta(minutes=10)


def begin_scan(name: str, *, due_at: datetime, now: datetime) -> ScanRun | None:
    """Take the run of scan `name` that was due at `due_at`; None when it ran, or another process runs it.

    One that was begun and never ended (its process died) may be taken again after ten minutes.
    """
    run, is_new = ScanRun.objects.get_or_create(name=name, due_at=due_at, defaults={"started_at": now})
    if is_new:
        return run
    stuck = ScanRun.objects.filter(pk=run.pk, ran_at__isnull=True, started_at__lte=now - STUCK_AFTER)
    return run if stuck.update(started_at=now) else None


def forget_scans(*, before: datetime) -> None:
    """Drop the notes on runs that nobody asks for any more."""
    ScanRun.objects.filter(due_at__lt=before, ran_at__isnull=False).delete()


def end_scan(run: ScanRun, *, found: int, now: datetime) -> None:
    """The scan ran to its end and had `found` things to do."""
    ScanRun.objects.filter(pk=run.pk).update(ran_at=now, found=found)
