"""All lenders together: the joint plans beside one another, and what would be if something were different.

Both pages belong to the household. Nothing here is sent to anybody; an offer is made on the page of the talks.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from hejie import plans
from hejie_platform.core import clock, formats
from hejie_platform.intake import access
from hejie_platform.negotiation import actions, queries
from hejie_platform.web import charts, parts
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.plans import forms, shows, words
from hejie_platform.web.room import shows as talks
from hejie_platform.web.room.words import PLANS


@require_GET
@page
def compare(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The joint plans in cards, in a table and in pictures; where none fits, what would help."""
    held = access.application_for(request.user, ref, now=now)
    made = actions.bring_together(held.case, now=now)
    context: dict[str, Any] = {
        "case": held.case,
        "made": made,
        "banner": parts.Banner(words.ONLY_YOURS, is_sealed=True),
    }
    if made is not None:
        context |= _compared(made)
    return render(request, "plans/compare.html", context)


def _compared(made: Any) -> dict[str, Any]:
    found, result = queries.joint_plans(made), made.determination.result
    lenders = queries.lenders_of(made)
    names = {row.ref: name for row, name in lenders}
    start = date.fromisoformat(made.determination.facts["start"])
    return {
        "cards": _cards(found),
        "table": _table(found) if found else None,
        "parts": [(PLANS[one.name], _parts(one, lenders)) for one in found],
        "beside": _baselines(result["baselines"]) if found else None,
        "pictures": _pictures(made, found, start),
        "bought": shows.reasons(queries.said(result["concessions"]), names),
        "answers": shows.reasons(queries.said(result["answers"]), names),
        "chosen": shows.chosen(result["named"]),
        "notes": shows.reasons(queries.inputs_of(made).usual.told.notes()),
        "others_minor": made.determination.facts["others_minor"],
        "differs": len(lenders) > 1,
        "laid_by_minor": queries.inputs_of(made).part.laid_by_minor,
        "taken_minor": made.determination.facts["taken_minor"],
        "simulated": words.SIMULATED,
    }


def _free_on(one: queries.JointPlan) -> date:
    return max(date.fromisoformat(part["last_due"]) for part in one.kept["parts"])


def _cards(found: list[queries.JointPlan]) -> list[parts.PlanCard]:
    sides = shows.for_and_against([_measures(one) for one in found])
    return [_card(one, more) for one, more in zip(found, sides, strict=True)]


def _measures(one: queries.JointPlan) -> dict[str, int]:
    return {
        "burden": one.kept["burden_minor"],
        "total": one.kept["total_minor"],
        "months": len(one.kept["months_minor"]),
        "chance": one.kept["completes"],
    }


def _card(one: queries.JointPlan, more: list[str]) -> parts.PlanCard:
    said = [reason for reason in one.reasons if reason.code not in ("plan_survives", "plan_named_recovery")]
    return parts.PlanCard(
        name=PLANS[one.name],
        headline=_("At most {amount} a month for all lenders together, free of debt on {day}.").format(
            amount=formats.money_text(one.kept["burden_minor"]), day=formats.day_text(_free_on(one))
        ),
        reasons=[*_begun(one), shows.chance_text(one.chance), *shows.reasons(said), *more],
        is_recommended=one.kept["is_recommended"],
    )


def _begun(one: queries.JointPlan) -> list[str]:
    """What all lenders together get as it begins."""
    return [talks.at_once(one.kept["upfront_minor"])] if one.kept["upfront_minor"] else []


def _table(found: list[queries.JointPlan]) -> parts.Table:
    columns = (parts.Column(_("What it comes to")), *(parts.Column(PLANS[one.name]) for one in found))
    rows = [
        (_("Dearest month"), *(formats.money_text(one.kept["burden_minor"]) for one in found)),
        (_("Paid at once"), *(formats.money_text(one.kept["upfront_minor"]) for one in found)),
        (_("Total to pay"), *(formats.money_text(one.kept["total_minor"]) for one in found)),
        (_("Free of debt on"), *(formats.day_text(_free_on(one)) for one in found)),
        (_("Kept to the end (simulated)"), *(shows.chance_cell(one.chance) for one in found)),
        (
            _("The lenders get on average (simulated)"),
            *(formats.money_text(one.kept["expected_minor"]) for one in found),
        ),
    ]
    return parts.Table(caption=_("The plans side by side"), columns=columns, rows=rows)


def _parts(one: queries.JointPlan, lenders: list[tuple[Any, str]]) -> list[dict[str, Any]]:
    """What a joint plan asks for each lender, with the way to offer it there."""
    by_ref = {part["talks"]: part for part in one.kept["parts"]}
    return [
        {
            "lender": name,
            "sentence": _("{count} instalments, {amount} in the dearest month, {total} in all.").format(
                count=one.packages[row.ref].instalments,
                amount=formats.money_text(by_ref[row.ref]["burden_minor"]),
                total=formats.money_text(by_ref[row.ref]["total_minor"]),
            ),
            "waived": by_ref[row.ref]["waived_minor"],
            "offer": offer_link(row, one.packages[row.ref]),
        }
        for row, name in lenders
        if row.ref in by_ref
    ]


def offer_link(row: Any, package: plans.Package) -> str:
    """The page on which this package is put to the lender as an offer; "" while offers cannot be made."""
    if not row.talks_are_open:
        return ""
    told = json.dumps(plans.package_to_json(package), separators=(",", ":"))
    return f"{reverse('room:offer_new', args=[row.ref])}?{urlencode({'package': told})}"


