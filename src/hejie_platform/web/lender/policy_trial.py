"""A draft tried on the lender's past cases: asking for it, how far the worker is, and what came of it in sums."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hejie_platform.core import clock
from hejie_platform.insight import access as insight
from hejie_platform.insight import actions
from hejie_platform.insight.queries import trials_of
from hejie_platform.lenders import access, queries
from hejie_platform.web.lender.policy_draft import overview_with
from hejie_platform.web.lender.policy_version import act_on
from hejie_platform.web.room.doors import person
from hejie_platform.web.room.forms import PressForm


@require_POST
@login_required
def ask(request: HttpRequest, lender: str, ref: str) -> HttpResponse:
    """Have the draft tried, as it stands."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    draft, form = access.draft_of(held, ref), PressForm(request.POST)
    mapping = queries.mapping_from(dict(draft.typed))
    if form.is_valid() and act_on(form, actions.try_policy, held, mapping=mapping, now=now):
        return redirect("lender:policy_trial", held.lender.ref, trials_of(held.lender)[0].ref)
    return overview_with(request, held, draft, now, form)


@require_GET
@login_required
def show(request: HttpRequest, lender: str, ref: str) -> HttpResponse:
    """How far it is, or what came of it."""
    held = access.lender_for(person(request), lender, now=clock.now())
    row = insight.trial_of(held, ref)
    told = row.result or {}
    context = {"row": row, "ref": held.lender.ref, "headline": _headline(told), "lines": list(_lines(told))}
    return render(request, "lender/policy_trial.html", context)


def _headline(told: Mapping[str, Any]) -> str:
    if not told.get("cases"):
        return _("Not enough data: fewer than ten talks have ended here to try it on.")
    if told["newly"] is None and told["no_longer"] is None:
        return _(
            "Fewer than ten of {cases} past cases would be answered otherwise: too few to say more."
        ).format(cases=told["cases"])
    change = told["value_change_thousandth"]
    if change is None:
        return _("{newly} more of {cases} past cases would be approved at once.").format(**told)
    recovery = f"{change / 10:+.1f}"
    if told["newly"] is None:
        return _(
            "Fewer than ten more of {cases} past cases would be approved at once, expected recovery {recovery} %."
        ).format(cases=told["cases"], recovery=recovery)
    return _(
        "{newly} more of {cases} past cases would be approved at once, expected recovery {recovery} %."
    ).format(newly=told["newly"], cases=told["cases"], recovery=recovery)


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    if told.get("approved_now") is not None:
        yield _("With the policy in force {count} are approved at once.").format(count=told["approved_now"])
    if told.get("no_longer") is not None:
        yield _("{count} would no longer be approved at once.").format(count=told["no_longer"])
    if told.get("completion_now") is not None and told.get("completion_draft") is not None:
        yield _(
            "Plans kept to the end in the simulation: {now} of 100 with the policy in force, {draft} of 100 with this one."
        ).format(now=told["completion_now"], draft=told["completion_draft"])
