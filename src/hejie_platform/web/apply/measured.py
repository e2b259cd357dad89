"""The budget in full: every line and every month with the rows behind each number, beside what households usually spend.

Nothing is computed here: the engine's budget, model, range, guidelines and signs become lines, links and sentences. The
borrower and the desk see the same page, each in their own house.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hejie import budget, statements, texts
from hejie_platform.core import clock, formats
from hejie_platform.intake import queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.notices.queries import say, word
from hejie_platform.web import parts
from hejie_platform.web.apply import row_words, rows
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.rows import House

IN_MONTHS = ("income", "business", "essential", "discretionary", "debt")
# Where the rows of a finding are, by the flag that they carry.
FLAG_OF = {
    "statement_other_currency": "other_currency",
    "statement_repayment_failed": "failed_repayment",
    "statement_new_borrowing": "new_borrowing",
    "statement_refund_unmatched": "refund_unmatched",
    "statement_bought_on_credit": "on_credit",
    "statement_gambling_words": "lottery",
}
NOT_FOR_DESK = frozenset({"statement_gambling_words"})
HALF = 0.5


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the budget: what counts, where it comes from, and its rows."""

    label: str
    minor: int
    source: str
    href: str
    lines: int


@dataclass(frozen=True, slots=True)
class MonthShown:
    """One month: what each group came to, each with its rows, and what was left before debts."""

    name: str
    href: str
    cells: Sequence[tuple[str | Promise, int, str]]
    left_minor: int


@dataclass(frozen=True, slots=True)
class Observed:
    """Something worth a look, and where its rows are."""

    sentence: str
    href: str