def _baselines(kept: Mapping[str, Any]) -> parts.Table | None:
    """Other ways to choose, beside ours."""
    rows = [
        (words.BASELINES[name], burden, total, _("{n} of 100").format(n=shows.of_hundred(completes, paths)))
        for name, (burden, total, _months, completes, paths) in sorted(kept.items())
    ]
    columns = (
        parts.Column(_("Way to choose")),
        parts.Column(formats.in_unit(_("Dearest month ({unit})")), "money"),
        parts.Column(formats.in_unit(_("Total ({unit})")), "money"),
        parts.Column(_("Kept to the end (simulated)")),
    )
    return parts.Table(caption=_("Other ways to choose, for comparison"), columns=columns, rows=rows)


def _pictures(made: Any, found: list[queries.JointPlan], start: date) -> list[charts.Chart]:
    usual = queries.inputs_of(made).part if found else None
    drawn = [
        shows.months_chart(
            _("{plan}: month by month").format(plan=PLANS[one.name]),
            start=start,
            packages=one.packages.values(),
            months_minor=one.kept["months_minor"],
            left_minor=usual.left_by_month(start, len(one.kept["months_minor"])),
        )
        for one in found
        if usual is not None
    ]
    whole = shows.frontier_chart(
        made.determination.result["frontier"],
        made.determination.result["named"],
        [PLANS[one.name] for one in found],
    )
    return [*drawn, whole] if whole else drawn


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@page
def what_if(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Move any lever of any plan, or the month itself, and see the whole effect. Nothing is kept or sent."""
    held = access.application_for(request.user, ref, now=now)
    made = queries.newest_joint(held.case, day=clock.legal_day(now)) or actions.bring_together(
        held.case, now=now
    )
    if made is None:
        raise Http404
    asked, lenders = queries.inputs_of(made), queries.lenders_of(made)
    form = forms.WhatIfForm(
        request.POST or None,
        asked=asked,
        base=_base(made, asked, request.GET.get("plan", "")),
        lenders={row.ref: name for row, name in lenders},
    )
    tried = form.tried() if form.is_valid() else None
    context = {
        "case": held.case,
        "form": form,
        "answer": _answer(tried, asked, lenders) if tried else None,
        "banner": parts.Banner(words.ONLY_YOURS, is_sealed=True),
        "simulated": words.SIMULATED,
        "notes": shows.reasons(asked.usual.told.notes()),
    }
    is_piece = bool(request.headers.get("HX-Request"))  # the answer alone takes its old place
    return render(request, "plans/_answer.html" if is_piece else "plans/what_if.html", context)


def _base(made: Any, asked: queries.Inputs, wanted: str) -> Mapping[str, plans.Package]:
    """The plan that is moved: the one wanted, else the recommended one; where none fits, the longest of each lender."""
    found = {one.name: one.packages for one in queries.joint_plans(made)}
    return found.get(wanted) or next(iter(found.values()), None) or queries.plainest(asked)


def _answer(tried: queries.Tried, asked: queries.Inputs, lenders: list[tuple[Any, str]]) -> dict[str, Any]:
    exact, names = tried.found.exact, {row.ref: name for row, name in lenders}
    return {
        "headline": _headline(exact),
        "chance": shows.chance_text(tried.chance),
        "reasons": shows.reasons([one for one in tried.found.reasons if one.code != "plan_survives"], names),
        "facts": _facts(tried),
        "talks": [_of_talks(row, name, tried) for row, name in lenders if row.ref in tried.packages],
        "chart": _moved_chart(tried, asked),
    }


def _headline(exact: Any) -> str:
    return _("At most {amount} a month, {total} in all, over {months} months.").format(
        amount=formats.money_text(exact.burden_minor),
        total=formats.money_text(exact.total_minor),
        months=len(exact.months_minor),
    )


def _facts(tried: queries.Tried) -> list[parts.Fact]:
    found = tried.found
    return [
        parts.Fact(
            _("Total to pay"), formats.money_text(found.exact.total_minor), note=_more(found.more_minor or 0)
        ),
        parts.Fact(_("Kept to the end (simulated)"), shows.chance_cell(tried.chance), note=_likelier(tried)),
        parts.Fact(_("The lenders get on average (simulated)"), formats.money_text(tried.expected_minor)),
        parts.Fact(_("Left in the dearest month"), formats.money_text(found.exact.kept_minor)),
    ]


def _more(minor: int) -> str:
    """How much dearer than before; nothing where it costs the same."""
    said = _("{amount} more than before") if minor > 0 else _("{amount} less than before")
    return said.format(amount=formats.money_text(abs(minor))) if minor else ""


def _likelier(tried: queries.Tried) -> str:
    change = tried.found.more_completes or 0
    said = _("{points} of 100 more than before") if change > 0 else _("{points} of 100 fewer than before")
    points = f"{abs(change) * 100 / max(tried.chance.paths, 1):.1f}"
    return said.format(points=points) if change else ""


def _of_talks(row: Any, name: str, tried: queries.Tried) -> dict[str, Any]:
    """One lender's part: its instalment, what stands against it, and the way to offer it."""
    part = next(
        one for one, ref in zip(tried.found.exact.parts, tried.packages, strict=True) if ref == row.ref
    )
    against = tried.objections[row.ref]
    return {
        "lender": name,
        "headline": talks.headline(part),
        "against": shows.reasons(against),
        "offer": offer_link(row, tried.packages[row.ref]),
    }


def _moved_chart(tried: queries.Tried, asked: queries.Inputs) -> charts.Chart:
    asks = tried.found.exact.months_minor
    return shows.months_chart(
        _("Month by month"),
        start=asked.start,
        packages=tried.packages.values(),
        months_minor=asks,
        left_minor=tried.month.left_by_month(asked.start, len(asks)),
    )
