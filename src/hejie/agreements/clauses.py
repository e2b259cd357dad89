"""The clauses of an agreement, in the order of the document: a table of small writers, each from facts to clauses.

A writer answers nothing where its clause does not apply. The three clauses that nobody may forget (credit report, full
settlement, clearance letter) always answer: with the clause, or with the explicit "not applicable" that is then signed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from hejie import money, plans, rules, texts
from hejie.agreements import shapes
from hejie.agreements.comparing import compared
from hejie.agreements.values import Clause, Deal, Options

SHOWN_DIGITS = 4
"""Decimals of a share in a clause; what is compared is exact."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the writers read."""

    tried: plans.Evaluation
    deal: Deal
    options: Options
    pack: rules.LawPack


def clauses(draft: Draft) -> tuple[Clause, ...]:
    """Every clause that applies."""
    return tuple(clause for write in WRITERS for clause in write(draft))


def _clause(code: str, /, **facts: object) -> Clause:
    return Clause(code, texts.Facts(facts))


def _parties(draft: Draft) -> Iterator[Clause]:
    parties = draft.deal.parties
    yield _clause(
        "clause_parties",
        roles=[one.role for one in parties],
        names=[one.name for one in parties],
        marks=[one.mark for one in parties],
    )
    if draft.deal.body:
        yield _clause("clause_mediated", body=draft.deal.body, mediator=draft.deal.mediator)
        yield _clause(
            "clause_dispute",
            claim_on=draft.deal.claim_on.isoformat(),
            total_minor=draft.tried.claim.total,
        )


def _successor(draft: Draft) -> Iterator[Clause]:
    before = draft.deal.before
    if before is None:
        return
    rows = compared(before, draft.tried)
    yield _clause(
        "clause_successor",
        before=before.ref,
        effective_on=before.effective_on.isoformat(),
        paid_minor=before.paid_minor,
        terms=[one.term for one in rows],
        olds=[one.old for one in rows],
        news=[one.new for one in rows],
    )


def _loans(draft: Draft) -> Iterator[Clause]:
    named = draft.deal.loans
    yield _clause(
        "clause_loans",
        contracts=[one.contract for one in named],
        products=[one.product for one in named],
        contract_dates=[one.contract_on.isoformat() for one in named],
    )


def _claim(draft: Draft) -> Iterator[Clause]:
    claim = draft.tried.claim
    owed = [(name, minor) for name, minor in claim.items() if minor]
    yield _clause(
        "clause_claim",
        claim_on=draft.deal.claim_on.isoformat(),
        currency=claim.currency,
        buckets=[name for name, _ in owed],
        amounts=[minor for _, minor in owed],
        total_minor=claim.total,
    )


def _waiver(draft: Draft) -> Iterator[Clause]:
    waive = [
        (name, minor) for name, minor in draft.tried.claim.items() if draft.tried.package.waive.get(name)
    ]
    if not waive:
        yield _clause("clause_no_waiver")
        return
    package = draft.tried.package
    yield _clause(
        "clause_waiver",
        buckets=[name for name, _ in waive],
        amounts=[package.waive[name] for name, _ in waive],
        total_minor=draft.tried.waived_minor,
        booked=draft.options.waiver_on,
        days=draft.options.standing.waiver_booked_days,
        on_breach=draft.options.waiver_on_breach,
    )


def _upfront(draft: Draft) -> Iterator[Clause]:
    minor = draft.tried.package.upfront_minor
    if minor:
        yield _clause("clause_upfront", amount_minor=minor, due_on=draft.deal.start.isoformat())


def _treatment(draft: Draft) -> Iterator[Clause]:
    rows = [one for one in draft.tried.new_claim.treatments if one.claimed]
    yield _clause(
        "clause_treatment",
        buckets=[one.bucket for one in rows],
        upfront=[one.upfront for one in rows],
        financed=[one.financed for one in rows],
        carried=[one.carried for one in rows],
        first=[one.first for one in rows],
    )


def _rate(draft: Draft) -> Iterator[Clause]:
    package = draft.tried.package
    yield _clause(
        "clause_rate",
        annual_rate=money.rate_text(package.annual_rate),
        overdue_rate=money.rate_text(package.annual_rate * (1 + package.overdue_uplift)),
        start_on=draft.deal.start.isoformat(),
        method=package.method,
    )


def _schedule(draft: Draft) -> Iterator[Clause]:
    rows = [row for row in draft.tried.schedule.rows() if row.total]
    yield _clause(
        "clause_schedule",
        every=draft.tried.package.every,
        due=[row.due.isoformat() for row in rows],
        principal=[row.principal for row in rows],
        interest=[row.interest for row in rows],
        carried=[row.arrears for row in rows],
        amounts=[row.total for row in rows],
        total_minor=draft.tried.schedule.total,
    )


def _shapes(draft: Draft) -> Iterator[Clause]:
    yield from shapes.uneven(draft.tried)
    yield from shapes.pause(draft.tried)


def _beyond(draft: Draft) -> Iterator[Clause]:
    """The months that ask for more than the household's forecast leaves: the borrower signs them by name."""
    beyond = draft.deal.beyond
    if beyond:
        yield _clause(
            "clause_beyond_forecast",
            count=sum(one.months for one in beyond),
            firsts=[one.first for one in beyond],
            lasts=[one.last for one in beyond],
        )


def _changes(draft: Draft) -> Iterator[Clause]:
    for change in changes_of(draft):
        effective = change.effective_on.isoformat() if change.effective_on else ""
        yield _clause(
            "clause_change", term=change.term, old=change.old, new=change.new, effective_on=effective
        )


