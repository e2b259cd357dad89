"""One's own statement; what each lender was given; and the file itself, for whom it was given to."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import dates
from hejie_platform.core import clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldFile
from hejie_platform.people.queries import name_of
from hejie_platform.web.agreement.views import pdf
from hejie_platform.web.apply import doors
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.hardship import forms, papers, words

GET_POST = require_http_methods(["GET", "POST"])
MONTHS = 6


@require_GET
@page
def mine(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The statement as it stands, and who was given what until when."""
    held = access.application_for(request.user, ref, now=now)
    statement = queries.statement_data(held.case)
    lenders = queries.application(held.case, now=now).lenders
    given = queries.files_given(held.case, day=clock.legal_day(now))
    context = {
        "held": held,
        "case": held.case,
        "has_budget": queries.has_budget(held.case),
        "statement": statement,
        "tables": papers.tables(statement),
        "result": papers.result(statement),
        "lenders": [(one, name_of(one)) for one in lenders],
        "given": [
            (one, name_of(one.row.recipient), words.PURPOSES[one.row.purpose], _items(one.row))
            for one in given
        ],
    }
    return render(request, "hardship/mine.html", context)


def _items(row: Any) -> list[Any]:
    return [words.ITEMS[item] for item in row.items]


@require_GET
@page
def statement_pdf(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """One's own statement as a document."""
    held = access.application_for(request.user, ref, now=now)
    made = papers.statement_pdf(queries.statement_data(held.case), ref=ref, at=now)
    return pdf(made, f"hejie-{ref}-income-and-spending.pdf")


@require_GET
@page
def statement_json(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The same as data."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.as_bytes(queries.statement_data(held.case))
    return pdf(made, f"hejie-{ref}-income-and-spending.json", media_type="application/json")


@GET_POST
@page
def give(request: Request, ref: str, lender: str, *, now: datetime) -> HttpResponse:
    """Give one lender the statement as it stands today."""
    held = access.application_for(request.user, ref, now=now)
    recipient = access.creditor_of(held, lender)
    today = clock.legal_day(now)
    form = forms.GiveForm(
        request.POST or None,
        initial={"until_day": dates.add_months(today, MONTHS)},
        seen_version=held.case.version,
    )
    if form.is_valid() and doors.taken(form, actions.give_file, held, recipient, now=now, **_given(form)):
        doors.say(request, _("Given. You see here when it was opened, and can end it at any time."))
        return redirect("hardship:mine", ref)
    statement = queries.statement_data(held.case)
    context = {
        "held": held,
        "case": held.case,
        "form": form,
        "name": name_of(recipient),
        "tables": papers.tables(statement),
        "result": papers.result(statement),
        "unexplained": list(_unexplained(held, today)),
    }
    return render(request, "hardship/give.html", context)


def _unexplained(held: access.HeldCase, day: date) -> Iterator[tuple[str, str]]:
    """Each line above its guideline that still needs a word, and where to say it."""
    found = queries.guidelines_of(held.case, day=day)
    is_english = get_language() == "en"
    for one in found.lines if found else ():
        if one.needs_note:
            name = one.beside.group_en if is_english else one.beside.group
            yield name, reverse("apply:guideline", args=[held.case.ref, one.number])


def _given(form: forms.GiveForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "items": tuple(given["items"]),
        "purpose": given["purpose"],
        "until_day": given["until_day"],
    }


@GET_POST
@page
def end(request: Request, ref: str, file: str, *, now: datetime) -> HttpResponse:
    """End a file before its day."""
    held = access.application_for(request.user, ref, now=now)
    row = access.hardship_file_of(held, file)
    form = forms.PressForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid() and doors.taken(form, actions.end_file, held, row, now=now):
        doors.say(request, _("Ended. From now on it cannot be opened any more."))
        return redirect("hardship:mine", ref)
    context = {"held": held, "case": held.case, "form": form, "row": row, "name": name_of(row.recipient)}
    return render(request, "hardship/end.html", context)


View = Callable[..., HttpResponse]


def _opened(show: Callable[[Request, HeldFile, dict[str, Any]], HttpResponse]) -> View:
    """A view of a file that was given: held, opened with the look written down, shown."""

    @require_GET
    @page
    def view(request: Request, file: str, *, now: datetime) -> HttpResponse:
        held = access.hardship_file_for(request.user, file, now=now)
        if not held.row.content:  # erased with its case
            raise access.NotHeld
        purpose = "shared" if held.is_recipient else "own"
        return show(request, held, actions.open_file(held, purpose=purpose, now=now))

    return view


def _page(request: Request, held: HeldFile, content: dict[str, Any]) -> HttpResponse:
    """What was given, as a page."""
    context = {
        "row": held.row,
        "is_recipient": held.is_recipient,
        "lender": name_of(held.row.recipient),
        "purpose": words.PURPOSES[held.row.purpose],
        "items": _items(held.row),
        "tables": papers.tables(content["statement"]),
        "result": papers.result(content["statement"]),
        "debts": content["statement"]["debts"],
        "months": content["statement"]["months"],
        "more": papers.more(content),
    }
    return render(request, "hardship/file.html", context)


def _pdf(request: Request, held: HeldFile, content: dict[str, Any]) -> HttpResponse:
    made = papers.file_pdf(held.row, content, lender=name_of(held.row.recipient))
    return pdf(made, f"hejie-{held.row.ref}.pdf")


def _json(request: Request, held: HeldFile, content: dict[str, Any]) -> HttpResponse:
    return pdf(queries.as_bytes(content), f"hejie-{held.row.ref}.json", media_type="application/json")


def _zip(request: Request, held: HeldFile, content: dict[str, Any]) -> HttpResponse:
    files = {
        "statement.pdf": papers.file_pdf(held.row, content, lender=name_of(held.row.recipient)),
        "statement.json": queries.as_bytes(content),
    }
    return pdf(queries.bundle(files), f"hejie-{held.row.ref}.zip", media_type="application/zip")


file, file_pdf, file_json, file_zip = (_opened(show) for show in (_page, _pdf, _json, _zip))
