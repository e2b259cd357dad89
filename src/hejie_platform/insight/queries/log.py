"""The ledger and the rows beside it, read into plain events and journeys.

Seven queries, however many cases there are. Ten thousand cases with two creditors each bring some two hundred thousand
entries of the verbs that figures are made of: a few seconds and some two hundred megabytes. So the desk counts a chosen
period, and the public page reads figures that were counted once, when they were prepared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.core import clock
from hejie_platform.insight.facts.journeys import VERBS, CaseSeen, Event, Journey, Talks, told
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.ledger.models import Entry

OUTSIDE = "outside"  # a creditor without a desk cannot look at its card: it is never named


@dataclass(frozen=True, slots=True)
class Seen:
    """The cases begun in a period, and the talks of those cases."""

    cases: tuple[CaseSeen, ...]
    journeys: tuple[Journey, ...]


def seen(since: date, until: date) -> Seen:
    """What became of the cases that were begun between two days, both included, up to now."""
    begun = Case.objects.filter(
        created_at__gte=_start(since), created_at__lt=_start(until + timedelta(days=1))
    )
    rows = list(
        begun.order_by("id").values(
            "id", "opened_by", "created_at", "submitted_at", "is_vulnerable", "story__cause"
        )
    )
    within = Negotiation.objects.filter(case__in=begun.values("id"))
    talks = list(within.order_by("id").values("id", "case_id", "creditor__ref", "creditor__channel"))
    events = _events(begun, within, [row["id"] for row in (*rows, *talks)])
    about = _about(rows, talks, begun, within)
    journeys = (told(one, events[UUID(one.id)]) for one in about)
    return Seen(
        tuple(_case(row, events[row["id"]]) for row in rows),
        tuple(one for one in journeys if one is not None),
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=clock.legal_zone())


def _case(row: Mapping[str, Any], events: list[Event]) -> CaseSeen:
    moments = {one.verb: one.at for one in sorted(events, key=lambda one: one.at, reverse=True)}
    return CaseSeen(
        id=str(row["id"]),
        opened_by="lender" if row["opened_by"] else "borrower",
        begun_on=clock.legal_day(row["created_at"]),
        submitted_at=moments.get("case.submit"),
        admitted_at=moments.get("case.admit"),
    )


def _about(
    rows: Sequence[Mapping[str, Any]],
    talks: Sequence[Mapping[str, Any]],
    begun: QuerySet[Case],
    within: QuerySet[Negotiation],
) -> list[Talks]:
    cases = {row["id"]: row for row in rows}
    mediated = set(
        Mediation.objects.filter(negotiations__in=within.values("id")).values_list("negotiations", flat=True)
    )
    represented = set(begun.filter(parties__role="representative").values_list("pk", flat=True))
    products: dict[UUID, set[str]] = defaultdict(set)
    loans = ClaimedLoan.objects.filter(negotiation__in=within.values("id"), removed_at__isnull=True)
    for talk, name in loans.values_list("negotiation_id", "app_name"):
        products[talk].add(name or "unnamed")
    return [
        Talks(
            id=str(row["id"]),
            case=str(row["case_id"]),
            lender=row["creditor__ref"] if row["creditor__channel"] == "platform" else OUTSIDE,
            cause=cases[row["case_id"]]["story__cause"] or "",
            products=tuple(sorted(products[row["id"]])),
            is_mediated=row["id"] in mediated,
            is_vulnerable=cases[row["case_id"]]["is_vulnerable"],
            is_represented=row["case_id"] in represented,
            submitted_at=cases[row["case_id"]]["submitted_at"],
        )
        for row in talks
    ]


def _events(begun: QuerySet[Case], within: QuerySet[Negotiation], ids: list[UUID]) -> dict[UUID, list[Event]]:
    """Events by what they belong to: a case's by its id, and everything of talks by theirs."""
    found: dict[UUID, list[Event]] = defaultdict(list)
    agreements = Agreement.objects.filter(negotiation__in=within.values("id"))
    owner = {one: one for one in ids} | dict(agreements.values_list("id", "negotiation_id"))
    here = Q(chain__subject__in=begun.values("id")) | Q(chain__subject__in=within.values("id"))
    rows = Entry.objects.filter(here, Q(verb__in=VERBS) | Q(facts__has_key="also"))
    fields = ("at", "verb", "role", "subject", "facts", "chain__subject")
    for at, verb, role, subject, facts, chain in rows.values_list(*fields).iterator(chunk_size=2000):
        for name, about, event_role in _told_in(verb, role, subject, facts):
            if name in VERBS:
                code = str(facts.get("refusal", "")) if name.startswith("negotiation.refuse") else ""
                found[owner.get(about, chain)].append(Event(at, name, event_role, code))
    return found


def _told_in(
    verb: str, role: str, subject: UUID, facts: Mapping[str, Any]
) -> Iterator[tuple[str, UUID, str]]:
    """The entry itself, and each of its consequences, which nobody did but the system."""
    yield verb, subject, role
    for one in facts.get("also", ()):
        yield f"{one['machine']}.{one['step']}", UUID(one["subject"]), "system"