def changes_of(draft: Draft) -> tuple[rules.Change, ...]:
    """Each term that the agreement changes, per loan where it is the loan's: what it was, what it becomes, from when."""
    tried, start = draft.tried, draft.deal.start
    rate, last = money.rate_text(tried.package.annual_rate), tried.last_due.isoformat()
    per_loan = tuple(
        rules.Change(f"{term}:{one.contract}", old, new, start)
        for one in draft.deal.loans
        for term, old, new in (
            ("annual_rate", money.rate_text(one.old_rate), rate),
            ("last_due", one.old_maturity_on.isoformat(), last),
        )
        if old != new
    )
    since = start if draft.options.waiver_on == "effect" else tried.last_due
    owed = rules.Change(
        "owed_minor", str(tried.claim.total), str(tried.claim.total - tried.waived_minor), since
    )
    return (*per_loan, owed) if tried.waived_minor else per_loan


def _payment(draft: Draft) -> Iterator[Clause]:
    options = draft.options
    yield _clause(
        "clause_channel", payee=options.payee, channel=options.channel, account_mark=options.account_mark
    )
    yield _clause("clause_allocation", rule=options.allocation)
    yield _clause("clause_early_payment")


def _standstill(draft: Draft) -> Iterator[Clause]:
    if draft.options.standstill:
        yield _clause("clause_standstill", days=draft.options.standing.collection_stops_days)
    else:
        yield _clause("clause_no_standstill")


def _never_forgotten(draft: Draft) -> Iterator[Clause]:
    options, standing = draft.options, draft.options.standing
    if options.credit_report == "agreed":
        yield _clause("clause_credit_report", days=standing.credit_report_days)
    else:
        yield _clause("clause_credit_report_not_applicable")
    if options.full_settlement == "agreed":
        yield _clause("clause_full_settlement", total_minor=draft.tried.total_minor)
    else:
        yield _clause("clause_full_settlement_not_applicable")
    if options.clearance_letter == "agreed":
        yield _clause("clause_clearance_letter", days=standing.clearance_letter_days)
    else:
        yield _clause("clause_clearance_letter_not_applicable")


def _breach(draft: Draft) -> Iterator[Clause]:
    standing = draft.options.standing
    yield _clause(
        "clause_breach",
        grace_days=standing.grace_days,
        partial_rate=money.rate_text(standing.least_partial_share),
        on_breach=draft.options.waiver_on_breach,
    )
    yield _clause("clause_cure", cure_days=standing.cure_days)


def _change_of_life(draft: Draft) -> Iterator[Clause]:
    yield _clause("clause_variation")
    if draft.options.life_events:
        yield _clause(
            "clause_life_events",
            causes=list(draft.options.life_events),
            most_paused=draft.options.standing.most_paused_instalments,
        )
    if draft.options.standing.review_months:
        yield _clause("clause_review", months=draft.options.standing.review_months)


def _law(draft: Draft) -> Iterator[Clause]:
    years = draft.pack.as_of("limitation_years", draft.deal.start)
    if isinstance(years, rules.Row):
        yield _clause("clause_limitation", years=int(years.number))
    days = draft.pack.as_of("confirmation_days", draft.deal.start)
    if draft.deal.body and isinstance(days, rules.Row):
        yield _clause("clause_confirmation", days=int(days.number))
    yield _clause("clause_confidential")
    yield _clause("clause_no_hidden_charges")


def _others(draft: Draft) -> Iterator[Clause]:
    if any(one.role == "guarantor" for one in draft.deal.parties):
        yield _clause("clause_guarantor")
    if draft.deal.not_bound:
        yield _clause("clause_not_bound", names=list(draft.deal.not_bound))


def _equal_treatment(draft: Draft) -> Iterator[Clause]:
    days = draft.options.standing.equal_treatment_days
    if days:
        share = round(Fraction(draft.tried.total_minor, draft.tried.claim.total), SHOWN_DIGITS)
        yield _clause("clause_equal_treatment", share_rate=money.rate_text(share), days=days)


def _performance(draft: Draft) -> Iterator[Clause]:
    """Way, place and time of performance in one clause, as the usual form of a mediated agreement has it."""
    if draft.deal.body:
        yield _clause(
            "clause_performance",
            channel=draft.options.channel,
            payee=draft.options.payee,
            every=draft.tried.package.every,
            first_on=draft.tried.package.first_payment_on.isoformat(),
            last_on=draft.tried.last_due.isoformat(),
        )


def _condition(draft: Draft) -> Iterator[Clause]:
    condition = draft.deal.condition
    if condition is not None:
        yield _clause(
            "clause_condition",
            needed=condition.needed,
            others=condition.others,
            until_on=condition.until.isoformat(),
        )


def _effect(draft: Draft) -> Iterator[Clause]:
    yield _clause("clause_effect", sign_by_on=draft.deal.sign_by.isoformat())
    if draft.deal.body:
        yield _clause("clause_copies", copies=len(draft.deal.parties) + 1)  # each party, and the body
    yield _clause("clause_languages", binding=draft.pack.binding_language)


WRITERS: tuple[Callable[[Draft], Iterable[Clause]], ...] = (
    _parties,
    _successor,
    _loans,
    _claim,
    _waiver,
    _treatment,
    _upfront,
    _rate,
    _schedule,
    _shapes,
    _beyond,
    _changes,
    _payment,
    _standstill,
    _never_forgotten,
    _breach,
    _change_of_life,
    _law,
    _others,
    _equal_treatment,
    _performance,
    _condition,
    _effect,
)
