"""The lender's queue of its own duties, the oldest due first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie_platform.agreements import access
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.core import clock
from hejie_platform.people.queries import roles_on
from hejie_platform.web.keeping import shows
from hejie_platform.web.signed_in import SignedIn


@require_GET
@login_required
def duties(request: SignedIn) -> HttpResponse:
    """What our side owes to borrowers, and by when."""
    now = clock.now()
    if not roles_on(request.user, clock.legal_day(now)) & access.LENDER_STAFF:
        raise access.NotHeld
    rows = [
        (one, shows.duty_words(one.row), shows.badge(one.row, one.days_late))
        for one in queries.duties_of_lender(request.user, now=now)
    ]
    late = sum(1 for one, _what, _badge in rows if one.days_late)
    return render(request, "keeping/duties.html", {"rows": rows, "late": late})
