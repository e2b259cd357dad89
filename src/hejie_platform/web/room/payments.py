"""One repayment of the lender's file, for the borrower's side: that it is not right, that one is lacking, and changing one's mind.

And for the lender's desk: which number in a file of several loans is which loan of these talks.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hejie_platform.core import formats
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.web import forms
from hejie_platform.web.room import shows
from hejie_platform.web.room.accounts import said_of
from hejie_platform.web.room.doors import DESK, ROOM, door, said, taken
from hejie_platform.web.room.table import frame

GET_POST = require_http_methods(["GET", "POST"])
NOT_MADE = "not_made"
OTHERWISE = "otherwise"
LACKING = "lacking"


class PaymentForm(forms.Form):
    """What is not right about a row; of a payment that is lacking only when and how much."""

    how = forms.ChoiceField(
        label=gettext_lazy("What is not right?"),
        choices=[
            (NOT_MADE, gettext_lazy("This payment was not made")),
            (OTHERWISE, gettext_lazy("It was made on another day, or it was another amount")),
        ],
    )
    day = forms.DayField(
        label=gettext_lazy("The day on which it was paid"),
        required=False,
        help_text=gettext_lazy("Leave it empty if the payment was not made."),
    )
    minor = forms.MoneyField(label=gettext_lazy("The amount that was paid"), required=False)
    words = forms.WordsField(
        label=gettext_lazy("A few words with it"),
        required=False,
        rows=3,
        help_text=gettext_lazy(
            "The other side reads this. A transfer slip helps: hand it in with your papers."
        ),
    )

    def __init__(self, *args: Any, is_lacking: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_lacking:
            del self.fields["how"]
            self.fields["day"].help_text = ""


class LoansForm(forms.Form):
    """One question for each loan of the talks: its number in the file."""

    def __init__(
        self, *args: Any, loans: dict[str, str], numbers: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.loans = loans
        for ref, name in loans.items():
            self.fields[ref] = forms.CharField(
                label=str(_("{loan}: its number in the file")).format(loan=name),
                required=False,
                widget=forms.Select(choices=[("", _("Not in this file")), *numbers]),
            )

    @property
    def chosen(self) -> dict[str, str]:
        """Reference of the loan -> number, of those that are in the file."""
        given = {ref: self.cleaned_data.get(ref, "") for ref in self.loans}
        return {ref: number.removeprefix(MARK) for ref, number in given.items() if number}


MARK = "no:"  # before a number, so that a file without numbers has one too


@GET_POST
@door(ROOM)
def payment(request: HttpRequest, held: HeldNegotiation, loan: str, *, now: datetime) -> HttpResponse:
    """Say that a row of a loan is not right (`row`), or that one is lacking."""
    back = redirect(ROOM.url("account", held))
    if held.side != "borrower":
        return back
    file = queries.account_file(held.negotiation, None)
    if file is None:
        return back
    account = next((one for one in file.loans if one.ref == loan), None)
    if account is None or not account.repayments:
        return back
    key = request.GET.get("row", "")
    row = dict(account.repayments).get(key)
    if key and row is None:
        return back
    form = PaymentForm(
        request.POST or None,
        is_lacking=not key,
        initial={"day": row.day, "minor": row.total_minor} if row else {},
        seen_version=held.negotiation.version,
    )
    if form.is_valid() and _disputed(form, held, loan, key, now):
        said(request, _("Sent. The statement of account is computed anew with what you say."))
        return back
    context = {"form": form, "payment": row, "told": _told(row) if row else ""}
    return render(request, "room/payment.html", frame(ROOM, held, here="facts") | context)


def _told(row: Any) -> str:
    return _("The file says: {amount} on {day}.").format(
        amount=formats.money_text(row.total_minor), day=formats.day_text(row.day)
    )


def _disputed(form: PaymentForm, held: HeldNegotiation, loan: str, key: str, now: datetime) -> bool:
    given = form.cleaned_data
    how = given["how"] if key else LACKING
    paid = {} if how == NOT_MADE else {"day": given["day"], "minor": given["minor"]}
    return taken(
        form, actions.dispute_payment, held, loan, key=key, how=how, words=given["words"], now=now, **paid
    )


@GET_POST
@door(ROOM)
def payment_back(request: HttpRequest, held: HeldNegotiation, dispute: str, *, now: datetime) -> HttpResponse:
    """Take back what was said of a repayment, after asking once; of anything else it leads back."""
    row = next((one for one in queries.open_disputes(held.negotiation) if one.ref == dispute), None)
    form = forms.Form(request.POST or None)
    if row is None or held.side != "borrower":
        return redirect(ROOM.url("account", held))
    if form.is_valid() and taken(form, actions.undispute_payment, held, dispute, now=now):
        said(request, _("Taken back. The statement of account is computed anew."))
        return redirect(ROOM.url("account", held))
    context = {"form": form, "told": said_of(row, is_own=True), "is_back": True}
    return render(request, "room/payment.html", frame(ROOM, held, here="facts") | context)


@GET_POST
@door(DESK)
def loans(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Which number of the newest file is which loan; asked where it is not plain, and once."""
    back = redirect(DESK.url("account", held))
    file = queries.account_file(held.negotiation, None)
    if file is None or file.loans:
        return back
    names = shows.loan_labels(held.negotiation)
    numbers = [(f"{MARK}{number}", number or _("(no number)")) for number in file.numbers]
    form = LoansForm(request.POST or None, loans=names, numbers=numbers)
    if form.is_valid() and taken(form, actions.choose_loans, held, file.row.ref, form.chosen, now=now):
        said(request, _("Kept. Rows of other loans are not kept; both sides see the rest."))
        return back
    return render(request, "lender/account_loans.html", frame(DESK, held) | {"form": form, "file": file})
