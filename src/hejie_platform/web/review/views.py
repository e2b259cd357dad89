"""The queue, a case on one page, its papers, and the three decisions with their preview."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import steps
from hejie_platform.cases.access import CASE_STAFF
from hejie_platform.core import clock, formats
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.queries import LISTS
from hejie_platform.notices.queries import say
from hejie_platform.people import queries as people
from hejie_platform.web import parts
from hejie_platform.web.apply import answers, doors, papers, words
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.household import summary
from hejie_platform.web.case.words import WHO_FOR_DESK, event
from hejie_platform.web.review import forms

GET_POST = require_http_methods(["GET", "POST"])
FILTERS = {
    "waiting": _("To review"),
    "returned": _("Sent back"),
    "open": _("In talks"),
    "closed": _("Closed"),
}


@require_GET
@page
def queue(request: Request, *, now: datetime) -> HttpResponse:
    """The cases of the desk, the soonest due first."""
    if not people.roles_on(request.user, clock.legal_day(now)) & CASE_STAFF:
        raise Http404
    chosen = request.GET.get("show", "waiting")
    chosen = chosen if chosen in FILTERS else "waiting"
    search = request.GET.get("q", "").replace("\0", "")[:20]
    counts = queries.counts(request.user, now=now)
    tabs = [
        parts.Tab(label, f"?show={name}", name == chosen, counts[name]) for name, label in FILTERS.items()
    ]
    part = request.GET.get("page")
    found = queries.queue(request.user, filter_by=chosen, search=search, part=part, now=now)
    context = {
        "tabs": tabs,
        "rows": [(row, words.CAUSES.get(row.cause, _("no cause yet"))) for row in found],
        "page": found,
        "q": search,
        "show": chosen,
    }
    return render(request, "review/queue.html", context)


@require_GET
@page
def case(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Everything that the reviewer decides on."""
    held = access.desk_case_for(request.user, ref, now=now)
    return render(request, "review/case.html", _case(held, now))


def _case(held: access.HeldCase, now: datetime) -> dict[str, Any]:
    desk = queries.desk_case(held.case, now=now)
    made = desk.application
    home = queries.home(held.case, latest=0)
    audiences = ("borrower", "shared", f"private:{held.user.pk}")
    entries = queries.happened(held.case, desk.negotiations, audiences=audiences)[:20]
    names = queries.lender_names(home)
    return {
        "held": held,
        "case": held.case,
        "desk": desk,
        "made": made,
        "told": answers.all_facts(made, change=False),
        "papers": [(item, words.PAPERS[item.kind], words.PAPER_STATES[item.state]) for item in made.papers],
        "observed": [
            (item, words.PAPERS[item.kind], notes) for item, notes in queries.observed_in(held.case)
        ],
        "talks": [(row, people.name_of(row.creditor)) for row in desk.negotiations],
        "sheets": [(people.name_of(one.recipient), one) for one in made.consents if one.withdrawn_at is None],
        "classes": [(words.CAUSES[one.cause], words.TRACKS[one.track], one) for one in desk.classifications],
        "missing": [(say(line.code, line.facts), line.blocks) for line in made.missing],
        "events": [event(entry, names, who=WHO_FOR_DESK) for entry in entries],
        "may_decide": held.case.state == "submitted" and {"reviewer", "supervisor"} & set(held.roles),
        "loans": loan_table(made),
    } | summary(queries.budget_of(held.case))


def loan_table(made: queries.Application) -> parts.Table:
    """The loans side by side."""
    columns = (
        parts.Column(_("App")),
        parts.Column(_("Lender")),
        parts.Column(formats.in_unit(_("Owed ({unit})")), "money"),
        parts.Column(formats.in_unit(_("Monthly ({unit})")), "money"),
        parts.Column(_("Overdue since"), "day"),
    )
    rows = [
        (
            answers.label_of(loan),
            answers.lender_of(loan),
            loan.balance_minor,
            loan.instalment_minor,
            loan.overdue_since,
        )
        for loan in made.loans
    ]
    totals = (
        _("Together"),
        "",
        answers.total_owed(made),
        sum(loan.instalment_minor or 0 for loan in made.loans),
        "",
    )
    return parts.Table(_("Loans as the borrower knows them"), columns, rows, totals)


