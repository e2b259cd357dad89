"""The record's own state, for those who check it: do the chains hold, who looked at what, did the scans run.

Walking every chain reads the whole ledger (a minute for a million entries), so it is done only when asked for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from hejie_platform.insight.models import LawfulOrder
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.models import AccessEntry, Anchor, Chain, Entry, ScanRun

DAYS = 30
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Audit:
    """What an auditor sees. `broken` is None when nobody asked for the walk; an empty tuple says that all holds."""

    chains: int
    entries: int
    anchors: tuple[Anchor, ...]
    looks: tuple[tuple[str, str, int], ...]  # kind, role, how often
    scans: tuple[tuple[str, int, datetime | None, int], ...]  # name, runs, last, runs that never ended
    given_up: int
    broken: tuple[str, ...] | None = None


def audit(*, now: datetime, walk: bool = False) -> Audit:
    """The state of the record. Six queries; the walk reads everything."""
    since = now - timedelta(days=DAYS)
    looks = AccessEntry.objects.filter(at__gte=since).order_by("kind", "role").values_list("kind", "role")
    scans = ScanRun.objects.filter(due_at__gte=since).order_by("name").values_list("name")
    return Audit(
        chains=Chain.objects.count(),
        entries=Entry.objects.count(),
        anchors=tuple(Anchor.objects.order_by("-day").defer("heads", "signature")[:SHOWN]),
        looks=tuple(looks.annotate(Count("id"))),
        scans=tuple(scans.annotate(Count("id"), Max("ran_at"), unfinished=Count("id") - Count("ran_at"))),
        given_up=ledger.given_up().count(),
        broken=tuple(_broken()) if walk else None,
    )


def _broken() -> list[str]:
    places = [f"{one.kind} {one.chain} {one.seq}" for one in ledger.broken_places()]
    return places + [f"{one.kind} {one.day:%Y-%m-%d} {one.chain}".strip() for one in ledger.broken_anchors()]


@dataclass(frozen=True, slots=True)
class Course:
    """The course of one case without a word of it: what was done and when, by a role; and who looked, where ordered."""

    steps: tuple[tuple[datetime, str, str], ...]
    looks: tuple[tuple[datetime, str, str], ...]


def course_of(order: LawfulOrder) -> Course:
    """What an order opens: moments, acts and roles of the case and its talks. No caucus, no notes, no words, no names."""
    case = order.case
    subjects = [case.id, *case.negotiations.order_by("id").values_list("id", flat=True)]
    rows = ledger.timeline(subjects, ("borrower", "shared")).values_list("at", "verb", "role")
    looks = AccessEntry.objects.filter(owner=case.borrower, subject__in=subjects)
    shown = looks.order_by("-at").values_list("at", "kind", "role") if order.scope != "course" else ()
    return Course(tuple(rows), tuple(shown))
