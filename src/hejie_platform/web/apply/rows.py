"""The rows of a household's statements: by category, each with why it was read so; corrected one by one, and undone.

The borrower and the desk see the same pages, each in their own house. Whoever looks and is not the owner of the statements
leaves a line in the log of looks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import statements
from hejie_platform.core import formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.web import parts
from hejie_platform.web.apply import doors, forms, paper_forms, row_words
from hejie_platform.web.apply.doors import Request, page

GET_POST = require_http_methods(["GET", "POST"])
ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class House:
    """Whose pages these are: the borrower's ("apply") or the desk's ("review")."""

    name: str
    held: Callable[..., HeldCase]
    purpose: str

    def at(self, page: str, *args: str | int) -> str:
        return reverse(f"{self.name}:{page}", args=args)


APPLY = House("apply", access.application_for, "own")
REVIEW = House("review", access.desk_case_for, "review")


def rows(house: House) -> Callable[..., HttpResponse]:
    """The page of all rows, and of those that a filter asks for."""

    @require_GET
    @page
    def listed(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = house.held(request.user, ref, now=now)
        actions.look_at_rows(held, purpose=house.purpose, now=now)
        context = _listed(house, held, request.GET)
        return render(request, "apply/rows.html", context | {"house": house, "held": held, "case": held.case})

    return listed


def _listed(house: House, held: HeldCase, asked: Mapping[str, str]) -> dict[str, Any]:
    made = queries.budget_of(held.case)
    wanted = _wanted(asked)
    is_narrow = wanted != queries.Wanted()
    places = queries.chosen(made.rows, wanted, made.months) if is_narrow else []
    shown = Paginator(places, ON_A_PAGE).get_page(asked.get("page"))
    here = house.at("rows", held.case.ref)
    return {
        "tabs": _tabs(made.rows, wanted, here),
        "is_narrow": is_narrow,
        "about": _about(wanted, made),
        "total": len(places),
        "page": shown,
        "query": {name: value for name, value in asked.items() if name != "page"},
        "lines": [shown_line(house, held, line) for line in queries.lines_at(made.rows, shown.object_list)],
        "groups": [] if is_narrow else list(_groups(made.rows, here)),
        "has_rows": bool(made.rows.meanings),
        "budget_href": house.at("measured", held.case.ref),
    }


def _wanted(asked: Mapping[str, str]) -> queries.Wanted:
    """The filter of an address; what it cannot mean asks nothing."""
    try:
        month = date.fromisoformat(f"{asked.get('month', '')}-01")
    except ValueError:
        month = None
    known = statements.categories()
    show, category, flag = asked.get("show", ""), asked.get("category", ""), asked.get("flag", "")
    return queries.Wanted(
        show=show if show in ("uncertain", "corrected") else "",
        category=category if category in known else "",
        line=asked.get("line", "")[:80],
        group=asked.get("group", "")[:20],
        month=month,
        flag=flag if flag in row_words.FLAGS else "",
        sign=asked.get("sign", "")[:60],
    )


def _tabs(found: queries.CaseRows, wanted: queries.Wanted, here: str) -> list[parts.Tab]:
    counts = {
        show: len(queries.chosen(found, queries.Wanted(show=show), ())) for show in ("uncertain", "corrected")
    }
    return [
        parts.Tab(_("All lines"), here, wanted == queries.Wanted(), len(found.meanings)),
        parts.Tab(_("Uncertain"), f"{here}?show=uncertain", wanted.show == "uncertain", counts["uncertain"]),
        parts.Tab(_("Corrected"), f"{here}?show=corrected", wanted.show == "corrected", counts["corrected"]),
    ]


def _about(wanted: queries.Wanted, made: queries.CaseBudget) -> str:
    """What the filter asks for, in words."""
    from hejie_platform.web.apply.household import heading

    names = {queries.line_name(one.code, one.creditor) for one in made.made.lines}
    words = [
        {"uncertain": _("Uncertain"), "corrected": _("Corrected")}.get(wanted.show, ""),
        heading(wanted.line, made.loan_names) if wanted.line in names else "",
        str(row_words.LINES.get(wanted.group, "")),
        str(row_words.CATEGORIES.get(wanted.category, "")),
        str(row_words.FLAGS.get(wanted.flag, "")),
        f"{wanted.month:%Y-%m}" if wanted.month else "",
    ]
    return " · ".join(word for word in words if word)


def _groups(found: queries.CaseRows, here: str) -> Iterator[tuple[str, list[Any]]]:
    """Each group with its categories: how many lines, how much, how many of them uncertain or on credit, and where."""
    sums: dict[str, list[int]] = {}
    uncertain = queries.uncertain_places(found)
    for meaning in found.meanings:
        row = found.joined.rows[meaning.row]
        told = sums.setdefault(meaning.category, [0, 0, 0, 0])
        told[0] += 1
        if meaning.rule != "other_currency":  # each of these lines says its own
            told[1] += meaning.counted_minor if meaning.line else row.amount_minor
        told[2] += meaning.row in uncertain
        told[3] += "on_credit" in meaning.flags
    known = statements.categories()
    for group, label in row_words.GROUPS.items():
        inside = [code for code in row_words.CATEGORIES if code in sums and known[code].group == group]
        if inside:
            yield (
                str(label),
                [(row_words.CATEGORIES[code], f"{here}?category={code}", *sums[code]) for code in inside],
            )


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as its line of a list says it."""

    line: queries.RowLine
    category: Any
    why: str
    way: Any
    flags: list[Any]
    href: str


