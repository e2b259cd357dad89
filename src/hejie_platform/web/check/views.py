"""The self-check and the published policies. Nothing typed here is kept: no row, no session, no address with amounts."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from hejie import plans
from hejie_platform.core import clock, law
from hejie_platform.insight.queries import past_range
from hejie_platform.lenders import queries as lenders
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.support import queries
from hejie_platform.support.queries import published as policies
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.check import forms, showing
from hejie_platform.web.limits import is_too_often

MOST_AN_HOUR = 60
VERDICTS = {
    "likely": ("done", _("Likely: this policy covers you")),
    "needs": ("your_turn", _("Not yet: something stands against it that you can change")),
    "not_possible": ("info", _("Not by this policy. There are other ways")),
}


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Answer a few questions, and the lender's published policy answers at once."""
    here = list(lenders.lenders_here())
    _enter(here, request.POST.get("lender", ""))
    form = forms.CheckForm(request.POST or None, lenders=[(one.ref, name_of(one)) for one in here])
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and is_too_often("check", request, most=MOST_AN_HOUR):
        form.add_error(None, _("Many checks came from here within the hour. Please come back in an hour."))
    if form.is_valid():
        given = form.cleaned_data
        lender = next((one for one in here if one.ref == given["lender"]), None)
        today = clock.legal_day(clock.now())
        context |= _result(lender, given, today) | {"told": showing.told(form), "today": today}
    return render(request, "check/start.html", context)


def _enter(here: list[Any], ref: str) -> None:
    """The answer is by the law of the lender that was chosen, in its money."""
    if lender := next((one for one in here if one.ref == ref), None):
        law.enter(lender.country)


def _result(lender: Any, given: dict[str, Any], today: date) -> dict[str, Any]:
    """The engine's answer, by the same function as `hejie check` and on the same policy as a real case."""
    version = lenders.policy_version_on(lender, today) if lender else None
    named = name_of(lender) if lender else gettext("Another lender")
    told = plans.Told(given["cause"], (_loan(named, lender, given),))
    held = {named: policies.pack_of(version)} if version else {}
    (found,) = plans.stand(told, policies=held, pack=law.here(), day=today)
    shown = _by_policy(lender, version, found.trial) if found.trial else _without(given["cause"], named)
    if lender:
        shown["past"] = past_range(lender, claim_minor=given["balance"], left_minor=given["monthly"])
    return shown | {
        "standing": found,
        "notes": [say(one.code, one.facts) for one in found.notes],
        "law": [(say(one.code, one.facts), one.rule_ids) for one in found.findings],
    }


def _loan(named: str, lender: Any, given: dict[str, Any]) -> plans.ToldLoan:
    return plans.ToldLoan(
        lender=named,
        balance_minor=given["balance"],
        monthly_minor=given["monthly"],
        days_overdue=given["days_overdue"],
        instalment_minor=given["instalment"],
        court_decided=given["court"],
        lender_type=lender.lender_type if lender else given["lender_type"],
        annual_rate=given["annual_rate"],
        contract_on=given["contract_on"],
        matures_on=given["matures_on"],
        last_event_on=given["last_event_on"],
    )


def _without(cause: str, named: str) -> dict[str, Any]:
    """A lender that has published nothing here: what its papers usually are, and no guess."""
    papers = [" / ".join(str(PAPERS[kind]) for kind in one) for one in policies.papers_for(cause)]
    return {"is_unknown": True, "papers": papers, "lender": named}


def _by_policy(lender: Any, version: Any, found: plans.Trial) -> dict[str, Any]:
    tone, title = VERDICTS[found.verdict]
    return {
        "found": found,
        "tone": tone,
        "title": title,
        "lender": name_of(lender),
        "lender_ref": lender.ref,
        "version": version,
        "reasons": [showing.reason(one) for one in found.reasons],
        "papers": [PAPERS.get(code, code) for code in found.evidence],
        "answers": [say(one.code, one.facts) for one in found.answers],
        "cited": [(rule, showing.anchor(rule), showing.label(rule)) for rule in found.rules],
        "levers": showing.levers(policies.pack_of(version).published),
        "outcomes": queries.outcomes_with(lender),
    }


@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """The lenders here, each with its policy."""
    today = clock.legal_day(clock.now())
    rows = [(one, name_of(one), lenders.policy_version_on(one, today)) for one in lenders.lenders_here()]
    return render(request, "check/policies.html", {"rows": rows})


@require_GET
def policy(request: HttpRequest, lender: str, number: int | None = None) -> HttpResponse:
    """One lender's published part: every rule with its id, and the versions with their days; in the money of its country."""
    found = next((one for one in lenders.lenders_here() if one.ref == lender), None)
    if found is None:
        raise Http404
    law.enter(found.country)
    today = clock.legal_day(clock.now())
    versions = list(lenders.versions_of(found).filter(published_at__isnull=False))
    in_force = lenders.policy_version_on(found, today)
    version = next((one for one in versions if one.number == number), None) if number else in_force
    if number and version is None:
        raise Http404
    context = {
        "name": name_of(found),
        "ref": found.ref,
        "version": version,
        "is_in_force": version == in_force,
        "versions": versions,
        "groups": showing.groups(policies.pack_of(version).published) if version else [],
    }
    return render(request, "check/policy.html", context)
