"""The household budget of a case: what the statements say, with what the borrower typed, through the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hejie import budget, statements, texts
from hejie.plans.household import CASES, Ahead
from hejie_platform.cases.models import Case
from hejie_platform.intake.facts import forecasts, money_lines
from hejie_platform.intake.models import (
    BudgetAnswer,
    Change,
    ClaimedLoan,
    ForecastChoice,
    SalesForecast,
    Savings,
)
from hejie_platform.intake.queries import kept
from hejie_platform.intake.queries.missing import label_of
from hejie_platform.intake.queries.rows import CaseRows, rows_of

NO_ROWS = CaseRows((), statements.joined(()), (), ())


@dataclass(frozen=True, slots=True)
class CaseBudget:
    """The engine's budget; `answered` are the stored lines, `unknown` those left to the statements, or not known.

    `loan_names` says how the borrower calls a loan that stands as the creditor of a debt line. `uncounted` are stored
    lines that cannot count, each with its amount and why; every other answer counts beside them.
    """

    made: budget.Budget
    answered: frozenset[str]
    unknown: frozenset[str]
    has_statements: bool
    loan_names: Mapping[str, str]
    notes: tuple[texts.Message, ...] = ()
    rows: CaseRows = NO_ROWS
    uncounted: Mapping[str, tuple[int, texts.Fault]] = field(default_factory=dict)

    @property
    def months(self) -> tuple[budget.Month, ...]:
        """The months that were measured: the whole ones where there are any."""
        joined = self.rows.joined
        every = kept.kept(
            ("months", self.rows.mark),
            lambda: budget.months(joined.rows, meanings=self.rows.meanings, period=joined.period),
            rows=lambda months: sum(len(one.rows) for month in months for one in month.sums.values()),
        )
        return tuple(month for month in every if month.is_full) or every


def budget_of(case: Case) -> CaseBudget:
    """The budget of a case as it stands. Three queries, and the work of going through every statement line."""
    given = list(BudgetAnswer.objects.filter(case=case).order_by("id").values_list("code", "amount_minor"))
    given = _with_told_income(case, given)
    found = rows_of(case)
    together, files = found.joined, found.files
    loans = _loans_told(case, given, files)
    told, uncounted = money_lines.answers([*given, *((_line(loan), loan.instalment_minor) for loan in loans)])
    made = kept.kept(
        ("made", found.mark, told),
        lambda: budget.estimate(
            together.rows,
            answers=told,
            period=together.period,
            meanings=found.meanings,
            bills=together.bills,
        ),
        rows=lambda budget: sum(len(line.rows) for line in budget.lines),
    )
    return CaseBudget(
        made=made,
        answered=frozenset(code for code, _ in given),
        unknown=frozenset(code for code, minor in given if minor is None),
        has_statements=bool(files),
        loan_names={_creditor(loan): label_of(loan) for loan in loans},
        notes=together.notes,
        rows=found,
        uncounted=uncounted,
    )


def forecast_of(case: Case) -> budget.Forecast | None:
    """What the business expects to sell, as it was told; None if nothing was, or if an income was told since: that is the
    newer word, and says what is left after the costs of the business."""
    row, since = SalesForecast.objects.filter(case=case).first(), _told_income(case)
    if row is not None and since is not None and since.told_at >= row.told_at:
        return None
    return forecasts.from_json(row.months, row.papers) if row else None


def forecast_words(case: Case) -> str:
    """What was said about the forecast."""
    row = SalesForecast.objects.filter(case=case).first()
    return str(row.words) if row else ""


def forecast_choice(case: Case) -> ForecastChoice | None:
    """Which figures of the forecast the desk picked, if it did since the forecast was told: else the low ones are taken."""
    row = SalesForecast.objects.filter(case=case).first()
    if row is None:
        return None
    made = ForecastChoice.objects.filter(case=case, made_at__gte=row.told_at)
    return made.order_by("made_at", "id").last()


def forecast_case(choice: ForecastChoice | None) -> budget.ForecastCase:
    """The figures that are taken."""
    return next((one for one in CASES if choice and one == choice.taken), "low")


def ahead_of(case: Case, made: budget.Budget) -> Ahead:
    """What the months of the forecast bring the household, after the costs of its business; nothing without one."""
    told, choice = forecast_of(case), forecast_choice(case)
    return forecasts.ahead(made, told, forecast_case(choice)) if told else Ahead()


def savings_of(case: Case) -> Savings | None:
    """What the household said that it has laid by; None where it has not said."""
    return Savings.objects.filter(case=case).first()


def _with_told_income(case: Case, given: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """What the household said last of its income, when something changed, takes the place of every earlier figure: of what
    comes in and, since it is what is left after them, of the costs of a business."""
    told = _told_income(case)
    if told is None:
        return given
    replaced = [code for code, kind in budget.kinds().items() if kind.group in ("income", "business")]
    rest = [(line, minor) for line, minor in given if line.partition(".")[0] not in replaced]
    return [*rest, (replaced[0], told.income_minor), *((code, 0) for code in replaced[1:])]


def _told_income(case: Case) -> Change | None:
    """The change of circumstances in which the household said last what it earns."""
    told = Change.objects.filter(case=case, income_minor__isnull=False)
    return told.order_by("-told_at", "-id").first()


def _loans_told(
    case: Case, given: list[tuple[str, int | None]], files: Sequence[statements.Reading]
) -> list[ClaimedLoan]:
    """Loans whose instalments stand for today's debt service, where no statement and no typed line says it."""
    if files or any(code.startswith(money_lines.DEBT) for code, _ in given):
        return []
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, instalment_minor__isnull=False)
    return list(loans.select_related("creditor").order_by("id"))


def _creditor(loan: ClaimedLoan) -> str:
    return f"loan_{loan.ref.lower()}"


def _line(loan: ClaimedLoan) -> str:
    return money_lines.name(money_lines.DEBT, _creditor(loan))
