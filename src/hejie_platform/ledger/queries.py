"""Reading the record: timelines, verification, effects still owed."""

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from hejie_platform.ledger import facts
from hejie_platform.ledger.models import AccessEntry, Anchor, Chain, Effect, Entry
from hejie_platform.people.models import User


def timeline(subjects: Iterable[uuid.UUID], audiences: Iterable[str]) -> QuerySet[Entry]:
    """The entries of these subjects written for these audiences, newest first."""
    return (
        Entry.objects.filter(chain__subject__in=list(subjects), chain__audience__in=list(audiences))
        .select_related("chain", "actor")
        .order_by("-at", "-id")
    )


def news(subjects: Iterable[uuid.UUID], audiences: Iterable[str]) -> QuerySet[Entry]:
    """The timeline as pages show it. Who has signed is told with the last signature, which brings its consequences:

    if one is missing at the end, nobody is to learn whose.
    """
    return timeline(subjects, audiences).filter(~Q(verb="agreement.sign") | Q(facts__has_key="also"))


def entry_of(action_id: uuid.UUID) -> Entry | None:
    """The entry that an action left, if it was done."""
    return Entry.objects.filter(action_id=action_id).first()


def broken_places() -> Iterator[facts.Broken]:
    """Walk every chain of the ledger and report each place that does not hold."""
    for chain in Chain.objects.order_by("id").iterator():
        yield from facts.breaks(chain, chain.entries.order_by("seq").iterator(chunk_size=500))


def broken_anchors() -> Iterator[facts.BrokenAnchor]:
    """Anchors that were changed, and chains that no longer contain a head that an anchor signed.

    This finds what no single chain can show: a chain cut or rebuilt with its own head mended, or gone entirely.
    """
    yield from facts.anchor_breaks(Anchor.objects.order_by("day").iterator())
    for anchor in Anchor.objects.order_by("day").iterator():
        yield from (facts.BrokenAnchor(anchor.day, "head", chain) for chain in _heads_gone(anchor))


def _heads_gone(anchor: Anchor) -> Iterator[str]:
    for chain, (length, head) in anchor.heads.items():
        if not Entry.objects.filter(chain_id=chain, seq=length, hash=head).exists():
            yield chain


def given_up() -> QuerySet[Effect]:
    """Effects that an operator must look at: twelve tries failed."""
    return Effect.objects.filter(state="given_up").select_related("entry").order_by("due_at", "id")


def effects_waiting() -> QuerySet[Effect]:
    """Effects not yet done, soonest first."""
    return Effect.objects.filter(state__in=("owed", "leased")).order_by("due_at", "id")


def looks_at(owner: User) -> QuerySet[AccessEntry]:
    """Who read this person's sensitive things, newest first."""
    return AccessEntry.objects.filter(owner=owner).select_related("reader").order_by("-at")
