"""Whom to tell of something that no step table knows: the borrower's side, a lender's desk, the supervisors."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from hejie_platform.cases.access import HOUSEHOLD
from hejie_platform.cases.models import Case, Negotiation, Party
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Owed
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import members_on


def household(
    case: Case, code: str, *, about: str, facts: Mapping[str, Any], talks: Negotiation | None = None
) -> Iterator[Owed]:
    """One notice for each person on the borrower's side; a guarantor has no part in this."""
    parties = Party.objects.filter(case=case, left_at__isnull=True, role__in=HOUSEHOLD).select_related("user")
    for party in parties.order_by("id"):
        yield _owed(party.user, code, side="borrower", about=about, facts=facts, case=case, talks=talks)


def desk(
    talks: Negotiation, code: str, *, about: str, facts: Mapping[str, Any], now: datetime
) -> Iterator[Owed]:
    """The officer who has the talks in hand; every officer of the lender where nobody has."""
    staff = [talks.assigned_to] if talks.assigned_to else _members(talks.creditor, "officer", now)
    for person in staff:
        yield _owed(person, code, side="lender", about=about, facts=facts, case=talks.case, talks=talks)


def supervisors(case: Case, code: str, *, facts: Mapping[str, Any], now: datetime) -> Iterator[Owed]:
    """Every supervisor of the platform."""
    for platform in Organisation.objects.filter(kind="platform").order_by("created_at", "id"):
        for person in _members(platform, "supervisor", now):
            yield _owed(person, code, side="platform", about="case", facts=facts, case=case)


def _members(organisation: Organisation, role: str, now: datetime) -> list[User]:
    return [row.user for row in members_on(organisation, clock.legal_day(now), (role,))]


def _owed(
    person: User,
    code: str,
    *,
    side: str,
    about: str,
    facts: Mapping[str, Any],
    case: Case,
    talks: Negotiation | None = None,
) -> Owed:
    place = {"machine": about, "case": case.ref, "side": side} | ({"negotiation": talks.ref} if talks else {})
    payload = {"to": str(person.pk), "code": code, "facts": dict(facts), "about": place, "side": side}
    return Owed(kind="notice.send", key=f"{code} {person.pk}", payload=payload)


def lender_names(lender: Organisation) -> dict[str, str]:
    """The lender in both languages, as the sentences of notices want it."""
    return {"lender_zh": lender.name_zh, "lender_en": lender.name_en}
