"""Which of one's debts are bound by an agreement and which are not; and letting agreements take effect together."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie import steps, texts
from hejie_platform.agreements import actions, queries
from hejie_platform.cases import access as cases
from hejie_platform.cases.access import HeldCase, NotHeld
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.people.queries import name_of
from hejie_platform.web.agreement.doors import said
from hejie_platform.web.papers import forms, words
from hejie_platform.web.signed_in import SignedIn


@require_http_methods(["GET", "POST"])
@login_required
def together(request: SignedIn, ref: str) -> HttpResponse:
    """Every debt with whether it is bound; the tie, and the form to make or take it back."""
    now = clock.now()
    held = cases.case_for(request.user, ref, now=now)
    if not held.is_household:
        raise NotHeld  # what is agreed with each lender is for the household alone
    found = queries.bound_of(held.case, now=now)
    choices = [(row.ref, name_of(row.creditor)) for row in found.to_tie]
    form = forms.TieForm(request.POST if "tie" in request.POST else None, talks=choices)
    drop = forms.RenewForm(request.POST if "untie" in request.POST else None)
    if form.is_valid() and _taken(form, actions.tie_agreements, held, now, **_given(form)):
        said(
            request, _("Your agreements are tied. Each lender reads how many others it waits for, not which.")
        )
        return redirect("papers:together", ref)
    if drop.is_bound and drop.is_valid() and _taken(drop, actions.untie_agreements, held, now):
        said(request, _("Your agreements are no longer tied."))
        return redirect("papers:together", ref)
    context = {
        "held": held,
        "lines": [(one, words.BOUND[one.state]) for one in found.debts],
        "count": (sum(one.is_bound for one in found.debts), len(found.debts)),
        "tie": found.tie,
        "form": form if len(choices) > 1 else None,
        "drop": drop,
    }
    status = 422 if form.errors or drop.errors else 200
    return render(request, "papers/together.html", context, status=status)


def _given(form: forms.TieForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"talks": given["talks"], "needed": given["needed"], "until": given["until"]}


def _taken(form: Any, action: Callable[..., Any], held: HeldCase, now: datetime, **given: Any) -> bool:
    try:
        action(held, **given, now=now, **form.stamp)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults)
    except (ActionRefused, steps.StepRefused) as refused:
        form.refuse(refused)
    else:
        return True
    return False
