"""The budget, page by page: income, living, debts, and what is left. Zero and below have a page of their own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from hejie import budget
from hejie_platform.core import formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.notices.queries import say, word
from hejie_platform.web import charts, parts
from hejie_platform.web.apply import doors, forms
from hejie_platform.web.apply.doors import Request, page

GET_POST = require_http_methods(["GET", "POST"])

TITLES = {
    "income": gettext_lazy("What comes in each month?"),
    "living": gettext_lazy("What does living cost each month?"),
    "debts": gettext_lazy("What do you pay on debts each month today?"),
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "income": ("income", "business"),
    "living": ("essential", "discretionary"),
    "debts": ("debt",),
}
NEXT = {"income": "living", "living": "debts", "debts": "result"}

Lines = Mapping[str, tuple[str | Promise, str | Promise, int | None, int | None]]
"""Of each line its name, where its figure comes from, the figure, and what the statements say of it."""


def lines(name: str) -> Callable[..., HttpResponse]:
    """The page of one group of lines."""

    @GET_POST
    @page
    def answer(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = access.application_for(request.user, ref, now=now)
        made = queries.budget_of(held.case)
        shown = _lines(made, GROUPS[name])
        if not shown:
            return redirect(f"apply:{NEXT[name]}", ref)
        form = forms.BudgetForm(request.POST or None, lines=shown, seen_version=held.case.version)
        if form.is_valid() and doors.taken(form, actions.save_budget, held, form.given, now=now):
            return redirect(f"apply:{NEXT[name]}", ref)
        doors.keep_the_rest(request, form, actions.save_budget, held, now=now)
        context = {
            "held": held,
            "case": held.case,
            "form": form,
            "title": TITLES[name],
            "made": made,
            "name": name,
            "uncounted": uncounted(made),
        }
        return render(request, "apply/budget.html", context)

    return answer


def _lines(made: queries.CaseBudget, groups: tuple[str, ...]) -> Lines:
    """Every line of these groups: those that everybody is asked, and debts that the statements show."""
    found = {queries.line_name(line.code, line.creditor): line for line in made.made.lines}
    names = [code for code, kind in queries.budget_lines().items() if kind.group in groups]
    if "debt" in groups:
        names = [name for name in found if name.startswith(f"{queries.DEBT}.") and ".loan_" not in name]
    return {
        name: (
            heading(name, made.loan_names),
            _source(name, found.get(name), made),
            _figure(name, found.get(name), made),
            _measure(found.get(name)),
        )
        for name in names
    }


def heading(name: str, loan_names: Mapping[str, str]) -> str:
    """What a line is called; a debt by its loan or its lender."""
    code, _dot, creditor = name.partition(".")
    name = loan_names.get(creditor) or word("creditor", creditor)
    return say(code, {"creditor": name} if code == queries.DEBT else {})


def _figure(name: str, line: budget.Line | None, made: queries.CaseBudget) -> int | None:
    """What the field holds: a figure that cannot count stands there as it was typed."""
    if name in made.uncounted:
        return made.uncounted[name][0]
    return line.amount_minor if line else None


def _measure(line: budget.Line | None) -> int | None:
    return line.rows_minor if line else None


def _source(name: str, line: budget.Line | None, made: queries.CaseBudget) -> str:
    if name in made.uncounted:
        fault = made.uncounted[name][1]
        return say(fault.code, fault.facts)
    return source_of(line, made) if line else ""


def uncounted(made: queries.CaseBudget) -> list[str]:
    """What was typed and cannot count, as it was typed, with what to do about it."""
    return [
        _("You typed %(amount)s: %(why)s")
        % {"amount": formats.money_text(minor), "why": say(fault.code, fault.facts)}
        for minor, fault in made.uncounted.values()
    ]


def source_of(line: budget.Line, made: queries.CaseBudget) -> str:
    """Where the figure of a line comes from."""
    months = len(made.made.months)
    if line.rows_minor is None:
        return _("You typed this.")
    figure = formats.money_text(line.rows_minor)
    if line.source == "answer" and line.answer_minor != line.rows_minor:
        return _("You typed this. Your statements say %(figure)s.") % {"figure": figure}
    text = ngettext(
        "From your statement: %(figure)s in %(count)d month.",
        "From your statements: %(figure)s a month, over %(count)d months.",
        months,
    )
    return text % {"figure": figure, "count": months}


@require_GET
@page
def result(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """What is left each month: a sentence, the working, a picture."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.budget_of(held.case)
    if made.made.outcome != "can_pay" and (made.answered or made.has_statements):
        return redirect("apply:breathing", ref)
    context = {"held": held, "case": held.case, "range": range_of(made)} | summary(made)
    return render(request, "apply/budget_result.html", context)


def range_of(made: queries.CaseBudget) -> budget.Range:
    """What can be paid a month, from the weaker month to the better one."""
    return budget.payable_range(made.made, budget.income_model(made.months))


@require_GET
@page
def breathing(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Nothing is left, or less than nothing: that is no fault, and there are ways from here."""
    held = access.application_for(request.user, ref, now=now)
    return render(
        request,
        "apply/breathing.html",
        {"held": held, "case": held.case} | summary(queries.budget_of(held.case)),
    )


def summary(made: queries.CaseBudget) -> dict[str, Any]:
    """A budget as pages show it: the working as a table, the spending as bars, findings as sentences."""
    found = made.made
    columns = (parts.Column(_("Each month")), parts.Column(formats.unit_heading(), "money"))
    working = [(say(step.code, {}), step.amount_minor) for step in found.working]
    table = parts.Table(
        _("How it is worked out"),
        columns,
        working,
        (_("Left for all lenders together"), found.disposable_minor),
    )
    spent = [
        (heading(queries.line_name(line.code, line.creditor), made.loan_names), line.amount_minor)
        for line in found.lines
        if line.amount_minor
    ]
    return {
        "budget": found,
        "given": made,
        "months": len(found.months),
        "table": table,
        "working": [
            *(parts.Fact(label, formats.money_text(minor)) for label, minor in working),
            parts.Fact(_("Left for all lenders together"), formats.money_text(found.disposable_minor)),
        ],
        "chart": charts.bars(
            title=_("Where the money comes from and goes"),
            description=formats.in_unit(_("One bar for each line of the budget, in {unit} a month.")),
            items=spent,
        )
        if spent
        else None,
        "findings": [say(one.code, one.facts) for one in found.findings],
        "short_minor": -found.disposable_minor,
        "form_version": budget.form_version(),
    }