def measured(house: House) -> Callable[..., HttpResponse]:
    """The page of the whole budget."""

    @require_GET
    @page
    def shown(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = house.held(request.user, ref, now=now)
        made = queries.budget_of(held.case)
        context = in_full(house, held, made, day=clock.legal_day(now))
        return render(
            request, "apply/measured.html", context | {"house": house, "held": held, "case": held.case}
        )

    return shown


def in_full(house: House, held: HeldCase, made: queries.CaseBudget, *, day: date) -> dict[str, Any]:
    """Everything that the page says."""
    here = house.at("rows", held.case.ref)
    model = budget.income_model(made.months)
    compared = queries.guidelines_of(held.case, day=day, made=made)
    return {
        "budget": made.made,
        "given": made,
        "range": budget.payable_range(made.made, model),
        "groups": list(_groups(made, here, is_desk=house is rows.REVIEW)),
        "business": _business(made.made),
        "months_shown": [_month(month, here) for month in reversed(made.months)],
        "group_names": [row_words.LINES[name] for name in IN_MONTHS],
        "rhythm": list(_rhythm(model)) if made.has_statements else [],
        "compared": _compared(compared, house, held) if compared else None,
        "observed": list(_observed(made, here, is_desk=house is rows.REVIEW)),
        "coverage": list(_coverage(made)),
        "findings": [say(one.code, named(one.facts)) for one in made.made.findings],
        "ways": [say(one.code, one.facts) for one in budget.ways(made.made)],
        "rows_href": here,
        **layer(house, held, made),
        "result_href": house.at("result" if house is rows.APPLY else "case", held.case.ref),
    }


def named(facts: Mapping[str, texts.Fact]) -> dict[str, texts.Fact]:
    """Facts with the creditor by name instead of by code."""
    return {
        **facts,
        **({"creditor": word("creditor", str(facts["creditor"]))} if "creditor" in facts else {}),
    }


def _groups(
    made: queries.CaseBudget, here: str, *, is_desk: bool
) -> Iterator[tuple[str | Promise, int, list[LineShown]]]:
    """Each group with its sum and its lines."""
    kinds = budget.kinds()
    for group, label in row_words.LINES.items():
        lines = [line for line in made.made.lines if kinds[line.code].group == group]
        if lines:
            yield (
                label,
                sum(line.amount_minor for line in lines),
                [_line(line, made, here, is_desk=is_desk) for line in lines],
            )


def _line(line: budget.Line, made: queries.CaseBudget, here: str, *, is_desk: bool) -> LineShown:
    from hejie_platform.web.apply.household import heading, source_of

    name = queries.line_name(line.code, line.creditor)
    return LineShown(
        label=heading(name, made.loan_names),
        minor=line.amount_minor,
        source=_source(line, is_desk=is_desk) or (source_of(line, made) if line.code != "savings" else ""),
        href=f"{here}?line={name}" if line.rows else "",
        lines=len(line.rows),
    )


def _source(line: budget.Line, *, is_desk: bool) -> str:
    """What the desk reads of a figure that the borrower typed; "" where the usual words will do."""
    if not is_desk or line.source != "answer":
        return ""
    if line.rows_minor is None:
        return _("Typed by the borrower.")
    figure = formats.money_text(line.rows_minor)
    return _("Typed by the borrower; the statements say %(figure)s.") % {"figure": figure}


def _business(made: budget.Budget) -> tuple[int, int, int] | None:
    """Receipts, costs, and what is left for the household; None without a business."""
    receipts = sum(line.amount_minor for line in made.lines if line.code == "income_business")
    if not receipts and not made.business_cost_minor:
        return None
    return receipts, made.business_cost_minor, receipts - made.business_cost_minor


def _month(month: budget.Month, here: str) -> MonthShown:
    kinds = budget.kinds()
    sums = dict.fromkeys(IN_MONTHS, 0)
    for (code, _creditor), each in month.sums.items():
        sums[kinds[code].group] += each.amount_minor
    name = f"{month.first:%Y-%m}"
    left = sums["income"] - sums["business"] - sums["essential"] - sums["discretionary"]
    cells = [
        (row_words.LINES[group], minor, f"{here}?month={name}&group={group}") for group, minor in sums.items()
    ]
    return MonthShown(name, f"{here}?month={name}", cells, left)


def _rhythm(model: budget.IncomeModel) -> Iterator[str]:
    """Level, season and how far months stray, in sentences; and how much of it is this household's own."""
    yield _(
        "In a usual month %(level)s come in, after the costs of a business, and living costs %(living)s."
    ) % {
        "level": formats.money_text(model.level_minor),
        "living": formats.money_text(model.living_minor),
    }
    yield _("Months stray from that by about %(share)s %%.") % {"share": round(100 * model.volatility)}
    weakest = min(range(budget.YEAR), key=lambda place: model.season[place])
    if model.season[weakest] < 1:
        yield _("The weakest month of the year is month %(month)s, with %(share)s %% of a usual one.") % {
            "month": weakest + 1,
            "share": round(100 * model.season[weakest]),
        }
    for shock in model.shocks:
        if shock.seen:
            yield _shock(shock)
    if model.own_weight < HALF:
        yield _("There are few months, so more than half of this is what is usual elsewhere.")


def _shock(shock: budget.Shock) -> str:
    months = _(", ").join(f"{day:%Y-%m}" for day in shock.seen)
    if shock.kind == "income_collapse":
        return _("In %(months)s nearly everything failed to come in.") % {"months": months}
    return _("In %(months)s living cost far more than usual.") % {"months": months}


def layer(house: House, held: HeldCase, made: queries.CaseBudget) -> dict[str, Any]:
    """The forecast, under its own heading: measured and expected receipts side by side, and what supports it."""
    told, choice = queries.forecast_of(held.case), queries.forecast_choice(held.case)
    if told is None:
        return {"layer": None}
    found = budget.forecast_layer(made.made, told, case=queries.forecast_case(choice))
    columns = (
        parts.Column(_("Month")),
        parts.Column(_("Measured a month"), "money"),
        parts.Column(_("At least"), "money"),
        parts.Column(_("Most likely"), "money"),
        parts.Column(_("At best"), "money"),
        parts.Column(_("Left with what plans take"), "money"),
    )
    expected = {month.first: month for month in told.months}
    ahead = queries.ahead_of(held.case, made.made)
    taken, usual = dict(ahead.months), max(made.made.income_minor - made.made.business_cost_minor, 0)
    lines = [
        (
            f"{one.first:%Y-%m}",
            one.measured_minor,
            expected[one.first].low_minor,
            expected[one.first].expected_minor,
            expected[one.first].high_minor,
            made.made.disposable_minor + taken[one.first.replace(day=1)] - usual,
        )
        for one in found.months
    ]
    return {
        "layer": found,
        "layer_taken": [say(one.code, one.facts) for one in ahead.notes()],
        "layer_choice": choice,
        "layer_table": parts.Table(_("Forecast of sales"), columns, lines),
        "layer_words": queries.forecast_words(held.case),
        "layer_papers": [(ref, house.at("paper", held.case.ref, ref)) for ref in found.evidence],
        "layer_findings": [say(one.code, one.facts) for one in found.findings],
    }


def _compared(found: queries.Guidelines, house: House, held: HeldCase) -> dict[str, Any]:
    """The guidelines: what is spent beside what is usual, the source, and what to explain."""
    is_english, compared = get_language() == "en", found.compared
    return {
        "source": compared.source_en if is_english else compared.source,
        "rows": [
            (
                one.beside.group_en if is_english else one.beside.group,
                one.beside,
                one.note,
                house.at("guideline", held.case.ref, one.number),
            )
            for one in found.lines
        ],
        "asks": [say(one.code, one.facts) for one in compared.findings],
    }


def _observed(made: queries.CaseBudget, here: str, *, is_desk: bool) -> Iterator[Observed]:
    """Patterns that deserve a question, each with its rows; what concerns the borrower alone is not shown to the desk."""
    found = made.rows
    for one in found.findings:
        if not (is_desk and one.code in NOT_FOR_DESK):
            yield Observed(say(one.code, named(one.facts)), f"{here}?flag={FLAG_OF[one.code]}")
    for sign in statements.signs(found.joined.rows, found.meanings, bills=found.joined.bills):
        yield Observed(say(sign.message.code, named(sign.message.facts)), f"{here}?sign={sign.message.code}")


def _coverage(made: queries.CaseBudget) -> Iterator[str]:
    """Which days are seen, and which are not: what no statement shows is not in the budget."""
    if not made.has_statements:
        return
    accounts = len({(file.source, file.account) for file in made.rows.files})
    yield ngettext(
        "This rests on the statements of %(count)d account; what goes through others is not seen.",
        "This rests on the statements of %(count)d accounts; what goes through others is not seen.",
        accounts,
    ) % {"count": accounts}
    for gap in statements.uncovered(made.rows.files):
        yield _("No file covers the days from %(first)s to %(last)s.") % {
            "first": formats.day_text(gap.first),
            "last": formats.day_text(gap.last),
        }
    yield from (say(note.code, note.facts) for note in made.notes)
