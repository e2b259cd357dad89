"""The loans under a claim, as the law checks need them."""

from collections.abc import Sequence
from datetime import date

from hejie import dates, plans, rules
from hejie import loans as engine
from hejie_platform.negotiation.facts.claims import Contract

OWN = "own"


def loan_facts(
    contracts: Sequence[Contract],
    claim: engine.Buckets,
    *,
    lender_type: str,
    channel: str = OWN,
    start: date,
    guarantors: int = 0,
) -> tuple[plans.LoanFacts, ...]:
    """One set of facts for each loan. Every page of a plan shows a table of all costs, and so does the agreement."""
    consents = tuple(rules.Guarantor(consented_on=None) for _ in range(guarantors))
    return tuple(
        plans.LoanFacts(
            lender_type=lender_type,
            channel=channel,
            product=one.product or "consumption",
            kind=_kind(one, claim, start),
            contract_on=one.contract_on,
            contract_rate=one.annual_rate,
            maturity_on=one.matures_on,
            requested_on=start,
            original_months=_months(one),
            guarantors=consents,
            has_cost_table=True,
            received_minor=one.received_minor if len(contracts) == 1 else None,
        )
        for one in contracts
    )


def _kind(one: Contract, claim: engine.Buckets, start: date) -> str:
    """An extension exists only before maturity and with nothing overdue; everything else is a restructure, also what was
    overdue once and was restructured before."""
    is_running = one.matures_on is not None and start <= one.matures_on
    was_late = claim.overdue_principal > 0 or one.unpaid_since is not None
    return "extension" if is_running and not was_late else "restructure"


def _months(one: Contract) -> int | None:
    if one.contract_on is None or one.matures_on is None:
        return None
    return dates.months_between(one.contract_on, one.matures_on)
