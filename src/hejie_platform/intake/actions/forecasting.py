"""What a business expects to sell: told month by month, with the papers that support it, and kept beside the budget.

Plans take the low figures; the desk may pick others, with a reason, on the record.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hejie import budget, texts
from hejie.plans import household
from hejie_platform.cases.access import HeldCase
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import forecasts
from hejie_platform.intake.models import EvidenceItem, ForecastChoice, SalesForecast
from hejie_platform.ledger.actions import Done, Owed, whole


@whole
def save_forecast(
    held: HeldCase,
    *,
    months: Sequence[budget.ForecastMonth],
    papers: Sequence[str],
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Keep the forecast in place of the one before; without months there is none any more. Raises Wrong, StepRefused,
    "stale"."""
    if faults := budget.forecast_faults(budget.Forecast(tuple(months))):
        raise Wrong(tuple(texts.fault(one.code, "", **one.facts) for one in faults))
    said = {"about": "forecast", "months": len(months)}
    done = save_step(held, said=said, seen_version=seen_version, now=now, action_id=action_id)
    if not months:
        SalesForecast.objects.filter(case=held.case).delete()
        return done
    mine = EvidenceItem.objects.filter(case=held.case, removed_at__isnull=True, ref__in=papers)
    told = {
        "months": forecasts.to_json(months),
        "papers": sorted(mine.values_list("ref", flat=True)),
        "words": words,
        "told_by": held.user,
        "told_at": now,
    }
    SalesForecast.objects.update_or_create(case=held.case, defaults=told)
    return done


@whole
def choose_forecast(
    held: HeldCase, *, taken: str, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Pick the figures that plans take, with the reason; plans of agreed figures are made anew. Raises Wrong (no forecast,
    unknown figures, no reason), StepRefused, "stale"."""
    if not SalesForecast.objects.filter(case=held.case).exists():
        raise refuse("forecast_not_told")
    if faults := household.choice_faults(taken, words):
        raise Wrong(tuple(texts.fault(one.code, FIELDS[one.field], **one.facts) for one in faults))
    done = save_step(
        held,
        said={"taken": taken},
        seen_version=seen_version,
        now=now,
        action_id=action_id,
        step="judge_forecast",
        owed=(Owed("plans.renew", {"case": str(held.case.pk)}),) if held.case.state == "open" else (),
    )
    ForecastChoice.objects.create(case=held.case, taken=taken, words=words, made_by=held.user, made_at=now)
    return done


FIELDS = {"case": "taken", "reason": "words"}
