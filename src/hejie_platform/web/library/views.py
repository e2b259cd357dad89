"""Reading and searching the law book as of a day."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie import dates, rules
from hejie_platform.core import clock
from hejie_platform.support import actions, queries
from hejie_platform.support.queries.published import LONGEST_QUERY
from hejie_platform.web.library import words


@require_GET
def shelves(request: HttpRequest) -> HttpResponse:
    """The rules by subject, or those that a search finds, as of a day."""
    day = _day(request)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    context = {
        "day": day,
        "today_iso": day.isoformat(),
        "asked": asked,
        "longest": LONGEST_QUERY,
        "version": queries.law_version(),
    }
    if asked:
        actions.index_law()
        context["found"] = [
            (*_line(rule), queries.is_in_force(rule, day)) for rule in queries.search(asked, day=day)
        ]
    else:
        made = queries.shelves_on(day)
        context["shelves"] = [(words.SUBJECTS[name], [_line(rule) for rule in of]) for name, of in made]
    return render(request, "library/shelves.html", context)


def _line(rule: rules.Rule) -> tuple[rules.Rule, str, str]:
    return rule, words.title(rule), words.says(rule)


def _day(request: HttpRequest) -> date:
    """The day asked for; today when it is no day."""
    found, faults = dates.parse(request.GET.get("day", "")[:32] or "-")
    return found if found and not faults else clock.legal_day(clock.now())


@require_GET
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule: what it says, how strong it is, its values on the day, where it was read."""
    day = _day(request)
    found = queries.rule_on(rule, day)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "rule": found.rule,
        "day": day,
        "version": queries.law_version(),
        "title": words.title(found.rule),
        "says": words.says(found.rule),
        "strength": words.strength(found.rule, found.rests_on),
        "basis": words.BASIS[found.rule.basis],
        "values": [(*words.value(row), row) for row in found.values],
    }
    return render(request, "library/rule.html", context)
