"""The obligations of both sides, each with its day: what the borrower pays, and what the lender owes in return."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hejie import dates, plans
from hejie.agreements.values import Anchor, Deal, ObligationSpec, Options, Side


def obligations(tried: plans.Evaluation, *, deal: Deal, options: Options) -> tuple[ObligationSpec, ...]:
    """Every duty in the order of its day; those of one day in the order in which they are made here."""
    last = tried.last_due
    every = (
        *_payments(tried, deal.start),
        *_lender_duties(tried, options, effect=deal.start, last=last),
        *_reviews(options, start=deal.start, last=last),
    )
    in_order = sorted(every, key=lambda one: one.due_on)
    return tuple(replace(one, number=number) for number, one in enumerate(in_order, start=1))


def _spec(kind: str, side: Side, code: str, due_on: date, **rest: Any) -> ObligationSpec:
    return ObligationSpec(kind, side, code, due_on, number=0, **rest)


def _payments(tried: plans.Evaluation, start: date) -> Iterator[ObligationSpec]:
    upfront = tried.package.upfront_minor
    if upfront:
        # On the day on which the agreement takes effect, not while it still waits for a signature.
        yield _spec("upfront", "borrower", "duty_pay_at_once", start, amount_minor=upfront, anchor="effect")
    rows = [row for row in tried.schedule.rows() if row.total]
    for place, row in enumerate(rows, start=1):
        facts = {"instalment": place, "of": len(rows)}
        yield _spec(
            "instalment", "borrower", "duty_pay_instalment", row.due, amount_minor=row.total, facts=facts
        )


def _lender_duties(
    tried: plans.Evaluation, options: Options, *, effect: date, last: date
) -> Iterator[ObligationSpec]:
    standing = options.standing
    reports = options.credit_report == "agreed"
    table: tuple[tuple[bool, str, Anchor, int], ...] = (
        (options.standstill, "duty_stop_collection", "effect", standing.collection_stops_days),
        (tried.waived_minor > 0, "duty_book_waiver", options.waiver_on, standing.waiver_booked_days),
        (reports, "duty_report_agreement", "effect", standing.credit_report_days),
        (reports, "duty_correct_credit_report", "last_payment", standing.credit_report_days),
        (
            options.clearance_letter == "agreed",
            "duty_issue_clearance_letter",
            "last_payment",
            standing.clearance_letter_days,
        ),
    )
    for _, code, anchor, days in (row for row in table if row[0]):
        day = (effect if anchor == "effect" else last) + timedelta(days=days)
        facts = {"days": days, "after": anchor}
        yield _spec("duty", "lender", code, day, anchor=anchor, days=days, facts=facts)


def _reviews(options: Options, *, start: date, last: date) -> Iterator[ObligationSpec]:
    step = options.standing.review_months
    place = 1
    while step and (day := dates.add_months(start, step * place)) < last:
        yield _spec("review", "borrower", "duty_review_budget", day)
        place += 1


def dated(
    specs: tuple[ObligationSpec, ...], *, effective_on: date, last_paid_on: date | None = None
) -> tuple[ObligationSpec, ...]:
    """The obligations with anchored days moved to the day the agreement really took effect and, once it is known, the
    day of the last payment."""
    days = {"effect": effective_on, "last_payment": last_paid_on}
    return tuple(
        replace(one, due_on=day + timedelta(days=one.days)) if (day := days.get(one.anchor)) else one
        for one in specs
    )
