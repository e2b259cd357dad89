"""The notice on limitation, loan by loan: what the law pack says before somebody acts with legal effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hejie import rules
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case
from hejie_platform.intake.models import ClaimedLoan


@dataclass(frozen=True, slots=True)
class LimitationNotice:
    """What is said about one loan. A missing day is said to be missing, never guessed."""

    loan: ClaimedLoan
    finding: rules.Finding


def limitation_notices(case: Case, *, day: date) -> Sequence[LimitationNotice]:
    """One notice for each loan told, for acting on `day`."""
    pack = law_of(case)
    loans = (
        ClaimedLoan.objects.filter(case=case, removed_at__isnull=True)
        .select_related("creditor")
        .order_by("id")
    )
    return [
        LimitationNotice(loan, finding)
        for loan in loans
        for finding in rules.check_limitation(_facts(loan, day), pack=pack)
    ]


def _facts(loan: ClaimedLoan, day: date) -> rules.LimitationFacts:
    """The period runs from the last day for performance; while nothing is overdue it does not run yet.

    CN-LIM-01: for instalments of one debt it runs from the end of the last instalment's period.
    """
    known = [one for one in (loan.matures_on, loan.overdue_since) if one]
    return rules.LimitationFacts(acting_on=day, last_event_on=known[0] if known else None)
