"""The obligations of both sides, each with its day: what the borrower pays, and what the lender owes in return."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hejie import dates, plans
from hejie.agreements.values import Anchor, Deal, ObligationSpec, Options


def obligations(tried: plans.Evaluation, *, deal: Deal, options: Options) -> tuple[ObligationSpec, ...]:
    """Every duty in the order of its day; those of one day in the order in which they are made here."""
    last = tried.last_due
    every = (
        *_payments(tried, deal.start),
        *_lender_duties(tried, options, effect=deal.start, last=last),
        *_reviews(options, start=deal.start, last=last),
    )
    return tuple(sorted(every, key=lambda one: one.due_on))


def _payments(tried: plans.Evaluation, start: date) -> Iterator[ObligationSpec]:
    if tried.package.upfront_minor:
        yield ObligationSpec("upfront", "borrower", "duty_pay_at_once", start, tried.package.upfront_minor)
    rows = (row for row in tried.schedule.rows() if row.total)
    for number, row in enumerate(rows, start=1):
        yield ObligationSpec("instalment", "borrower", "duty_pay_instalment", row.due, row.total, number)


def _lender_duties(
    tried: plans.Evaluation, options: Options, *, effect: date, last: date
) -> Iterator[ObligationSpec]:
    standing = options.standing
    table: tuple[tuple[str, Anchor, int, bool], ...] = (
        ("duty_stop_collection", "effect", standing.collection_stops_days, options.standstill),
        (
            "duty_book_waiver",
            options.waiver_on,
            standing.waiver_booked_days,
            tried.waived_minor > 0,
        ),
        (
            "duty_report_agreement",
            "effect",
            standing.credit_report_days,
            options.credit_report == "agreed",
        ),
        (
            "duty_correct_credit_report",
            "last_payment",
            standing.credit_report_days,
            options.credit_report == "agreed",
        ),
        (
            "duty_issue_clearance_letter",
            "last_payment",
            standing.clearance_letter_days,
            options.clearance_letter == "agreed",
        ),
    )
    for code, anchor, days, wanted in table:
        if wanted:
            day = (effect if anchor == "effect" else last) + timedelta(days=days)
            yield ObligationSpec("duty", "lender", code, day, anchor=anchor, days=days)


def _reviews(options: Options, *, start: date, last: date) -> Iterator[ObligationSpec]:
    step = options.standing.review_months
    number = 1
    while step and (day := dates.add_months(start, step * number)) < last:
        yield ObligationSpec("review", "borrower", "duty_review_budget", day, number=number)
        number += 1


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
