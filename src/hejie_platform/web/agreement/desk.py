"""The lists: a borrower's agreements; at the lender's desk what waits for a signature or for an answer to a payment."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie_platform.agreements import access, queries
from hejie_platform.cases import access as cases
from hejie_platform.core import clock
from hejie_platform.people.queries import name_of, roles_on
from hejie_platform.web.signed_in import SignedIn

A_MOMENT = timedelta(seconds=1)  # a time that ends at midnight ends with the day before


@require_GET
@login_required
def mine(request: SignedIn) -> HttpResponse:
    """The agreements of one's own cases, newest first."""
    rows = access.agreements_of(request.user, now=clock.now())
    shown = [(row, name_of(row.negotiation.creditor)) for row in rows]
    own_cases = [row.ref for row in cases.household_cases_of(request.user) if row.state == "open"]
    return render(request, "agreement/mine.html", {"rows": shown, "cases": own_cases})


@require_GET
@login_required
def desk(request: SignedIn) -> HttpResponse:
    """What the lender's desk owes to agreements: signatures and answers, the oldest first."""
    now = clock.now()
    if not roles_on(request.user, clock.legal_day(now)) & access.LENDER_STAFF:
        raise access.NotHeld
    context = {
        "to_sign": [
            (row, row.sign_by - A_MOMENT) for row in queries.to_sign_for_lender(request.user, now=now)
        ],
        "to_answer": queries.to_answer(request.user, now=now),
    }
    return render(request, "agreement/desk.html", context)
