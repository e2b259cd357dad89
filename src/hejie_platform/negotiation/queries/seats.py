"""The creditors of a household as the plans' engine seats them: one alone with its part of the household, or all together.

Alone, a creditor meets the part of the household that falls to its own claim beside one total of all other debts: nothing of
another creditor enters. Together is the household's own view, and belongs to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from hejie import loans, plans, rules, texts
from hejie.plans import household, outcome, survival
from hejie.plans.levers import Levers
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.facts import planned
from hejie_platform.negotiation.queries.trial import Grounds

ALONE: Final = "lender"
"""What a lender is called in plans of its own."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A creditor with a policy in force. `talks` is the reference of its talks."""

    talks: str
    owed: loans.Buckets
    under: Sequence[plans.LoanFacts]
    policy: rules.PolicyPack

    @property
    def engine(self) -> household.Owed:
        """As the engine has it, for a household without a season or savings."""
        return self.engine_in(())

    def engine_in(self, season: tuple[int, ...], *, laid_by_minor: int = 0) -> household.Owed:
        """As the engine has it; its own figures are those of its policy. `season`: the weights of the household's year."""
        under = tuple(self.under) or (plans.LoanFacts(self.policy.lender_type, self.policy.channel),)
        return household.Owed(
            name=self.talks,
            claim=self.owed,
            policy=self.policy,
            loan=under[0],
            also=under[1:],
            economics=outcome.Economics(funding=float(self.policy.private.discount_rate)),
            levers=levers_of(self.policy, season, at_once=laid_by_minor > 0),
        )


def levers_of(policy: rules.PolicyPack, season: tuple[int, ...] = (), *, at_once: bool = False) -> Levers:
    """Every lever that a policy publishes. Something is paid `at_once` only where the household said that it has something
    laid by; a waiver stays given where the policy does not say what becomes of it."""
    levers = policy.published.levers
    year = season or (plans.EVEN_YEAR if set(levers.methods) == {"seasonal"} else ())
    free = Levers.free(policy, season=year)
    free = free if at_once else free.fixed("upfronts", Fraction(0))
    return free if levers.shapes.on_breach else free.fixed("on_breach", "kept")


def seat_on(on: Grounds, policy: rules.PolicyPack) -> Seat:
    """The creditor of a claim."""
    return Seat(on.claim.negotiation.ref, on.owed, on.under, policy)


def engine_case(seats: Sequence[Seat], usual: facts.Usual, *, start: date, first_due: date) -> household.Case:
    """The case that the engine answers: these creditors, and the part of the household that falls to them."""
    model = usual.model(start)
    season = household.season_of(usual.household, model)
    return household.Case(
        creditors=tuple(one.engine_in(season, laid_by_minor=usual.laid_by_minor) for one in seats),
        household=usual.household,
        model=model,
        ahead=usual.told,
        start=start,
        first_due=first_due,
    )


def futures() -> dict[str, int]:
    """How many futures are simulated, and from which seed: the same for everybody."""
    return {name: int(survival.assumptions()[name]) for name in ("paths", "seed")}


def answered(
    seat: Seat, usual: facts.Usual, on: Grounds, *, first_due: date, paths: int, seed: int
) -> dict[str, Any]:
    """The plans of one lender on its part of the household, with the whole grid counted; plain data. Computed once for the
    same inputs."""
    start = facts.start_of(on.claim)
    alone = replace(seat, talks=ALONE)
    case = replace(engine_case([alone], usual, start=start, first_due=first_due), paths=paths, seed=seed)
    asked = (seat.policy.digest, on.law.name, texts.plain(seat.owed), texts.plain(case.household))
    dated = (texts.plain(seat.under), usual.as_facts, start.isoformat(), first_due.isoformat(), paths, seed)
    return _computed(_Asked(texts.digest([asked, dated]), case, on.law))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A case with the hash of everything that it rests on."""

    hash: str
    case: household.Case = field(compare=False)
    law: rules.LawPack = field(compare=False)


@lru_cache(maxsize=64)
def _computed(asked: _Asked) -> dict[str, Any]:
    case, law = asked.case, asked.law
    (owed,) = case.creditors
    menu = plans.menu(
        owed.claim,
        policy=owed.policy,
        pack=law,
        start=case.start,
        budget=case.household,
        under=owed.under,
        first_due=case.first_due,
    )
    return planned.result_of(household.propose(case, pack=law), talks=[owed.name], menu=menu)
