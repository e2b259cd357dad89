"""What each term of an agreement means, in words that a tired person understands the first time.

term_of("clause_credit_report_not_applicable")      "credit_report"
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# term -> what it is called, what it means for who signs
TERMS: Final[Mapping[str, tuple[Text, Text]]] = MappingProxyType(
    {
        "parties": (
            _("Who signs"),
            _("Only who is named here is bound. Check that names and numbers are right."),
        ),
        "mediated": (
            _("Made with a mediator"),
            _("A neutral person helped. The agreement then can be confirmed by a court if both sides ask."),
        ),
        "dispute": (
            _("Facts and dispute"),
            _("The facts that both sides stand by, and what they did not agree on before."),
        ),
        "successor": (
            _("An agreement in place of an older one"),
            _("The older one holds until all have signed the new one. What you paid stays paid."),
        ),
        "loans": (
            _("The loans"),
            _("The agreement is about these loans alone. Other loans stay as they are."),
        ),
        "claim": (
            _("What is owed"),
            _("The sum on one day, part by part. Nobody may later ask more for the time before that day."),
        ),
        "waiver": (
            _("Waiver"),
            _("An amount that the lender gives up. Read whether it comes back if the agreement is not kept."),
        ),
        "treatment": (
            _("What becomes of each part"),
            _("Some parts bear new interest, some are only spread over the payments. This says which."),
        ),
        "upfront": (_("Payment at once"), _("Money to be paid on the first day. Sign only if you have it.")),
        "rate": (
            _("Rate"),
            _("What borrowing costs in a year. A second rate counts only for amounts that are late."),
        ),
        "schedule": (
            _("Payment plan"),
            _("Each day on which you pay, and how much. Put the days into your calendar."),
        ),
        "grace": (
            _("Pause before the first payment"),
            _("For some time you pay nothing or only interest. Interest may run on; this says how."),
        ),
        "rising": (
            _("Rising payments"),
            _("You pay less at first and more later. Be sure of the later ones before you sign."),
        ),
        "season": (
            _("Payments by the season"),
            _("You pay more in your strong months and less in the weak ones. The plan names each sum."),
        ),
        "balloon": (
            _("A larger last payment"),
            _("Most of it is small, the last one is large. Think now of where it will come from."),
        ),
        "token": (
            _("Small sums at first"),
            _("For some time you pay only a little, and interest runs on. Then the full payments begin."),
        ),
        "beyond_forecast": (
            _("Months above your forecast"),
            _(
                "In these months more is due than your budget leaves. You need not agree to that; signing says you do."
            ),
        ),
        "change": (
            _("Change of the contract"),
            _("What was agreed before and what counts now. What is not named here stays as it was."),
        ),
        "channel": (
            _("Where you pay"),
            _("Pay only to this account. If somebody names another one, ask us first."),
        ),
        "allocation": (
            _("Which debt a payment fills"),
            _("If you pay less than is due, this says which part it fills first."),
        ),
        "early_payment": (_("Paying early"), _("You may pay before the day. Then less interest grows.")),
        "standstill": (
            _("Pause in collection"),
            _("Whether calls and visits stop, and from when. Without such a clause nothing stops by itself."),
        ),
        "credit_report": (
            _("Credit report"),
            _("What the lender reports. True entries stay for their years; nobody can buy them away."),
        ),
        "full_settlement": (
            _("Settled in full"),
            _("Whether nothing is left to pay once you have paid this plan."),
        ),
        "clearance_letter": (
            _("Clearance letter"),
            _("A paper that proves that you owe nothing more. Keep it for good."),
        ),
        "breach": (
            _("Breach"),
            _("When a late payment breaks the agreement, and what may follow. Some days late are allowed."),
        ),
        "cure": (
            _("Putting it right"),
            _("Days in which you can make up for a breach. Then everything goes on."),
        ),
        "variation": (
            _("Asking for a change"),
            _("If life changes, ask early. While your request is open, what it covers is no breach."),
        ),
        "life_events": (
            _("When life changes"),
            _("For illness and the like you can pause payments yourself, with the paper named here."),
        ),
        "review": (
            _("Looking at it again"),
            _("Once in a while both sides ask whether the plan still fits."),
        ),
        "limitation": (
            _("Time to claim"),
            _("After some years a court no longer enforces a debt. Signing lets that time begin anew."),
        ),
        "confirmation": (
            _("Confirmation by a court"),
            _("Both sides can ask a court to confirm it. After that it can be enforced like a judgment."),
        ),
        "confidential": (
            _("Confidential"),
            _("What was said in the talks stays there. It is not used against you in court."),
        ),
        "no_hidden_charges": (
            _("No other charges"),
            _("Nothing may be asked beyond what is written here, under whatever name."),
        ),
        "guarantor": (
            _("Guarantor"),
            _("Somebody who pays if you do not. They sign for what is written here and no more."),
        ),
        "not_bound": (
            _("Who is not bound"),
            _("Your other lenders have signed nothing here. They may still collect their own loans."),
        ),
        "equal_treatment": (
            _("Nobody else gets more"),
            _(
                "If you sign with another lender for a greater share, this one is told so, and you talk again."
            ),
        ),
        "performance": (
            _("How and where it is kept"),
            _("In which way, where and until when each side does its part."),
        ),
        "copies": (_("Copies"), _("Each side gets one, and each counts the same.")),
        "condition": (
            _("Only together with others"),
            _("It counts only if enough of your other agreements are signed too. If not, nobody is bound."),
        ),
        "effect": (
            _("When it begins"),
            _("It binds nobody before the last signature. From that day both sides must keep it."),
        ),
        "languages": (
            _("Languages"),
            _("There may be a text in another language to help you read. The Chinese text decides."),
        ),
    }
)
ABSENT: Final = ("no_waiver", "no_standstill")  # clauses that say that a term is not there


def term_of(code: str) -> str:
    """The term that a clause is about. LookupError for a clause that nobody explains."""
    name = code.removeprefix("clause_").removesuffix("_not_applicable")
    name = name.removeprefix("no_") if name in ABSENT else name
    if name not in TERMS:
        raise LookupError(code)
    return name
