"""Effects that need a person of the desk: a task is opened, and those who look after it are told.

A change of income beyond the list's share also makes the plans of talks with agreed figures anew, on the budget as it is now.
"""

from datetime import datetime
from uuid import uuid5

from hejie_platform.cases.actions.tasks import open_task
from hejie_platform.cases.models import Negotiation
from hejie_platform.ledger.actions import ActionRefused, Effect
from hejie_platform.negotiation import actions as negotiation
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.models import Claim
from hejie_platform.notices.actions import tell


def open_and_tell(effect: Effect, *, now: datetime) -> None:
    """Handler of every `task_*` effect and of what is escalated to the supervisor. May run twice."""
    open_task(effect, now=now)
    tell(effect, now=now)


def reassess(effect: Effect, *, now: datetime) -> None:
    """Handler of `task.reassess`: a task, and new plans where figures are agreed. May run twice."""
    open_task(effect, now=now)
    renew_plans(effect, now=now)


def renew_plans(effect: Effect, *, now: datetime) -> None:
    """Handler of `plans.renew`: new plans on today's budget where figures are agreed. May run twice."""
    for row in Negotiation.objects.filter(case_id=effect.payload["case"], state="talking").order_by("id"):
        claim = queries.latest_claim(row)
        if claim is not None and facts.is_agreed(claim):
            _again(claim, effect, now)


def _again(claim: Claim, effect: Effect, now: datetime) -> None:
    """Plans on today's budget. A lender without a policy in force has none to be made again."""
    try:
        negotiation.make_plans(claim, now=now, action_id=uuid5(effect.id, str(claim.pk)))
    except ActionRefused as refused:
        if refused.code != "policy_missing":
            raise
