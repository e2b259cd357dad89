"""What a household can pay, a month, with every number traceable to rows or to an answer.

    income 8,000 - business costs 0 - essentials 4,600 - discretionary 900 - savings 200 = 2,300 can be paid

The answer wins over the rows where both speak, and both are kept to be seen. Debts are not deducted: what is left
is for all creditors together (`Budget.payable_minor` leaves out those who are not at the table). Nothing left, or
less than nothing, is an outcome with its own route, never an error.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from hejie import texts
from hejie.budget import lines, monthly
from hejie.budget.answers import Answers, Household
from hejie.budget.monthly import Key, Month
from hejie.statements import CardBill, Meaning, Period, Row, understand

NO_ANSWERS: Final = Answers()
NOTHING_KEPT: Final = Household()

Outcome = Literal["can_pay", "zero", "negative"]
Source = Literal["rows", "answer", "household"]
Confidence = Literal["typed", "low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Line:
    """One amount a month. `amount_minor` is what counts: the answer if given, else the measure of the rows.

    `rows` are places in the rows given to `estimate`; `months_minor` the sums of the measured months, in order.
    """

    code: str
    creditor: str
    amount_minor: int
    source: Source
    answer_minor: int | None
    rows_minor: int | None
    measure: str
    rows: tuple[int, ...]
    months_minor: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """One step from income to what can be paid; the signed amounts sum to `Budget.disposable_minor`."""

    code: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A month of the household. `essentials_minor` is the sum of the essential lines, before any protected minimum;
    `living_minor` is what is really kept for living. `disposable_minor` may be zero or negative."""

    income_minor: int
    business_cost_minor: int
    essentials_minor: int
    discretionary_minor: int
    living_minor: int
    savings_minor: int
    debt_service_minor: int
    disposable_minor: int
    outcome: Outcome
    confidence: Confidence
    lines: tuple[Line, ...]
    working: tuple[Working, ...]
    months: tuple[date, ...]
    findings: tuple[texts.Message, ...]

    def payable_minor(self, creditors: Collection[str]) -> int:
        """What these creditors may share: the disposable amount less today's service of all others, never below 0."""
        others = sum(
            line.amount_minor
            for line in self.lines
            if line.code == "debt_service" and line.creditor not in creditors
        )
        return max(0, self.disposable_minor - others)


def estimate(
    rows: Sequence[Row] | None = None,
    *,
    answers: Answers = NO_ANSWERS,
    household: Household = NOTHING_KEPT,
    period: Period | None = None,
    meanings: Sequence[Meaning] | None = None,
    own_names: Collection[str] = (),
    bills: Sequence[CardBill] = (),
) -> Budget:
    """A budget from rows, from answers, or from both.

    `period` is the span that the statements cover (`statements.joined(...).period`). `meanings` are taken if given
    (a reviewer may have corrected some), else worked out with `own_names` (`statements.joined(...).holders`). `bills` say
    what cards ask for at least (`statements.joined(...).bills`): it is held beside what is left, and changes no amount.
    Deterministic; the order of rows does not matter.
    """
    known = tuple(rows or ())
    meant = tuple(understand(known, own_names=own_names).meanings if meanings is None else meanings)
    all_months = monthly.months(known, meanings=meant, period=period)
    measured = [month for month in all_months if month.is_full] or list(all_months)
    made = tuple(_lines(measured, answers))
    findings = tuple(_row_findings(known, meant, measured))
    whole = _budget(made, _wishes(household, answers), measured, findings, _sure_share(meant))
    return replace(whole, findings=(*whole.findings, *_least_finding(bills, whole.disposable_minor)))


def _least_finding(bills: Sequence[CardBill], disposable: int) -> Iterator[texts.Message]:
    """Where the least that the latest bill of each card asks for is more than what is left for all creditors."""
    latest = {one.card: one.bill.least_minor or 0 for one in bills}
    if sum(latest.values()) > max(0, disposable):
        yield texts.message(
            "budget_card_least", least_minor=sum(latest.values()), left_minor=max(0, disposable)
        )


def _wishes(household: Household, answers: Answers) -> Household:
    """The household's own wish for savings, if it wants less than it may set aside."""
    wish = answers.given("savings")
    if wish is None:
        return household
    return replace(household, savings_minor=min(wish.amount_minor, household.savings_minor))


def _lines(measured: Sequence[Month], answers: Answers) -> Iterator[Line]:
    """In the order of the page; creditors of a line by their codes."""
    keys: set[Key] = {key for month in measured for key in month.sums}
    keys.update((each.line, each.creditor) for each in answers.items)
    order = {code: place for place, code in enumerate(lines.kinds())}
    for code, creditor in sorted(keys, key=lambda key: (order[key[0]], key[1])):
        if lines.kinds()[code].group != "savings":
            yield _line(code, creditor, measured, answers)


def _line(code: str, creditor: str, measured: Sequence[Month], answers: Answers) -> Line:
    sums = [month.sums.get((code, creditor)) for month in measured]
    values = tuple(each.amount_minor if each else 0 for each in sums)
    measure = lines.kinds()[code].measure
    from_rows = _MEASURES[measure](values) if any(sums) else None
    answer = answers.given(code, creditor)
    return Line(
        code=code,
        creditor=creditor,
        amount_minor=answer.amount_minor if answer else from_rows or 0,
        source="answer" if answer else "rows",
        answer_minor=answer.amount_minor if answer else None,
        rows_minor=from_rows,
        measure=measure,
        rows=tuple(place for each in sums if each for place in each.rows),
        months_minor=values,
    )