@require_GET
@page
def paper(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """One paper with what was understood of it. A look at its lines or at the file itself is written down."""
    held = access.desk_case_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    shown = papers.shown(held, item) | {"rows_href": reverse("review:rows", args=[ref])}
    if shown["understood"]:
        actions.look_at_rows(held, purpose="review", now=now, paper=item)
    return render(request, "review/paper.html", shown)


@require_GET
@page
def file(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """The file itself; who looked is written down."""
    held = access.desk_case_for(request.user, ref, now=now)
    return papers.as_file(held, access.paper_of(held, paper), purpose="review", now=now)


def _admit(held: access.HeldCase, form: Any, now: datetime) -> bool:
    given = {name: form.cleaned_data[name] for name in form.field_order}
    return doors.taken(form, actions.admit, held, **given, now=now)


def _return(held: access.HeldCase, form: Any, now: datetime) -> bool:
    return doors.taken(
        form, actions.send_back, held, missing=form.lines, words=form.cleaned_data["words"], now=now
    )


def _decline(held: access.HeldCase, form: Any, now: datetime) -> bool:
    given = {name: form.cleaned_data[name] for name in form.field_order}
    return doors.taken(form, actions.decline, held, **given, now=now)


TITLES = {
    "admit": _("Accept the application"),
    "return": _("Send back for what is missing"),
    "decline": _("Decline the application"),
}
TAKE: Mapping[str, Callable[..., bool]] = {"admit": _admit, "return": _return, "decline": _decline}
DONE = {
    "admit": _("Accepted. The borrower and each lender are being told."),
    "return": _("Sent back. The borrower is being told."),
    "decline": _("Declined. The borrower is being told, with the ways that remain."),
}


def decide(name: str) -> Callable[..., HttpResponse]:
    """The page of one decision: fill in, see what the borrower will read, confirm."""

    @GET_POST
    @page
    def decision(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = access.desk_case_for(request.user, ref, now=now)
        if held.case.state != "submitted" and request.method == "GET":
            return redirect("review:case", ref)
        form = _form(name, request, held, now)
        is_sent = request.POST.get("send") == "yes"
        if form.is_valid() and is_sent and TAKE[name](held, form, now):
            doors.say(request, DONE[name])
            return redirect("review:queue")
        context = {"held": held, "case": held.case, "form": form, "title": TITLES[name], "name": name}
        if form.is_bound and form.is_valid() and "change" not in request.POST:
            return render(request, "review/preview.html", context | _preview(name, held, form))
        return render(request, "review/decide.html", context)

    return decision


def _form(name: str, request: Request, held: access.HeldCase, now: datetime) -> Any:
    given = request.POST or None
    version = held.case.version
    if name == "admit":
        return forms.AdmitForm(given, initial=_class_of(held), seen_version=version)
    if name == "decline":
        return forms.DeclineForm(given, seen_version=version)
    lines = list(queries.missing(held.case, day=clock.legal_day(now)))
    return forms.ReturnForm(given, lines=lines, seen_version=version)


def _class_of(held: access.HeldCase) -> dict[str, str]:
    """As the desk classed it last; before that by what the borrower chose."""
    if made := queries.classified(held.case):
        return {"cause": made.cause, "track": made.track}
    cause = queries.answers_about(held.case).story.cause
    return {"cause": cause, "track": LISTS.causes[cause].track if cause in LISTS.causes else ""}


def _preview(name: str, held: access.HeldCase, form: Any) -> dict[str, Any]:
    """What the borrower will read, and what the decision sets going."""
    given = form.cleaned_data
    lenders = [people.name_of(one) for one in queries.creditors_of(held.case)] if name == "admit" else []
    decline = LISTS.declines.get(given.get("reason", ""))
    return {
        "words": given["words"],
        "cure_days": steps.CLOCKS["missing_papers"].amount,
        "lenders": lenders,
        "lines": [say(one["code"], one["facts"]) for one in form.lines] if name == "return" else [],
        "kinds": [one["ref"] for one in form.lines if one["section"] == "paper"] if name == "return" else [],
        "reason": say(decline.code) if decline else "",
        "routes": [say(route) for route in decline.routes] if decline else [],
        "kept": [(key, value) for key, values in _posted(form) for value in values],
    }


def _posted(form: Any) -> list[tuple[str, list[str]]]:
    """Everything that was typed, to be carried through the preview."""
    left_out = {"csrfmiddlewaretoken", "send", "change"}
    return [(key, values) for key, values in form.data.lists() if key not in left_out]


@GET_POST
@page
def classify(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Class the case anew, with a reason."""
    held = access.desk_case_for(request.user, ref, now=now)
    form = forms.ClassifyForm(request.POST or None, initial=_class_of(held), seen_version=held.case.version)
    if form.is_valid() and _classified(held, form, now):
        doors.say(request, _("The class is changed; the record keeps why."))
        return redirect("review:case", ref)
    return render(request, "review/classify.html", {"held": held, "case": held.case, "form": form})


def _classified(held: access.HeldCase, form: Any, now: datetime) -> bool:
    given = {name: form.cleaned_data[name] for name in ("cause", "track", "reason")}
    return doors.taken(form, actions.classify, held, **given, now=now)
