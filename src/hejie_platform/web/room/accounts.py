"""The lender's own file of the account, for both sides: what it says, what of it cannot be read, and where it differs."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hejie.loans import BUCKETS
from hejie_platform.core import formats
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.notices.queries import say
from hejie_platform.web import forms, parts
from hejie_platform.web.room import words
from hejie_platform.web.room.doors import Place, View, door, said, taken
from hejie_platform.web.room.table import frame

SHOWN = 60


class AccountForm(forms.Form):
    """The file, and its password where it has one."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        accept=".csv,.xlsx,.xls,.zip",
        help_text=gettext_lazy(
            "The repayment plan, the list of repayments with what was owed and paid in each item, or a workbook with both; CSV or XLSX."
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password of the file"),
        required=False,
        max_length=64,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def account(place: Place) -> View:
    """The page of the file; the lender's desk hands it in here."""

    @require_http_methods(["GET", "POST"] if place.side == "lender" else ["GET"])
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        form = AccountForm(request.POST or None, request.FILES or None) if place.side == "lender" else None
        if form is not None and form.is_valid() and _handed_in(form, held, now):
            said(request, _("Read. Both sides see it here."))
            return redirect(place.url("account", held))
        claim = queries.latest_claim(held.negotiation)
        found = queries.account_file(held.negotiation, claim)
        context = frame(place, held) | {"form": form, "file": found} | (shown(found) if found else {})
        return render(request, "room/account.html", context)

    return view


def _handed_in(form: AccountForm, held: HeldNegotiation, now: datetime) -> bool:
    given = form.cleaned_data
    return taken(
        form,
        actions.hand_in_account,
        held,
        given["file"].read(),
        password=given["password"],
        now=now,
    )


def shown(found: queries.AccountFile) -> dict[str, Any]:
    """The file in tables and sentences."""
    differences = found.differences or ()
    return {
        "faults": [
            (one["facts"].get("line"), one["facts"].get("column", ""), _told(one)) for one in found.faults
        ],
        "findings": [_told(one) for one in found.findings],
        "refused": [say(one.code, one.facts) for one in found.refused],
        "plan": _plan(found) if found.plan else None,
        "repayments": _repayments(found) if found.repayments else None,
        "more": max(0, max(len(found.plan), len(found.repayments)) - SHOWN),
        "differences": _differences(differences) if differences else None,
        "differs": len(differences),
    }


def _told(one: dict[str, Any]) -> str:
    return str(say(one["code"], one["facts"]))


def _plan(found: queries.AccountFile) -> parts.Table:
    columns = (
        parts.Column(_("Instalment")),
        parts.Column(_("Due")),
        parts.Column(_("Principal"), "money"),
        parts.Column(_("Interest"), "money"),
    )
    rows = [
        (
            str(one["term_no"]),
            formats.day_text(_day(one["end"])),
            one["principal_minor"],
            one["interest_minor"],
        )
        for one in found.plan[:SHOWN]
    ]
    totals = (
        _("Together"),
        "",
        sum(one["principal_minor"] for one in found.plan),
        sum(one["interest_minor"] for one in found.plan),
    )
    return parts.Table(_("The plan in the file"), columns, rows, totals)


def _day(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def _repayments(found: queries.AccountFile) -> parts.Table:
    """Each repayment with the buckets that it paid."""
    paid = [one.paid for one in found.repayments if one.paid is not None]
    names = [name for name in BUCKETS if any(getattr(one, name) for one in paid)]
    columns = (
        parts.Column(_("Number")),
        parts.Column(_("Day")),
        parts.Column(_("Paid"), "money"),
        *(parts.Column(words.BUCKETS[name][0], "money") for name in names),
    )
    rows = [
        (
            one.flow_no,
            formats.day_text(one.day),
            one.total_minor,
            *(getattr(one.paid, name) if one.paid else None for name in names),
        )
        for one in found.repayments[:SHOWN]
    ]
    return parts.Table(_("The repayments in the file"), columns, rows)


def _differences(differences: Any) -> parts.Table:
    columns = (
        parts.Column(_("Before the repayment")),
        parts.Column(_("Day")),
        parts.Column(_("What")),
        parts.Column(_("Lender says"), "money"),
        parts.Column(_("By the contract"), "money"),
    )
    rows = [
        (
            one.flow_no,
            formats.day_text(one.day),
            words.BUCKETS[one.bucket][0],
            one.stated_minor,
            one.replayed_minor,
        )
        for one in differences[:SHOWN]
    ]
    return parts.Table(_("Where the two accounts differ"), columns, rows)
