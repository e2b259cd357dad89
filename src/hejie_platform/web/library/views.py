"""Reading and searching the law book as of a day."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie import dates, rules
from hejie_platform.core import clock, law
from hejie_platform.support import actions, queries
from hejie_platform.support.queries.published import LONGEST_QUERY
from hejie_platform.web.library import binding, words


@require_GET
def shelves(request: HttpRequest) -> HttpResponse:
    """The rules by subject, or those that a search finds, as of a day."""
    day, country = _day(request), _country(request)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    context = {
        "day": day,
        "today_iso": day.isoformat(),
        "asked": asked,
        "longest": LONGEST_QUERY,
        "version": queries.law_version(country),
        "country": country,
        "law_lang": _language(country),
        "countries": [(one, law.title(one)) for one in queries.law_countries()],
        "articles": [],
        "statutes": [],
    }
    if asked:
        actions.index_law()
        context["found"] = [
            (*_line(rule), queries.is_in_force(rule, day))
            for rule in queries.search(asked, day=day, country=country)
        ]
        context["articles"] = [
            one for one in queries.search_texts(asked, day=day) if one.statute.country == country
        ]
    else:
        context["statutes"] = [one for one in queries.statutes_on(day) if one.country == country]
        made = queries.shelves_on(day, country)
        context["shelves"] = [(words.SUBJECTS[name], [_line(rule) for rule in of]) for name, of in made]
    return render(request, "library/shelves.html", context)


def _line(rule: rules.Rule) -> tuple[rules.Rule, str, str]:
    return rule, words.title(rule), words.says(rule)


def _country(request: HttpRequest) -> str:
    """The country asked for; home when it is none of ours."""
    asked = request.GET.get("country", "")
    return asked if asked in queries.law_countries() else law.home()


def _language(country: str) -> str:
    """In which language a country's law is written, as a page marks it."""
    return rules.load_pack(country).binding_language.partition("-")[0]


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
    law.enter(found.pack.country)  # its values are amounts of its own money
    context = {
        "found": found,
        "country": law.title(found.pack.country),
        "law_lang": _language(found.pack.country),
        "rule": found.rule,
        "day": day,
        "version": found.pack.name,
        "title": words.title(found.rule),
        "says": words.says(found.rule),
        "strength": words.strength(found.rule, found.rests_on),
        "basis": words.BASIS[found.rule.basis],
        "binds": binding.binds(found.rule),
        "article": queries.article_of(found.rule, day=day),
        "values": [(*words.value(row), row) for row in found.values],
    }
    return render(request, "library/rule.html", context)


@require_GET
def text(request: HttpRequest, ref: str) -> HttpResponse:
    """One version of a statute, article by article, with its other versions."""
    found = queries.statute(ref)
    if found is None:
        raise Http404
    day = _day(request)
    versions = queries.versions_of(found)
    in_force = next((one for one in versions if one.from_day <= day), None)
    context = {
        "statute": found,
        "articles": queries.articles_of(found),
        "others": [one for one in versions if one != found],
        "is_in_force": found == in_force,
        "day": day,
    }
    return render(request, "library/text.html", context)
