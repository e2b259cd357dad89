"""The page that asks what the columns of an unknown statement mean: its first rows, and one question for each column."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hejie_platform.intake import access, actions, queries
from hejie_platform.notices.queries import say
from hejie_platform.web.apply import doors, paper_forms
from hejie_platform.web.apply.doors import Request, page

CURRENCY = "statement_currency_unclear"
UNCLEAR = frozenset({CURRENCY, "statement_signs_unclear"})
GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@page
def columns(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Ask, try the answer at once, and go on to what was read; nothing is asked of any other paper."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    asked = queries.asked_columns(item)
    if asked is None:
        return redirect("apply:paper", ref, paper)
    why = [note["code"] for note in item.notes if note["code"] in UNCLEAR]
    form = paper_forms.ColumnsForm(
        request.POST or None, table=asked[0], is_locked=asked[1], asks_currency=CURRENCY in why
    )
    if form.is_valid() and _taken(form, held, item, now):
        return redirect("apply:paper", ref, paper)
    shown = {"why": [say(code, {}) for code in why], "table": asked[0], "lines": first_rows(asked[0])}
    context = {"held": held, "case": held.case, "item": item, "form": form, **shown}
    return render(request, "apply/columns.html", context)


def _taken(form: paper_forms.ColumnsForm, held: access.HeldCase, item: object, now: datetime) -> bool:
    given = form.cleaned_data
    return doors.taken_at_any_version(
        form,
        actions.name_columns,
        held,
        item,
        fields=form.told,
        sign=given["sign"],
        shape=given["shape"],
        currency=given["currency"],
        password=given.get("password") or None,
        now=now,
    )


def first_rows(table: queries.Unmapped) -> list[list[tuple[str, str]]]:
    """The first rows of the file as it prints them, each cell beside the name of its column."""
    width = len(table.columns)
    return [list(zip(table.columns, [*line, *[""] * width][:width], strict=True)) for line in table.samples]