def median(values: Sequence[int]) -> int:
    """The middle value; of two middle values the lower half, so that income is never rounded up.

    >>> median((900, 1000, 99000)), median((1000, 1001))
    (1000, 1000)
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2


def mean(values: Sequence[int]) -> int:
    """The mean, halves up, so that spending is never rounded away.

    >>> mean((0, 0, 1)), mean((1, 2))
    (0, 2)
    """
    return (2 * sum(values) + len(values)) // (2 * len(values))


_MEASURES: Final = {"median": median, "mean": mean}


def _budget(
    made: tuple[Line, ...],
    household: Household,
    measured: Sequence[Month],
    row_findings: tuple[texts.Message, ...],
    sure_share: int,
) -> Budget:
    income, business, essential, discretionary, debt = (
        _sum(made, group) for group in ("income", "business", "essential", "discretionary", "debt")
    )
    most = household.discretionary_most_minor
    kept = discretionary if most is None else min(discretionary, most)
    protected = max(0, household.protected_minor - essential - kept)
    before_savings = income - business - essential - kept - protected
    savings = min(household.savings_minor, max(0, before_savings))
    disposable = before_savings - savings
    return Budget(
        income_minor=income,
        business_cost_minor=business,
        essentials_minor=essential,
        discretionary_minor=discretionary,
        living_minor=essential + kept + protected,
        savings_minor=savings,
        debt_service_minor=debt,
        disposable_minor=disposable,
        outcome="can_pay" if disposable > 0 else "negative" if disposable < 0 else "zero",
        confidence=_confidence(made, measured, sure_share),
        lines=(*made, *_savings_line(savings)),
        working=_working(income, business, essential, kept, protected, savings),
        months=tuple(month.first for month in measured),
        findings=(
            *_outcome_findings(disposable),
            *_protected_finding(household, essential + kept),
            *_line_findings(made),
            *row_findings,
        ),
    )


def _sum(made: Iterable[Line], group: str) -> int:
    return sum(line.amount_minor for line in made if lines.kinds()[line.code].group == group)


def _savings_line(savings: int) -> tuple[Line, ...]:
    return (Line("savings", "", savings, "household", None, None, "mean", (), ()),) if savings else ()


def _working(
    income: int, business: int, essential: int, kept: int, protected: int, savings: int
) -> tuple[Working, ...]:
    steps = (
        Working("working_income", income),
        Working("working_business_cost", -business),
        Working("working_essentials", -essential),
        Working("working_discretionary", -kept),
        Working("working_protected", -protected),
        Working("working_savings", -savings),
    )
    return tuple(step for step in steps if step.amount_minor or step.code == "working_income")


def _confidence(made: Sequence[Line], measured: Sequence[Month], sure_share: int) -> Confidence:
    if not any(line.source == "rows" for line in made):
        return "typed"
    full = sum(month.is_full for month in measured)
    levels: dict[str, Confidence] = {"high": "high", "medium": "medium"}
    reached = (
        levels[level.name]
        for level in lines.trust().levels
        if full >= level.months and sure_share >= level.sure_share
    )
    return next(reached, "low")


def _sure_share(meanings: Sequence[Meaning]) -> int:
    """Percent of the money counted that lies in surely known rows."""
    counted = sum(each.counted_minor for each in meanings)
    sure = sum(each.counted_minor for each in meanings if each.confidence >= lines.trust().sure)
    return sure * 100 // counted if counted else 0


def _outcome_findings(disposable: int) -> Iterator[texts.Message]:
    if disposable < 0:
        yield texts.message("budget_negative", short_minor=-disposable)
    elif disposable == 0:
        yield texts.message("budget_zero")


def _protected_finding(household: Household, stated: int) -> Iterator[texts.Message]:
    if household.protected_minor > stated:
        yield texts.message(
            "budget_protected_kept", protected_minor=household.protected_minor, stated_minor=stated
        )


def _line_findings(made: Sequence[Line]) -> Iterator[texts.Message]:
    for line in made:
        if line.answer_minor is not None and line.rows_minor not in (None, line.answer_minor):
            yield texts.message(
                "budget_answer_differs",
                line=line.code,
                answer_minor=line.answer_minor,
                rows_minor=line.rows_minor,
            )
        paid = sum(1 for value in line.months_minor if value)
        if line.source == "rows" and line.code.startswith("income_") and not line.amount_minor and paid:
            yield texts.message("budget_income_uneven", line=line.code, count=paid, of=len(line.months_minor))


def _row_findings(
    rows: Sequence[Row], meanings: Sequence[Meaning], measured: Sequence[Month]
) -> Iterator[texts.Message]:
    if not rows:
        return
    full = sum(month.is_full for month in measured)
    if not full:
        yield texts.message("budget_months_not_full")
    elif full < lines.trust().few_months:
        yield texts.message("budget_months_few", count=full)
    if far := monthly.apart(rows, measured):
        yield texts.message("budget_months_apart", count=far)
    yield from _left_out(rows, meanings)


def _left_out(rows: Sequence[Row], meanings: Sequence[Meaning]) -> Iterator[texts.Message]:
    """What the numbers do not show: needs bought on credit, and transfers that may or may not be income."""
    on_credit = sum(
        rows[each.row].amount_minor
        for each in meanings
        if "on_credit" in each.flags and each.line.startswith("essential_")
    )
    if on_credit:
        yield texts.message("budget_needs_bought_on_credit", amount_minor=on_credit)
    transfers = [
        rows[each.row].amount_minor
        for each in meanings
        if each.category in ("personal_transfer_in", "unknown_in")
    ]
    if transfers:
        yield texts.message("budget_transfers_in_left_out", count=len(transfers), amount_minor=sum(transfers))
