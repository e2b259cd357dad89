"""What breaks a pause: a contact that the engine finds to fall into it; interest beyond what had grown before it.

    interest_beyond(before, now, rest) -> 12_00     12.00 more interest than there can be

Interest rests only where the lender said so when it granted the pause: nothing freezes by itself. Two statements that both
lie in the pause may differ in no interest. Where the earlier one lies before it, what may have grown until its first day is
computed generously - the dearest contract's rate with its uplift, on everything owed, a year of 360 days - and what is
beyond even that is certain. Without a rate nothing is certain, and nothing is raised.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from hejie import dates
from hejie_platform.cases.models import Standstill
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim

INTEREST = ("normal_interest", "overdue_interest", "penalty_interest", "compound_interest")


def rest_on(day: date, rests: Sequence[Standstill], *, of_interest: bool = False) -> Standstill | None:
    """The pause in which this day lies, the newest first; with `of_interest` only one in which interest rests too."""
    found = [
        one
        for one in rests
        if one.from_day <= day <= one.until_day and (one.rests_interest or not of_interest)
    ]
    return found[-1] if found else None


def interest_beyond(before: Claim, stated: Claim, rest: Standstill) -> int:
    """By how many minor units the stated interest exceeds what there can be; 0 where nothing is certain."""
    allowed = interest_of(before.buckets) + _grown_until(rest.from_day, before)
    return 0 if allowed == math.inf else max(0, interest_of(stated.buckets) - int(allowed))


def interest_of(buckets: Mapping[str, int]) -> int:
    """Everything in these buckets that is interest of some kind."""
    return sum(int(buckets.get(name, 0)) for name in INTEREST)


def _grown_until(first: date, before: Claim) -> float:
    """The most that can have grown between a statement and the first day of the pause; infinite where no rate is known."""
    if before.as_of >= first:
        return 0
    contracts = facts.contracts_from_json(before.contract)
    rates = [
        one.annual_rate * (1 + (one.overdue_uplift or 0)) for one in contracts if one.annual_rate is not None
    ]
    if len(rates) < len(contracts) or not rates:
        return math.inf
    share = dates.year_fraction(before.as_of, first, count="act/360")
    return math.ceil(Fraction(facts.buckets_of(before).total) * max(rates) * share)
