"""One lender's menu: every plan inside its levers, judged, and what would help where none is left.

What is proposed under a name is chosen among all lenders' plans together (`joint.naming`); here is what each may be chosen from,
and why every other plan is none.
"""

from collections.abc import Sequence
from datetime import date

from hejie import dates, loans, rules, texts
from hejie.plans import evaluation, grid, relax
from hejie.plans.levers import Levers


def menu(
    claim: loans.Buckets,
    *,
    policy: rules.PolicyPack,
    pack: rules.LawPack,
    start: date,
    budget: evaluation.Means | None = None,
    under: Sequence[evaluation.LoanFacts] = (),
    first_due: date | None = None,
    upfront_minor: int = 0,
    every: str | None = None,
    levers: Levers | None = None,
) -> grid.Menu:
    """Every plan inside the policy's levers, judged by law and budget; where nothing fits, what would.

    `levers`: what is moved instead of the usual levers, such as `Levers.free(policy)` with some of them fixed or bounded;
    of what leaves the policy each plan is rejected with the lever that it leaves. Without `under` the policy's own kind of
    lender stands for the loan; without `first_due` the first instalment falls due one month after the start. Raises Faulty if nothing is owed or the dates are impossible.
    """
    if claim.total == 0:
        raise texts.Faulty((texts.fault("loan_nothing_owed", "claim"),))
    of = grid.Case(
        claim=claim,
        policy=policy,
        pack=pack,
        start=start,
        first_due=first_due or dates.add_months(start, 1),
        under=tuple(under) or (evaluation.LoanFacts(policy.lender_type, policy.channel),),
        upfront_minor=upfront_minor,
        every=every or policy.published.levers.every[0],
    )
    judge = grid.Judge(of)
    fits, rejected = grid.options(judge, budget=budget, levers=levers)
    answers = () if fits or budget is None else relax.answers(judge, rejected, budget=budget)
    return grid.Menu(fits, rejected, answers)
