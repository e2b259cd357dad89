"""A lender tries a policy that is not in force on its own past cases: what would be approved at once, and what it would bring.

The worker computes it, says how far it is, and keeps sums alone. What stands for fewer than FEW cases is not kept, so that no
case can be recognised; and a lender may ask only so often a day, so that none can be found by asking again and again.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from hejie import rules, texts
from hejie.plans import outcome, portfolio, survival
from hejie.plans.levers import Levers
from hejie_platform.cases.actions import SYSTEM
from hejie_platform.insight.models import PolicyTrial
from hejie_platform.insight.queries.past import in_force, past_cases
from hejie_platform.ledger.actions import ActionRefused, Done, Effect, Owed, chain_for, record, whole
from hejie_platform.lenders import facts as policies
from hejie_platform.lenders.access import HeldLender

MOST_A_DAY: Final = 5
PATHS: Final = 500
THOUSAND: Final = 1000


@whole
def try_policy(desk: HeldLender, *, mapping: Mapping[str, Any], now: datetime, action_id: UUID) -> Done:
    """Have this policy tried. Raises texts.Faulty with every fault of it, ActionRefused."""
    policy, faults = policies.pack_or_faults(mapping)
    if policy is None:
        raise texts.Faulty(faults)
    rows = PolicyTrial.objects.filter(lender=desk.lender)
    if rows.filter(finished_at__isnull=True).exists():
        raise ActionRefused("trial_runs")
    if rows.filter(asked_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise ActionRefused("trial_too_often", most=MOST_A_DAY)
    if in_force(desk.lender, now=now) is None:
        raise ActionRefused("policy_missing")
    row = PolicyTrial.objects.create(
        lender=desk.lender,
        mapping=dict(mapping),
        digest=policy.digest,
        asked_by=desk.user,
        asked_at=now,
    )
    return record(
        chain=chain_for(desk.lender.id, "lender"),
        by=desk.acting("officer"),
        verb="policy.try",
        subject=row.id,
        facts={"digest": policy.digest},
        owed=(Owed(kind="policy.try", payload={"trial": str(row.id)}),),
        now=now,
        action_id=action_id,
    )


def run_trial(effect: Effect, *, now: datetime) -> None:
    """Handler of `policy.try`. May run twice: sums of the same cases are the same sums."""
    row = PolicyTrial.objects.select_related("lender").get(pk=effect.payload["trial"])
    if row.finished_at is None:
        conclude_trial(row, result=_result(row, now), now=now, action_id=effect.id)


@whole
def conclude_trial(row: PolicyTrial, *, result: Mapping[str, Any], now: datetime, action_id: UUID) -> Done:
    """Keep what came of it."""
    PolicyTrial.objects.filter(pk=row.pk).update(result=result, finished_at=now)
    return record(
        chain=chain_for(row.lender_id, "lender"),
        by=SYSTEM,
        verb="policy.tried",
        subject=row.id,
        facts={"cases": result["cases"]},
        now=now,
        action_id=action_id,
    )


def _result(row: PolicyTrial, now: datetime) -> dict[str, Any]:
    past, current = past_cases(row.lender), in_force(row.lender, now=now)
    draft, _faults = policies.pack_or_faults(row.mapping)
    if current is None or draft is None or len(past) < portfolio.FEW:
        return {"cases": 0}
    PolicyTrial.objects.filter(pk=row.pk).update(total=len(past))
    menus = [portfolio.menu_of(portfolio.thinned(Levers.of(one))) for one in (current, draft)]
    shared = survival.shocks(
        survival.IncomeModel(),
        months=max(menu.months for menu in menus),
        paths=PATHS,
        seed=survival.assumptions()["seed"],
    )
    now_setting, draft_setting = (
        _setting(menu, shared, policy) for menu, policy in zip(menus, (current, draft), strict=True)
    )

    def done(cases: int) -> None:
        PolicyTrial.objects.filter(pk=row.pk).update(done=cases)

    return _kept(portfolio.tried(past, now=now_setting, draft=draft_setting, done=done))


def _setting(menu: portfolio.Menu, shared: survival.Shocks, policy: rules.PolicyPack) -> portfolio.Setting:
    own = policy.private
    economics = outcome.Economics(funding=float(own.discount_rate))
    return portfolio.Setting(menu, shared, economics, least_share=float(own.least_recovery_share))


def _kept(effect: portfolio.Effect) -> dict[str, Any]:
    """Sums, each only where FEW cases stand behind it: also none and a few are the same answer, or asking again with another
    limit would find the one case between them."""
    if effect.cases < portfolio.FEW:
        return {"cases": 0}
    differs = effect.newly + effect.no_longer >= portfolio.FEW
    change = effect.value_change if differs else None
    return {
        "cases": effect.cases,
        "approved_now": _many(effect.approved_now)
        if effect.cases - effect.approved_now >= portfolio.FEW
        else None,
        "newly": _many(effect.newly),
        "no_longer": _many(effect.no_longer),
        "value_change_thousandth": None if change is None else round(change * THOUSAND),
        "completion_now": _hundred(effect.completion_now),
        "completion_draft": _hundred(effect.completion_draft) if differs else None,
    }


def _many(count: int) -> int | None:
    return count if count >= portfolio.FEW else None


def _hundred(share: float | None) -> int | None:
    """Of a hundred, rounded down."""
    return None if share is None else int(share * 100)
