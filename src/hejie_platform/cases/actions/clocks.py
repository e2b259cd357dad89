"""Clocks follow steps: started and stopped as the tables say, paused under a hold, fired when they run out.

How long a clock runs comes from its source: the law pack's dated value, the lender's policy, the offer or agreement
itself, or our own service time. Where the source is silent nothing is guessed: that clock does not run.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from hejie import rules, steps
from hejie_platform.cases import facts as case_facts
from hejie_platform.cases.models import Case, Clock, Negotiation, Stepped
from hejie_platform.core import clock
from hejie_platform.lenders import queries as lenders


def follow(
    row: Stepped,
    decision: steps.Decision,
    *,
    facts: steps.StepFacts,
    dues: Mapping[str, datetime],
    now: datetime,
) -> None:
    """Stop and start the clocks of `row` as the decision says."""
    if decision.clocks_stop:
        running = Clock.objects.filter(subject=row.id, stopped_at__isnull=True, fired_at__isnull=True)
        running.filter(rule__in=decision.clocks_stop).update(stopped_at=now)
    for name in decision.clocks_start:
        rule = steps.CLOCKS[name]
        start(row, rule, dues=dues, vulnerable=facts.is_vulnerable, held=facts.on_hold, now=now)


def start(
    row: Stepped,
    rule: steps.ClockRule,
    *,
    dues: Mapping[str, datetime],
    vulnerable: bool,
    held: bool,
    now: datetime,
) -> Clock | None:
    """Start one clock afresh; None when nobody can say how long it runs."""
    holidays = case_facts.law_of(row).holidays
    due = dues.get(rule.name) or _end_ahead(row, rule, now)
    due = due or steps.due_at(
        rule,
        start=now.astimezone(clock.legal_zone()),
        given=_said_by_source(rule, row, now),
        is_vulnerable=vulnerable,
        holidays=holidays,
    )
    if due is None:
        return None
    same = Clock.objects.filter(
        subject=row.id, rule=rule.name, stopped_at__isnull=True, fired_at__isnull=True
    )
    same.update(stopped_at=now)
    return Clock.objects.create(
        machine=row.MACHINE,
        subject=row.id,
        case=row.the_case,
        negotiation=row.the_negotiation,
        rule=rule.name,
        owner=rule.owner,
        started_at=now,
        due_at=due,
        is_provisional=holidays.known_until is None or clock.legal_day(due) > holidays.known_until,
        paused_at=now if held else None,
    )


def _end_ahead(row: Stepped, rule: steps.ClockRule, now: datetime) -> datetime | None:
    """The end that the row itself names; what has passed has rung, and does not ring again."""
    end = row.clock_ends.get(rule.name)
    return end if end is not None and end > now else None


def pause_all(case: Case, *, now: datetime) -> None:
    """A hold begins: every running clock of the case stands still."""
    _running(case).filter(paused_at__isnull=True).update(paused_at=now)


def resume_all(case: Case, *, now: datetime) -> None:
    """The last hold ended: what was left of each clock is left."""
    for row in _running(case).filter(paused_at__isnull=False):
        row.due_at = steps.resumed_due_at(due=row.due_at, stopped=row.paused_at or now, resumed=now)
        row.paused_at = None
        row.save(update_fields=["due_at", "paused_at"])


def _running(case: Case) -> QuerySet[Clock]:
    return Clock.objects.filter(case=case, stopped_at__isnull=True, fired_at__isnull=True)


def _said_by_source(rule: steps.ClockRule, row: Stepped, now: datetime) -> int | None:
    """What the clock's source says of its length, if it speaks."""
    day = case_facts.legal_day(now)
    if rule.law_value:
        value = case_facts.law_of(row).as_of(rule.law_value, day)
        return int(str(value.value)) if isinstance(value, rules.Row) else None
    negotiation = row.the_negotiation
    if rule.source == "lender_policy" and isinstance(negotiation, Negotiation):
        return lenders.response_working_days(negotiation.creditor, day)
    return None
