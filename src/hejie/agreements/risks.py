"""What a person should understand before signing. A serious risk is acknowledged by itself; the rest is read."""

from collections.abc import Iterator

from hejie import plans, rules, texts
from hejie.agreements import shapes
from hejie.agreements.clauses import Draft
from hejie.agreements.values import Risk, Span


def risks(draft: Draft, findings: tuple[rules.Finding, ...]) -> tuple[Risk, ...]:
    """Every risk of this agreement, serious ones first."""
    found = (*_always(draft), *_of_plan(draft), *_of_terms(draft), *_of_law(findings))
    return tuple(sorted(found, key=lambda risk: not risk.is_serious))


def _serious(code: str, /, **facts: object) -> Risk:
    return Risk(texts.message(code, **facts), is_serious=True)


def _note(code: str, /, **facts: object) -> Risk:
    return Risk(texts.message(code, **facts), is_serious=False)


def _always(draft: Draft) -> Iterator[Risk]:
    yield _serious("risk_binding")
    years = draft.pack.as_of("limitation_years", draft.deal.start)
    if isinstance(years, rules.Row):
        yield _serious("risk_limitation_restarts", years=int(years.number))
    kept = draft.pack.as_of("credit_record_years", draft.deal.start)
    if isinstance(kept, rules.Row):
        yield _serious("risk_credit_record_stays", years=int(kept.number))


def _of_plan(draft: Draft) -> Iterator[Risk]:
    tried = draft.tried
    if tried.extra_minor > 0:
        yield _serious("risk_costs_more", extra_minor=tried.extra_minor, total_minor=tried.total_minor)
    yield from _of_shape(tried)
    beyond = draft.deal.beyond
    if beyond:
        yield _serious("risk_beyond_forecast", count=sum(one.months for one in beyond))
    if tried.kept_minor is None:
        yield _serious("risk_budget_not_known")
    elif tried.kept_minor < 0 and (beyond is None or _is_dearest_within(tried, beyond)):
        yield _serious("risk_over_budget", short_minor=-tried.kept_minor, burden_minor=tried.burden_minor)
    elif tried.kept_minor >= 0 and not beyond:
        yield _note("risk_budget_left", kept_minor=tried.kept_minor, burden_minor=tried.burden_minor)


def _is_dearest_within(tried: plans.Evaluation, beyond: tuple[Span, ...]) -> bool:
    """Whether the dearest month is one that asks for too much: a strong month may take more than the usual one leaves."""
    sums: dict[str, int] = {}
    for due, amount in zip(tried.schedule.due, tried.schedule.amounts, strict=True):
        sums[f"{due:%Y-%m}"] = sums.get(f"{due:%Y-%m}", 0) + amount
    dearest = max(sums, key=lambda month: sums[month])
    return any(one.first <= dearest <= one.last for one in beyond)


def _of_shape(tried: plans.Evaluation) -> Iterator[Risk]:
    """What is easily overlooked at the beginning: that it grows, and that the last one is the largest."""
    amounts = shapes.instalments(tried)
    if tried.package.method == "step_up" and max(amounts) > amounts[0]:
        yield _serious("risk_instalments_rise", first_minor=amounts[0], most_minor=max(amounts))
    if tried.package.balloon_minor:
        yield _serious("risk_last_is_large", last_minor=amounts[-1], last_on=tried.last_due.isoformat())


def _of_terms(draft: Draft) -> Iterator[Risk]:
    options, tried = draft.options, draft.tried
    if options.waiver_on_breach == "lost" and tried.waived_minor:
        yield _serious(
            "risk_waiver_lost", waived_minor=tried.waived_minor, grace_days=options.standing.grace_days
        )
    if not options.standstill:
        yield _serious("risk_no_standstill")
    for name in ("credit_report", "full_settlement", "clearance_letter"):
        if getattr(options, name) == "not_applicable":
            yield _serious("risk_clause_left_out", clause=name)
    if draft.deal.not_bound:
        yield _serious("risk_others_not_bound", names=draft.deal.not_bound)
    if any(one.role == "guarantor" for one in draft.deal.parties):
        yield _serious("risk_guarantor_stays")
    if condition := draft.deal.condition:
        yield _serious(
            "risk_waits_for_others",
            needed=condition.needed,
            others=condition.others,
            until_on=condition.until.isoformat(),
        )
    if draft.deal.before is not None:
        yield _serious("risk_replaces_agreement", before=draft.deal.before.ref)
    if not draft.deal.body:
        yield _note("risk_not_confirmable")


def _of_law(findings: tuple[rules.Finding, ...]) -> Iterator[Risk]:
    for finding in findings:
        if finding.verdict in ("warn", "unknown"):
            yield _note("risk_law_warns", check=finding.check, finding=finding.code)
