"""What the pages of an agreement say: what was agreed in sentences, whose turn it is, how each thing is called.

The sentences explain; what binds is the Chinese text of the document.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# What was agreed, clause by clause, as one would say it. Clauses without a sentence stand in the document alone.
AGREED: Final[Mapping[str, Text]] = {
    "clause_claim": _("On {claim_on} {total_minor} was owed in all."),
    "clause_waiver": _("{total_minor} of it is waived and never to be paid."),
    "clause_waiver.lost": _("{total_minor} of it is waived when the plan is kept to its end."),
    "clause_no_waiver": _("Nothing of it is waived."),
    "clause_upfront": _("{amount_minor} is paid at once, on the day the agreement takes effect."),
    "clause_rate": _("From {start_on} the rate is {annual_rate} a year; on late amounts {overdue_rate}."),
    "clause_rising": _("The instalments rise: {first_minor} at first, {most_minor} at most."),
    "clause_season": _(
        "The instalments follow the strong and the weak months: between {least_minor} and {most_minor}."
    ),
    "clause_balloon": _("A part of the principal waits for the last payment: {last_minor} on {last_on}."),
    "clause_token": _(
        "At first only {amount_minor} is paid, {instalments} times from {first_on} on. The full instalments begin on {full_on}."
    ),
    "clause_beyond_forecast": _(
        "In {count} months more is due than the forecast of the borrower's budget leaves. The borrower was told which, and takes it on by signing."
    ),
    "clause_grace": _("There is a pause first: the first payment is on {first_on}."),
    "clause_early_payment": _("Paying early is possible at any time. It costs nothing extra."),
    "clause_standstill": _("Collection stops within {days} days and rests while the agreement is kept."),
    "clause_no_standstill": _("The agreement does not stop collection by itself."),
    "clause_credit_report": _(
        "The lender reports the agreement truthfully to the credit register. True entries stay."
    ),
    "clause_credit_report_not_applicable": _("Nothing is agreed about the credit register."),
    "clause_full_settlement": _("When everything is paid, the debt is settled in full."),
    "clause_full_settlement_not_applicable": _("Keeping the agreement does not settle the whole debt."),
    "clause_clearance_letter": _(
        "Within {days} days of the last payment the lender sends a clearance letter."
    ),
    "clause_clearance_letter_not_applicable": _("No clearance letter is agreed."),
    "clause_breach": _(
        "A payment that is more than {grace_days} days late breaks the agreement, unless at least {partial_rate} of it came."
    ),
    "clause_cure": _("Then there are {cure_days} days to put it right, and everything goes on as before."),
    "clause_variation": _(
        "If life changes, ask early: while a request is open, what it covers is no breach."
    ),
    "clause_successor": _(
        "It takes the place of agreement {before} when all have signed it; what was paid stays paid."
    ),
    "clause_condition": _(
        "It takes effect only when, beside it, {needed} of {others} other agreements are signed by all, until {until_on} at the latest."
    ),
    "clause_equal_treatment": _(
        "It pays back {share_rate} of what was owed. If another agreement pays back a greater share, both sides are told and talk again within {days} days."
    ),
    "clause_guarantor": _("The guarantor signs too and guarantees what is written here, no more."),
    "clause_confirmation": _("Within {days} days both sides may ask the court to confirm the agreement."),
}

# Risks that read better here than as a sentence for every place.
RISKS: Final[Mapping[str, Text]] = {
    "risk_others_not_bound": _(
        "The creditors of your other loans ({names}) are not bound by this agreement and may still collect."
    ),
    "risk_budget_not_known": _(
        "The agreement itself knows nothing of your budget. Please make sure that you can keep each payment."
    ),
}

PAYS: Final[Mapping[str, Text]] = {
    "month": _("{amount} a month, {count} times, from {first} to {last}: {total} in all."),
    "fortnight": _("{amount} every two weeks, {count} times, from {first} to {last}: {total} in all."),
    "week": _("{amount} a week, {count} times, from {first} to {last}: {total} in all."),
}

PAYS_UNEVENLY: Final[Mapping[str, Text]] = {
    "month": _("At most {amount} a month, {count} times, from {first} to {last}: {total} in all."),
    "fortnight": _(
        "At most {amount} every two weeks, {count} times, from {first} to {last}: {total} in all."
    ),
    "week": _("At most {amount} a week, {count} times, from {first} to {last}: {total} in all."),
}
LEVEL: Final = 200
"""Minor units by which instalments may differ and still be called the same: what rounding leaves."""

SIDES: Final[Mapping[str, Text]] = {
    "borrower": _("Borrower"),
    "guarantor": _("Guarantor"),
    "lender": _("Lender"),
    "mediator": _("Mediator"),
    "body": _("Mediation body"),
}

# What a mediator and their body vouch for before they sign.
STATEMENTS: Final[Mapping[str, Text]] = {
    "statement_voluntary": _("Everybody took part of their own free will, as far as I saw."),
    "statement_read": _("I went through the terms with each side, and each side had time to ask."),
    "statement_lawful": _("I saw nothing made up, nothing that harms others, nothing unlawful in it."),
}

ENDED: Final[Mapping[str, Text]] = {
    "lapsed": _("It was not signed by all in time, so nothing of it holds. The talks go on."),
    "completed": _(
        "Everything is paid. The lender owes you the clearance letter, and this debt is behind you."
    ),
    "paid_early": _("It was paid off early. What was left was released, and the clearance letter follows."),
    "varied": _("A newer agreement has taken its place."),
    "failed": _("It was ended after a breach. The talks are open again, and there are other ways forward."),
    "set_aside": _("It was set aside, so nothing of it holds. The talks are open again."),
}
ENDED_FOR_LENDER: Final[Mapping[str, Text]] = {
    **ENDED,
    "completed": _("Everything is paid. The clearance letter is due from you now."),
    "paid_early": _("It was paid off early. The clearance letter is due from you now."),
}

PAYMENT_STATES: Final[Mapping[str, Text]] = {
    "waiting": _("To be confirmed"),
    "confirmed": _("Confirmed"),
    "contested": _("Not received, says the lender"),
    "reversed": _("Did not stay"),
}

CAUSES: Final[Mapping[str, Text]] = {
    "job_lost": _("I lost work, or my business stopped"),
    "income_fell": _("I earn less"),
    "illness": _("Serious illness in the family"),
    "bereavement": _("A death in the family"),
    "disaster": _("A disaster or a serious accident"),
    "other": _("Something else"),
}

CHANNELS: Final[Mapping[str, Text]] = {
    "app": _("In the lender's app"),
    "bank": _("Bank transfer"),
    "wallet": _("Alipay or WeChat"),
    "other": _("Another way"),
}

LIMITATION: Final = _(
    "Signing acknowledges the debt within what the agreement says. The time after which a debt can no longer be claimed in court starts anew. If you are not sure whether it has passed already, ask for free legal advice first: {legal_aid}."
)
LIMITATION_PAYING: Final = _(
    "Telling a payment acknowledges the rest of the debt: the time after which it can no longer be claimed in court starts anew."
)
LIMITATION_ASKING: Final = _(
    "Asking for more time or other terms acknowledges the debt: the time after which it can no longer be claimed in court starts anew."
)
LENDER_NOTICE: Final = _("What you do here binds your institution and is recorded in your name.")
NEUTRAL_NOTICE: Final = _(
    "Your signature says that the agreement was reached in this mediation. It makes you no party to it."
)
SIGN_NOTICES: Final[Mapping[str, Text]] = {
    "borrower": LIMITATION,
    "lender": LENDER_NOTICE,
    "neutral": NEUTRAL_NOTICE,
}
NOT_LICENSED: Final = _(
    "This is a demonstration: the signature is made by a certificate of this installation, not by a licensed certification service. It shows every change of the document; it is not a reliable electronic signature in the sense of the Electronic Signature Law."
)
LICENSED: Final = _("The signature is made by a licensed certification service.")

FAULTS: Final[Mapping[str, Text]] = {
    "file_unreadable": _("This is no readable PDF, or it was damaged."),
    "file_not_judged": _("Many files are being judged at this moment. Please try again in a minute."),
    "file_not_signed": _("This document carries no signature."),
    "signature_broken": _("A signature does not fit the document: something in it was changed."),
    "signature_not_trusted": _("A signature was not made through this platform."),
    "signature_without_time": _("A signature has no valid time stamp."),
    "signature_covers_too_little": _("A signature does not cover the whole document."),
    "signature_missing": _("A signature is missing."),
    "file_changed_later": _("Something was added to the document after it was signed."),
    "terms_not_named": _("The signatures do not belong to one agreement."),
    "terms_differ": _("The terms inside the file are not those that were signed."),
    "base_differs": _("The pages are not those that were signed."),
}
