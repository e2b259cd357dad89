"""How talks ended, as the pages tell it: the reason, the refusal with its cure, what is still open, and the ways that remain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from hejie import rules
from hejie_platform.afterwards.facts.routes import ROUTE_RULES, Situation, Way, routes_for
from hejie_platform.afterwards.models import AskAgain
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import law
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.ledger.queries import timeline
from hejie_platform.lenders.queries import policy_version_on
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Request, Room
from hejie_platform.people.models import Organisation

ASKED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ending:
    """One negotiation that ended. `refusal` and `cure` are codes of the lender's policy; `again` its successor, if any."""

    row: Negotiation
    at: datetime | None
    refusal: str
    cure: str
    policy_version: int | None
    words: str
    again: Negotiation | None
    earlier: Sequence[Request]


def endings(case: Case) -> list[Ending]:
    """The talks of a case that have ended, the newest first."""
    rows = Negotiation.objects.filter(case=case, state="ended").select_related("creditor", "case__borrower")
    return [ending(row) for row in rows.order_by("-created_at", "-id")]


def ending(row: Negotiation) -> Ending:
    """How these talks ended. Five queries."""
    asked = list(Request.objects.filter(negotiation=row).order_by("-made_at", "-id"))
    last = asked[0] if asked and asked[0].kind == "refuse" else None
    item: Mapping[str, Any] = last.items[0] if last and last.items else {}
    return Ending(
        row=row,
        at=_ended_at(row),
        refusal=last.refusal_code if last else "",
        cure=str(item.get("cure", "")),
        policy_version=last.policy_version if last else None,
        words=_words(row, last),
        again=Negotiation.objects.filter(predecessor=row).order_by("-created_at", "-id").first(),
        earlier=[one for one in asked if one is not last],
    )


def _words(row: Negotiation, last: Request | None) -> str:
    if last is None or last.words is None:
        return ""
    room = Room.objects.filter(negotiation=row, audience="shared").select_related("key").first()
    return facts.open_words(room, last.words, place="request")


def _ended_at(row: Negotiation) -> datetime | None:
    """When they ended: the newest entry about the talks that says so, also as a consequence of another act."""
    entries = timeline([row.pk, row.case_id], ["shared", "borrower"])
    for entry in entries:
        also = entry.facts.get("also", ())
        if entry.subject == row.pk and entry.facts.get("to") == "ended":
            return entry.at
        if any(one.get("subject") == str(row.pk) and one.get("to") == "ended" for one in also):
            return entry.at
    return None


def policy_contact(lender: Organisation, day: date) -> Mapping[str, str]:
    """How the lender's hardship desk can be reached, by its published policy."""
    version = policy_version_on(lender, day)
    found: Mapping[str, str] = version.published.get("contact", {}) if version else {}
    return found


def routes(case: Case, *, talks: Negotiation | None = None) -> tuple[Way, ...]:
    """The ways that are open to this household, for one lender or for all."""
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True).select_related("creditor")
    mine = [loan for loan in loans.order_by("id") if talks is None or loan.creditor_id == talks.creditor_id]
    lenders = [talks.creditor] if talks else [loan.creditor for loan in mine if loan.creditor]
    ended = [ending(talks)] if talks else endings(case)
    situation = Situation(
        is_consumer=any(loan.purpose != "business" for loan in mine),
        is_business=any(loan.purpose == "business" for loan in mine),
        is_licensed=any(lender.lender_type for lender in lenders),
        court_decided=any(one.refusal == "court_decided" for one in ended),
    )
    return routes_for(situation, pack=law_of(case))


def talks_with_ways(case: Case) -> Negotiation | None:
    """The newest talks, for the country's own table of ways, where our list of ways rests on none of its rules."""
    if ROUTE_RULES & set(law_of(case).rules):
        return None
    return Negotiation.objects.filter(case=case).order_by("-created_at").first()


def reopening_asked(case: Case, *, now: datetime) -> bool:
    """Whether somebody asked within a week to open the case again."""
    asked = timeline([case.pk], ["borrower"]).filter(verb="case.ask_reopening", at__gt=now - ASKED_FOR)
    return asked.exists()


def wish_to_be_asked(case: Case) -> AskAgain | None:
    """The day on which this household wishes to be asked, if one is chosen."""
    open_one = AskAgain.objects.filter(case=case, sent_at__isnull=True, called_off_at__isnull=True)
    return open_one.order_by("id").first()


FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "mediation_days": "mediation_prefiling_days",
        "simple_days": "complaint_simple_days",
        "most_days": "complaint_most_days",
        "credit_days": "credit_complaint_days",
        "object_days": "payment_order_object_days",
    }
)


def route_figures(day: date) -> dict[str, Any]:
    """The times that the ways name, as the law book has them on a day; None where it is silent or only recalled."""
    pack = law.here()
    rows = {name: pack.as_of(value, day) for name, value in FIGURES.items()}
    return {
        name: row.value if isinstance(row, rules.Row) and not row.recalled else None
        for name, row in rows.items()
    }
