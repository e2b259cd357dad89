"""The X-ray of a contract: what the loan costs a year beside what the contract says, the caps, and what to ask about."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie import papers, rules, texts
from hejie_platform.core import clock, law
from hejie_platform.intake import access, queries
from hejie_platform.notices.queries import say
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.reading import forms, words
from hejie_platform.web.room import shows

NAMES = {"principal": "principal_minor"}
NEEDED = ("principal", "annual_rate", "months", "start")


@require_GET
@page
def page_of(request: Request, ref: str, paper: str, *, now: datetime) -> HttpResponse:
    """Computed anew from what was confirmed; who lent is asked where no loan tells it, and kept nowhere."""
    held = access.application_for(request.user, ref, now=now)
    item = access.paper_of(held, paper)
    row = queries.reading_of(item)
    if row is None or row.state != "read" or row.kind != "contract":
        raise Http404
    read = queries.read_contract(row)
    told, missing = _terms(read.confirmed)
    form, who = _who_lent(request, item)
    context = {
        "held": held,
        "case": held.case,
        "item": item,
        "kind": PAPERS[item.kind],
        "form": form,
        "missing": [words.FIELDS[name] for name in missing],
        "clauses": [(one, say(one.code, {})) for one in read.clauses],
        "found": None,
    }
    if not missing:
        context |= _seen(told, who, clock.legal_day(now))
    return render(request, "reading/xray.html", context)


def _who_lent(request: Request, item: Any) -> tuple[Any, dict[str, Any]]:
    """The kind of lender, as the loan's creditor is registered, or as the page was asked with."""
    creditor = item.loan.creditor if item.loan else None
    if creditor is not None and creditor.lender_type and "lender_type" not in request.GET:
        return None, {"lender_type": creditor.lender_type, "channel": "own"}
    form = forms.WhoLentForm(request.GET or None)
    if form.is_valid():
        return form, {
            "lender_type": form.cleaned_data["lender_type"],
            "channel": form.cleaned_data["channel"] or "own",
        }
    return form, {"lender_type": "", "channel": "own"}


def _terms(told: Any) -> tuple[dict[str, Any], list[str]]:
    """What the engine is asked with, and which values are still to be confirmed."""
    rate = told.get("annual_rate")
    yearly = (
        Fraction(rate)
        if rate
        else papers.yearly(monthly=_share(told.get("monthly_rate")), daily=_share(told.get("daily_rate")))
    )
    start = told.get("start") or told.get("signed_on")
    made = {
        "principal": told.get("principal"),
        "annual_rate": yearly,
        "months": told.get("instalments") or told.get("months"),
        "start": date.fromisoformat(start) if start else None,
    }
    rest = {
        "method": told.get("method", "equal_instalment"),
        "upfront_fee_minor": told.get("upfront_fee", 0),
        "monthly_fee_minor": told.get("monthly_fee", 0),
        "penalty_uplift": _share(told.get("penalty_uplift")) or Fraction(0),
        "contract_on": date.fromisoformat(told["signed_on"]) if told.get("signed_on") else None,
    }
    return made | rest, [name for name in NEEDED if made[name] is None]


def _share(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


def _seen(told: dict[str, Any], who: dict[str, Any], day: date) -> dict[str, Any]:
    """What the engine sees; terms that cannot be are told with their reasons."""
    asked = papers.Asked(**{NAMES.get(name, name): value for name, value in told.items()}, **who)
    try:
        found = papers.xray(asked, pack=law.here(), on=day)
    except texts.Faulty as faulty:
        return {"faults": [say(one.code, one.facts) for one in faulty.faults]}
    return {
        "found": found,
        "is_dearer": found.true_rate_nominal is not None
        and Fraction(found.true_rate_nominal) - found.stated_rate > Fraction(1, 1000),
        "stated": str(rules.rate_fact(float(found.stated_rate))),
        "true": rules.rate_fact(found.true_rate_nominal) if found.true_rate_nominal is not None else None,
        "effective": rules.rate_fact(found.true_rate_effective)
        if found.true_rate_effective is not None
        else None,
        "findings": shows.findings(found.findings),
        "kept": [one for one in found.findings if one.verdict == "pass"],
        "questions": [say(one.code, one.facts) for one in found.questions],
        "who": who,
    }
