"""The page of a change that is asked for, for both sides: what is asked, the figures, the offers, the successor to sign."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hejie_platform.agreements import actions, queries
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.web.agreement import shows
from hejie_platform.web.agreement import words as agreement_words
from hejie_platform.web.agreement.doors import door, said, taken
from hejie_platform.web.papers import forms
from hejie_platform.web.signed_in import SignedIn

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
@door
def variation(request: SignedIn, held: HeldAgreement, *, now: datetime) -> HttpResponse:
    """Where the change stands, and the one next thing to do; posting makes the figures anew."""
    form = forms.RenewForm(request.POST or None, seen_version=held.agreement.version)
    if request.method == "POST" and form.is_valid() and taken(form, actions.renew_figures, held, now=now):
        said(request, _("The figures are made anew."))
        return redirect("papers:variation", held.agreement.ref)
    seen, found = queries.look(held, now=now), queries.changing(held, now=now)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "asked": seen.variation,
        "cause": agreement_words.CAUSES.get(seen.variation.cause, "") if seen.variation else "",
        "is_own": seen.variation is not None and seen.variation.side == held.side,
        "urls": _urls(held),
    }
    return render(request, "papers/variation.html", shows.frame(held, seen) | context)


def _urls(held: HeldAgreement) -> dict[str, str]:
    """The pages of the talks, in the room or at the desk."""
    place, facts = ("lender", "state") if held.side == "lender" else ("room", "facts")
    talks, ref = held.agreement.negotiation.ref, held.agreement.ref
    return {
        "facts": reverse(f"{place}:{facts}", args=[talks]),
        "offers": reverse(f"{place}:offers", args=[talks]),
        "new": reverse(f"{place}:offer_new", args=[talks]),
        "messages": reverse(f"{place}:messages", args=[talks]),
        "withdraw": reverse("step:take", args=["agreement", ref, "withdraw_variation"]),
        "decline": reverse("step:take", args=["agreement", ref, "decline_variation"]),
    }
