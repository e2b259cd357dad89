"""The lender's own file of the account, for both sides: what it says, what of it cannot be read, and where it differs.

Each loan of the talks stands for itself. The borrower's side says of a row that it is not right (`web.room.payments`); what it
says stands beside the row, and the row stays as the lender has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from hejie.loans import BUCKETS
from hejie_platform.core import formats
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.notices.queries import say
from hejie_platform.web import forms, parts
from hejie_platform.web.room import shows, words
from hejie_platform.web.room.doors import Place, View, door, said, taken
from hejie_platform.web.room.table import frame

SHOWN = queries.MOST_REPLAYED
DIFFERENCES = 60


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


@dataclass(frozen=True, slots=True)
class LoanShown:
    """One loan of the file as its page shows it."""

    name: str
    number: str
    facts: Sequence[str]
    is_equal: bool
    plan: parts.Table | None
    repayments: parts.Table | None
    lacking: Sequence[tuple[str, str]]
    differences: parts.Table | None
    missing_href: str


def account(place: Place) -> View:
    """The page of the file; the lender's desk hands it in here."""

    @require_http_methods(["GET", "POST"] if place.side == "lender" else ["GET"])
    @door(place)
    def view(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
        form = AccountForm(request.POST or None, request.FILES or None) if place.side == "lender" else None
        if form is not None and form.is_valid() and _handed_in(form, held, now):
            said(request, _("Read. Both sides see the loans of these talks here."))
            return redirect(place.url("account", held))
        claim = queries.latest_claim(held.negotiation)
        found = queries.account_file(held.negotiation, claim)
        context = frame(place, held) | {"form": form, "file": found}
        return render(request, "room/account.html", context | (shown(found, held) if found else {}))

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


def shown(found: queries.AccountFile, held: HeldNegotiation) -> dict[str, Any]:
    """The file in tables and sentences. What is not of a loan of these talks is for the lender's eyes alone."""
    is_open = bool(found.loans) or held.side == "lender"
    names = shows.loan_labels(held.negotiation)
    return {
        "asks_loans": not found.loans,
        "faults": [
            (one["facts"].get("line"), one["facts"].get("column", ""), told(one)) for one in found.faults
        ]
        if is_open
        else [],
        "findings": [told(one) for one in found.findings] if is_open else [],
        "loans": [_shown(one, names.get(one.ref, one.ref), held) for one in found.loans],
        "most": SHOWN,
    }


def told(one: dict[str, Any]) -> str:
    """A code and its facts in words."""
    return str(say(one["code"], one["facts"]))


def _shown(one: queries.LoanAccount, name: str, held: HeldNegotiation) -> LoanShown:
    may = held.side == "borrower"
    address = reverse("room:payment", args=[held.negotiation.ref, one.ref]) if may else ""
    return LoanShown(
        name=name,
        number=one.number,
        facts=list(_facts(one)),
        is_equal=one.differences is not None and not one.differences,
        plan=_plan(one) if one.plan else None,
        repayments=_repayments(one, held, address) if one.repayments else None,
        lacking=[(said_of(row, is_own=may), _back_of(row, held) if may else "") for row in one.lacking],
        differences=_differences(one.differences) if one.differences else None,
        missing_href=address if one.repayments else "",
    )


def _back_of(dispute: Any, held: HeldNegotiation) -> str:
    """Where what was said of a payment is taken back."""
    return reverse("room:payment_back", args=[held.negotiation.ref, dispute.ref])


def _facts(one: queries.LoanAccount) -> Any:
    """What is to be said of the replay, in sentences."""
    if one.begins:
        yield _(
            "The file begins in the middle. What was due before {day} is taken as paid on its day: the lender's first row says so, or comes nearest to it."
        ).format(day=formats.day_text(one.begins))
    if one.is_long:
        yield _(
            "The rows cannot be compared one by one: the file holds {count} repayments of this loan, and more than {most} are too many to compute here. All of them count in the statement of account."
        ).format(count=len(one.repayments), most=SHOWN)
    elif one.differences is None:
        yield _(
            "It cannot be computed here: the stated contract of this loan does not say enough. Method, rate, instalments and first due day are needed."
        )
    elif one.differences:
        yield ngettext(
            "%(count)s figure differs. That is an observation; there may be a good reason.",
            "%(count)s figures differ. That is an observation; there may be a good reason.",
            len(one.differences),
        ) % {"count": len(one.differences)}
    yield from (str(say(fault.code, fault.facts)) for fault in one.refused)


def said_of(row: Any, *, is_own: bool = False) -> str:
    """What the borrower's side says of a payment, to itself or to others."""
    if row.how == "not_made":
        return (
            _("You say: this payment was not made.")
            if is_own
            else _("The borrower says: this payment was not made.")
        )
    lacking = (
        _("You say: {amount} were paid on {day}; the file lacks it.")
        if is_own
        else _("The borrower says: {amount} were paid on {day}; the file lacks it.")
    )
    other = _("You say: {amount} on {day}.") if is_own else _("The borrower says: {amount} on {day}.")
    return (lacking if row.how == "lacking" else other).format(
        amount=formats.money_text(row.minor), day=formats.day_text(row.day)
    )


def _plan(one: queries.LoanAccount) -> parts.Table:
    columns = (
        parts.Column(_("Instalment")),
        parts.Column(_("Due")),
        parts.Column(_("Principal"), "money"),
        parts.Column(_("Interest"), "money"),
    )
    rows = [
        (str(row.term_no), formats.day_text(row.end), row.principal_minor, row.interest_minor)
        for row in one.plan[:SHOWN]
    ]
    totals = (
        _("Together"),
        "",
        sum(row.principal_minor for row in one.plan),
        sum(row.interest_minor for row in one.plan),
    )
    return parts.Table(_("The plan in the file"), columns, rows, totals)


def _repayments(one: queries.LoanAccount, held: HeldNegotiation, address: str) -> parts.Table:
    """Each repayment with the buckets that it paid, and what the borrower's side says of it."""
    paid = [row.paid for _key, row in one.repayments if row.paid is not None]
    names = [name for name in BUCKETS if any(getattr(row, name) for row in paid)]
    columns = (
        parts.Column(_("Number")),
        parts.Column(_("Day")),
        parts.Column(_("Paid"), "money"),
        *(parts.Column(words.BUCKETS[name][0], "money") for name in names),
        *([parts.Column(_("Is it right?"))] if address or one.disputes else []),
    )
    rows = [
        (
            row.flow_no,
            formats.day_text(row.day),
            row.total_minor,
            *(getattr(row.paid, name) if row.paid else None for name in names),
            *([_said(one, key, held, address)] if address or one.disputes else []),
        )
        for key, row in one.repayments[:SHOWN]
    ]
    return parts.Table(_("The repayments in the file"), columns, rows)


def _said(one: queries.LoanAccount, key: str, held: HeldNegotiation, address: str) -> str:
    """What is said against a row, or the way to say it."""
    dispute = one.disputes.get(key)
    words_ = said_of(dispute, is_own=bool(address)) if dispute else ""
    if not address:
        return words_
    if dispute:
        return format_html('{} <a href="{}">{}</a>', words_, _back_of(dispute, held), _("Change your mind"))
    return format_html('<a href="{}?row={}">{}</a>', address, key, _("This is not right"))


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
        for one in differences[:DIFFERENCES]
    ]
    return parts.Table(_("Where the two accounts differ"), columns, rows)
