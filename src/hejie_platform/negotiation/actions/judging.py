"""What both putting and accepting look at: the package on its claim, the household's protection, the kept result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.models import Negotiation
from hejie_platform.ledger.actions import ActionRefused, determine
from hejie_platform.ledger.models import Determination
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.models import Claim, Offer
from hejie_platform.negotiation.queries.talks import laid_by_still
from hejie_platform.negotiation.queries.trial import ENGINE


@dataclass(frozen=True, slots=True)
class Judged:
    """A package tried in its talks."""

    row: Negotiation
    claim: Claim
    offers: Sequence[Offer]
    trial: queries.Trial


def side_of(held: HeldNegotiation) -> str:
    """The side that the holder speaks for: offers have two. The operator writes down what a creditor says that is not here."""
    if records_for_creditor(held):
        return "lender"
    if held.side not in ("borrower", "lender"):
        raise ActionRefused("offer_no_side")
    return held.side


def records_for_creditor(held: HeldNegotiation) -> bool:
    """Whether the holder records for a creditor without a desk here."""
    return held.negotiation.creditor.channel == "outside" and "operator" in held.roles


def guard_household(held: HeldNegotiation, judged: Judged, *, confirmed: bool) -> None:
    """What is kept for living, of the month and of savings that were told, is never put at stake; more than a month's
    forecast leaves only on purpose.

    It guards the household's own acts alone: a lender's offer is not measured with a purse that the lender must not
    see. Raises ActionRefused.
    """
    if not held.is_borrower_side:
        return
    months = queries.months_ahead(queries.purse_of(judged.row), judged.trial.tried)
    worst = max(months, key=lambda one: one.due_minor - one.most_minor)
    if worst.due_minor > worst.most_minor:
        raise ActionRefused(
            "household_protected", burden_minor=worst.due_minor, most_minor=max(worst.most_minor, 0)
        )
    at_once, spare = judged.trial.tried.package.upfront_minor, laid_by_still(judged.row.case, but=judged.row)
    if spare is not None and at_once > spare:
        raise ActionRefused("savings_protected", upfront_minor=at_once, most_minor=spare)
    tight = max(months, key=lambda one: one.over_minor)
    if tight.over_minor > 0 and not confirmed:
        raise ActionRefused(
            "beyond_budget", burden_minor=tight.due_minor, disposable_minor=max(tight.left_minor, 0)
        )


def determined(judged: Judged, *, kind: str, now: datetime) -> Determination:
    """Keep the result that a side binds itself by, with everything to compute it again."""
    asked, found = judged.trial.determined
    return determine(
        kind=kind,
        subject=judged.row.id,
        facts=asked,
        result=found,
        law_version=judged.trial.grounds.law.name,
        policy_version=judged.trial.grounds.policy_name,
        engine_version=ENGINE,
        now=now,
    )