def shown_line(house: House, held: HeldCase, line: queries.RowLine) -> Shown:
    return Shown(
        line=line,
        category=row_words.CATEGORIES[line.meaning.category],
        why=row_words.why(line, is_desk=house is REVIEW),
        way=row_words.WAYS[line.row.direction],
        flags=_flags(line.meaning),
        href=house.at("row", held.case.ref, line.key),
    )


def _flags(meaning: statements.Meaning) -> list[Any]:
    return [row_words.FLAGS[flag] for flag in meaning.flags if flag in row_words.FLAGS]


def row(house: House) -> Callable[..., HttpResponse]:
    """The page of one row: what is printed, why it was read so, and another answer with its reason."""

    @GET_POST
    @page
    def one(request: Request, ref: str, key: str, *, now: datetime) -> HttpResponse:
        held = house.held(request.user, ref, now=now)
        found = queries.rows_of(held.case)
        line = queries.line_of(found, key)
        if line is None:
            raise Http404
        alike = queries.alike(found, line)
        form = paper_forms.RowForm(request.POST or None, line=line, alike=len(alike))
        if form.is_valid() and _corrected(form, held, line, alike, now):
            doors.say(request, _("Kept. The budget counts with it from now on."))
            return redirect(house.at("rows", ref) + f"?{urlencode({'show': 'corrected'})}")
        actions.look_at_rows(held, purpose=house.purpose, now=now)
        context = {
            "house": house,
            "held": held,
            "case": held.case,
            "form": form,
            "one": shown_line(house, held, line),
            "facts": list(_facts(line)),
            "may_undo": line.change is not None and line.change.side == actions.side_of(held),
            "is_set": line.change is not None and line.change.side == "reviewer" and house is APPLY,
            "confirm": forms.ConfirmForm(),
            "rows_href": house.at("rows", ref),
            "undo_href": house.at("row_undo", ref, key),
        }
        return render(request, "apply/row.html", context)

    return one


def _corrected(
    form: paper_forms.RowForm, held: HeldCase, line: queries.RowLine, alike: list[str], now: datetime
) -> bool:
    given = form.cleaned_data
    return doors.taken_at_any_version(
        form,
        actions.correct_rows,
        held,
        keys=[line.key, *(alike if given.get("alike") else ())],
        category=given["category"],
        reason=given["reason"],
        seen_change=given["seen_change"],
        now=now,
    )


def _facts(line: queries.RowLine) -> Iterator[parts.Fact]:
    """What the statement prints of this row, without what it leaves empty."""
    row = line.row
    told = (
        (_("Day"), formats.moment_text(row.occurred_at)),
        (_("Amount"), formats.money_text(row.amount_minor, row.currency)),
        (_("Direction"), row_words.WAYS[row.direction]),
        (_("Who"), row.counterparty_name),
        (_("What for"), row.narration),
        (_("Kind, as printed"), row.category_raw),
        (_("Paid with"), row.method_raw),
        (_("State"), row.status_raw),
        (_("Note"), row.note),
    )
    yield from (parts.Fact(label, value) for label, value in told if value)
    if line.meaning.line:
        counted = formats.money_text(line.meaning.counted_minor)
        yield parts.Fact(_("Counted"), " · ".join([counted, *map(str, _flags(line.meaning))]))


def undo(house: House) -> Callable[..., HttpResponse]:
    """Take back one's own correction of a row."""

    @require_POST
    @page
    def undone(request: Request, ref: str, key: str, *, now: datetime) -> HttpResponse:
        held = house.held(request.user, ref, now=now)
        form = forms.ConfirmForm(request.POST)
        if form.is_valid() and doors.taken_at_any_version(form, actions.undo_row, held, key=key, now=now):
            doors.say(request, _("Undone. The line counts as it was read."))
        return redirect(house.at("row", ref, key))

    return undone
