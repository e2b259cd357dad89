"""Which cap applies, as a table to read: every row that speaks about a loan of this kind and day, with both rates.

    >>> from datetime import date
    >>> from hejie import rules
    >>> for row in rules.which_caps(lender_type="private", channel="own", contract_on=date(2024, 8, 15),
    ...                             plan_on=date(2026, 1, 5), pack=rules.load_pack("cn")):
    ...     print(row.cap.check, row.limit_rate, row.effective_rate, row.cap.strength)
    CAP_PRIVATE 0.134 0.14254 block

`limit_rate` is the yearly rate as it is compared (twelve times the monthly one); `effective_rate` the same compounded
over a year, shown beside it because which of the two the law means is not settled. A day without its prime rate has
neither, and the reason in their place.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import money
from hejie.rules.caps import cost
from hejie.rules.caps import limits as caps
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Cap, Unknown


@dataclass(frozen=True, slots=True)
class CapAnswer:
    """One row of the decision table with its limit, or why none is known.

    Both rates None and `unknown` None: the table leaves it to a person.
    """

    cap: Cap
    limit_rate: str | None
    effective_rate: str | None
    unknown: Unknown | None
    force: str
    rests_on: str


def which_caps(
    *, lender_type: str, channel: str, contract_on: date, plan_on: date, pack: LawPack
) -> tuple[CapAnswer, ...]:
    """Every row for a loan of this kind. Empty where the country has none: that is no permission."""
    found = caps.caps_for(lender_type=lender_type, channel=channel, contract_on=contract_on, pack=pack)
    return tuple(_answer(cap, contract_on, plan_on, pack) for cap in found)


def _answer(cap: Cap, contract_on: date, plan_on: date, pack: LawPack) -> CapAnswer:
    limit = caps.limit_of(cap, contract_on=contract_on, plan_on=plan_on, pack=pack)
    force, rests_on = pack.force_of(cap.rules)
    known = limit if isinstance(limit, Fraction) else None
    return CapAnswer(
        cap=cap,
        limit_rate=None if known is None else money.rate_text(known),
        effective_rate=None if known is None else cost.rate_fact(cost.effective_rate(float(known))),
        unknown=limit if isinstance(limit, Unknown) else None,
        force=force,
        rests_on=rests_on,
    )
