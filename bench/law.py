"""The checks of the law: a hundred thousand plans in columns, and everything about one case.

Judged in this process, beside a million additions of plain Python; the figures beside a ratio are those of one machine.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Final

from bench.rows import Judged, Line, Measured
from bench.timing import calibration, together
from hejie import loans, rules

PLANS: Final = 100_000
DIFFERENT: Final = 1_000
A_SECOND: Final = 100_000
LONGEST_CASE: Final = 5
DAY: Final = date(2026, 8, 20)
PACK = rules.load_pack("cn")


def plan(dice: random.Random) -> rules.PlanFacts:
    """A plan of 36 instalments as `hejie.plans` makes them: rates, every payment, principal and dates."""
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=dice.randrange(500_000, 20_000_000),
        annual_rate=Fraction(dice.randrange(600, 2600), 10_000),
        start=DAY,
        first_due=date(2026, 9, 20),
        instalments=36,
    )
    made = loans.schedule(terms)
    return rules.PlanFacts(
        kind="restructure",
        lender_type=dice.choice(["bank", "microloan", "consumer_finance", "private"]),
        channel=dice.choice(rules.CHANNELS),
        plan_on=DAY,
        contract_on=DAY - timedelta(days=dice.randrange(1, 1500)),
        annual_rate=terms.annual_rate,
        overdue_rate=terms.annual_rate * Fraction(13, 10),
        contract_rate=terms.annual_rate,
        flows=tuple(
            rules.Flow(Fraction(number, 12), minor) for number, minor in enumerate(made.amounts, start=1)
        ),
        financed_minor=terms.principal_minor,
        agreed_principal_minor=terms.principal_minor,
        principal_parts=made.principal,
        due_on=made.due,
        total_before_minor=terms.principal_minor,
        total_after_minor=made.total,
        has_cost_table=True,
    )


def case() -> list[object]:
    """Everything that is checked about one case: plan, words, costs, way, signatures, records, complaint, payment."""
    one = plan(random.Random(1))
    signed = datetime(2026, 8, 20, 10, tzinfo=UTC)
    return [
        one,
        rules.AgreementFacts(
            (rules.Change("annual_rate", "0.18", "0.12", DAY),), {"account": "x"}, ("七日内出具",) * 20
        ),
        rules.LimitationFacts(DAY, date(2025, 1, 1)),
        rules.ConfirmationFacts(DAY, DAY, has_lawful_body=True, both_apply=True),
        rules.RouteFacts(product="consumption", day=DAY, way="peoples_mediation"),
        rules.SigningFacts(("borrower",), (rules.SignatureFact("borrower", signed, "h"),), "h"),
        rules.ExportFacts((rules.ExportItem("contract"),), frozenset({"borrower", "lender"})),
        rules.ComplaintFacts(received_on=DAY, day=DAY),
        rules.PaymentFacts(DAY, 100, {"overdue_principal": 100}, {"overdue_principal": 100}),
        *(rules.Contact(at=signed.replace(day=day), channel="call") for day in range(1, 20)),
    ]


def checks() -> Iterator[Line]:
    """Plans a second in columns, one plan alone, and one full case."""
    dice = random.Random(7)
    plans = [plan(dice) for _ in range(DIFFERENT)]
    table = rules.columns(plans * (PLANS // DIFFERENT))
    facts = case()
    many, alone, full = f"{PLANS:,} plans in columns", "one plan alone", "one full case"
    measured = together(
        {
            many: lambda: rules.check_plans(table, pack=PACK),
            alone: lambda: rules.check_plan(plans[0], pack=PACK),
            full: lambda: rules.check_all(facts, pack=PACK, day=DAY),
            "calibration: a million additions": calibration,
        }
    )
    yield from (Measured(name, timing) for name, timing in measured.items())
    yield Judged("plan checks a second, one core", PLANS / measured[many].median, "at least", A_SECOND)
    yield Judged(
        "milliseconds for one full case", measured[full].median * 1000, "at most", LONGEST_CASE, " ms"
    )


def differing(count: int = 200) -> int:
    """How many of some plans have another verdict in columns than alone: none, or the speed is worth nothing."""
    dice = random.Random(11)
    plans = [replace(plan(dice), platform_fee_minor=dice.choice([0, 1])) for _ in range(count)]
    found = rules.check_plans(rules.columns(plans), pack=PACK)
    return sum(
        max(rules.SCALE.index(one.verdict) for one in rules.check_plan(each, pack=PACK)) != worst
        for each, worst in zip(plans, rules.worst(found).tolist(), strict=True)
    )
