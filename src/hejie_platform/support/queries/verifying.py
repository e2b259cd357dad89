"""Is this really ours? What a code stands for, without anything personal.

People and houses, agreements; notices are known one floor above and are asked there. A mediator's code says which body
they belong to, where they are registered (as the body's head verified it) and whether that still holds; no other
person has a code.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hejie_platform.agreements.models import Agreement
from hejie_platform.core import clock
from hejie_platform.lenders import queries as lenders
from hejie_platform.mediation.models import Listing
from hejie_platform.people import queries as people
from hejie_platform.people.models import Membership, Organisation, User
from hejie_platform.support.facts import codes
from hejie_platform.support.facts.codes import Code as Code
from hejie_platform.support.facts.codes import code_of as code_of  # notices make theirs through here
from hejie_platform.support.facts.codes import is_true as is_true
from hejie_platform.support.facts.codes import parse as parse


@dataclass(frozen=True, slots=True)
class Genuine:
    """What is ours: its kind, the names that may be said, since when, and whether it still holds."""

    kind: str
    names: tuple[str, ...]
    since: date | datetime | None
    holds: bool


def find(code: Code, *, now: datetime) -> Genuine | None:
    """What the code stands for; None when nothing of ours has it, or says something else than when it was made."""
    reader = _READERS.get(code.kind)
    return reader(code, now) if reader else None


LEAST_DIGITS = 5  # the shortest number that a lender publishes, such as 95588


def find_number(typed: str, *, now: datetime) -> Genuine | None:
    """Whose published number this is: a lender's that it names in its policy in force. None for any other number.

    "400-000-0001", "4000000001" and "+86 400 000 0001" are one number. That a call shows a number proves nothing: any
    caller can show any number, so the page tells people to call back.
    """
    asked, day = _digits(typed), clock.legal_day(now)
    if len(asked) < LEAST_DIGITS:
        return None
    for lender in lenders.lenders_here():
        version = lenders.policy_version_on(lender, day)
        phone = str(version.published.get("contact", {}).get("phone", "")) if version else ""
        if version and _digits(phone) == asked:
            return Genuine("number", (phone, people.name_of(lender)), version.from_day, True)
    return None


def _digits(typed: str) -> str:
    """The digits of a number as people type it, without the code of the country; empty for what is no number."""
    bare = "".join(sign for sign in typed if not sign.isspace() and sign not in "-()")
    bare = bare.removeprefix("+86").removeprefix("0086")
    return bare if bare.isascii() and bare.isdecimal() else ""


def _person(code: Code, now: datetime) -> Genuine | None:
    user = User.objects.filter(ref=code.ref).first()
    seats = (
        Membership.objects.filter(user=user, role="mediator").select_related("organisation") if user else None
    )
    seat = seats.order_by("-from_day", "-id").first() if seats is not None else None
    if user is None or seat is None or not is_true(code, _said_of_person(user)):
        return None
    day = clock.legal_day(now)
    sits = seat.from_day <= day and (seat.until_day is None or seat.until_day >= day)
    entry = Listing.objects.filter(mediator=user, body=seat.organisation, verified_at__isnull=False)
    listed = entry.order_by("-verified_at", "-id").first()
    holds = user.is_active and sits and (listed is None or listed.ended_at is None)
    names: tuple[str, ...] = (user.name, people.name_of(seat.organisation))
    if listed is not None:
        names += (f"{listed.registered_with} {listed.registration_number}",)
    return Genuine("person", names, seat.from_day, holds)


def _organisation(code: Code, now: datetime) -> Genuine | None:
    house = Organisation.objects.filter(ref=code.ref).first()
    if house is None or not is_true(code, _said_of_house(house)):
        return None
    return Genuine("organisation", (people.name_of(house),), clock.legal_day(house.created_at), True)


def _agreement(code: Code, now: datetime) -> Genuine | None:
    row = Agreement.objects.filter(ref=code.ref).select_related("negotiation__creditor").first()
    if row is None or not is_true(code, _said_of_agreement(row)):
        return None
    holds = row.state in ("effective", "in_cure")
    return Genuine("agreement", (people.name_of(row.negotiation.creditor),), row.created_at, holds)


_READERS = {"person": _person, "organisation": _organisation, "agreement": _agreement}


def person_code(user: User) -> str:
    """The code on a mediator's card."""
    return codes.code_of("person", user.ref, _said_of_person(user))


def organisation_code(house: Organisation) -> str:
    """The code of a body or lender."""
    return codes.code_of("organisation", house.ref, _said_of_house(house))


def codes_of_agreement(row: Agreement) -> str:
    """The code of an agreement: it follows from its terms."""
    return codes.code_of("agreement", row.ref, _said_of_agreement(row))


def _said_of_person(user: User) -> Any:
    return [str(user.pk)]


def _said_of_house(house: Organisation) -> Any:
    return [house.name_zh, house.name_en]


def _said_of_agreement(row: Agreement) -> Any:
    return [row.terms_hash]
