"""The words of an agreement, clause by clause: heading, sentences, and the columns of the table below them.

What is signed is made of these words; the Chinese ones bind (locale/zh_Hans/parts). They say exactly what
hejie.agreements computes and hejie.steps allows: a change there is a change here. A fact that is a list is a column;
the document sets one row for each of its entries.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDING = {
    "clause_parties": _("This agreement is made between the parties below."),
    "clause_mediated": _(
        "The parties reached this agreement of their own free will with the help of the mediator {mediator} of {body}. The mediator is neutral and decided for nobody."
    ),
    "clause_loans": _(
        "This agreement concerns the loans below. Where it differs from their contracts, this agreement counts; what it does not touch in them stays in force."
    ),
    "clause_claim": _(
        "On {claim_on} the borrower owed {total_minor} in all. It consists of the amounts below."
    ),
    "clause_waiver": _(
        "The lender waives the amounts below, {total_minor} in all, and books the waiver within {days} days of {booked}. {on_breach}"
    ),
    "clause_no_waiver": _("Under this agreement nothing is waived."),
    "clause_treatment": _(
        "The amounts below were claimed and are not waived. Only what becomes new principal bears interest."
    ),
    "clause_upfront": _("The borrower pays {amount_minor} on {due_on} at the latest."),
    "clause_rate": _(
        "From {start_on} the new principal bears interest of {annual_rate} a year; it is repaid in this way: {method}. An amount that is paid late bears {overdue_rate} a year from the day after it fell due until it is paid."
    ),
    "clause_schedule": _(
        "The borrower pays {total_minor} in all, {every}, on the days and in the amounts below."
    ),
    "clause_grace": _(
        "The first {instalments} instalments are a pause: {grace}. The first payment is due on {first_on}."
    ),
    "clause_change": _("Change of “{term}”: until now {old}, from {effective_on} on {new}."),
    "clause_channel": _(
        "Payments go to {payee} by {channel}, account {account_mark}. Nobody may ask for payment to another account unless the lender has confirmed that account in writing."
    ),
    "clause_allocation": _("Payments are used as follows. {rule}"),
    "clause_early_payment": _(
        "The borrower may pay early at any time, in part or in full, without a charge. Interest is then owed only for the time until the payment."
    ),
    "clause_standstill": _(
        "Within {days} days of the day this agreement takes effect, the lender stops collecting these loans and has its agents stop too. As long as the borrower keeps this agreement, collection does not begin again."
    ),
    "clause_no_standstill": _("This agreement does not stop collection. Collection must keep to the law."),
    "clause_credit_report": _(
        "Within {days} days of the day this agreement takes effect, the lender reports it truthfully to the credit register. Within {days} days of the last payment it reports the debt as settled. True entries about late payments stay for the time that the law sets; this agreement does not shorten it."
    ),
    "clause_credit_report_not_applicable": _(
        "The parties agree that this agreement says nothing about reports to the credit register. The lender's duty by law to report truthfully stays as it is."
    ),
    "clause_full_settlement": _(
        "When the borrower has made all payments under this agreement ({total_minor} by the schedule), these loans are settled in full. Nobody may then claim anything more from them."
    ),
    "clause_full_settlement_not_applicable": _(
        "The parties agree that the payments under this agreement do not settle these loans in full. A balance that this agreement does not cover remains owed."
    ),
    "clause_clearance_letter": _(
        "Within {days} days of the last payment the lender gives the borrower a letter that confirms that all is paid."
    ),
    "clause_clearance_letter_not_applicable": _("The parties agree that no letter of settlement is given."),
    "clause_breach": _(
        "It is a breach if an instalment is not paid in full within {grace_days} days of its due day. If at least {partial_rate} of it was paid by then, the rest may follow until {grace_days} days after the next due day. It is also a breach if the lender does not do one of its duties on time."
    ),
    "clause_cure": _(
        "The side in breach has {cure_days} days from the day of the breach to put it right; then this agreement goes on as before. If it does not, the other side may end this agreement, after a person has tried to reach the side in breach. Nothing ends by itself."
    ),
    "clause_variation": _(
        "Each side may ask for a change of this agreement at any time. A change counts once all parties have signed it; until then this agreement stays in force. To ask is no breach, and instalments under such a request are not in breach until it is answered."
    ),
    "clause_life_events": _(
        "If one of these things happens to the borrower, instalments may be paused: {causes}. Up to {most_paused} instalments in all may be paused, and a paused instalment is no breach."
    ),
    "clause_review": _(
        "Every {months} months the borrower and the lender look together at the household's budget."
    ),
    "clause_limitation": _(
        "The parties know: with this agreement the time in which these debts can be claimed in court (limitation) starts again and runs for {years} years. For payment by instalments it counts from the last due day."
    ),
    "clause_confirmation": _(
        "Within {days} days of the day this agreement takes effect, the parties may together ask the court to confirm it. Once confirmed, it can be enforced by the court if a side does not keep it."
    ),
    "clause_confidential": _(
        "What was said, offered or conceded in the talks stays confidential, and nobody may use it as evidence against another party. Facts that all parties have separately signed as undisputed are excepted."
    ),
    "clause_no_hidden_charges": _(
        "Beyond the amounts written in this agreement, neither the lender nor anyone acting for it charges anything for these loans."
    ),
    "clause_guarantor": _(
        "The guarantor knows this agreement and agrees to it. The guarantee covers what is owed under this agreement, and no more than it covered before."
    ),
    "clause_not_bound": _("These creditors are no parties and are not bound by this agreement: {names}."),
    "clause_effect": _(
        "This agreement takes effect when all parties have signed. If a signature is missing after {sign_by_on}, it does not take effect."
    ),
    "clause_languages": _(
        "This agreement is written in Chinese and English. Where the texts differ, this one counts: {binding}."
    ),
}

HEADINGS = {
    "clause_parties": pgettext_lazy("agreement", "Parties"),
    "clause_mediated": pgettext_lazy("agreement", "Mediation"),
    "clause_loans": pgettext_lazy("agreement", "Loans"),
    "clause_claim": pgettext_lazy("agreement", "What is owed"),
    "clause_waiver": pgettext_lazy("agreement", "Waiver"),
    "clause_no_waiver": pgettext_lazy("agreement", "Waiver"),
    "clause_treatment": pgettext_lazy("agreement", "What becomes of each part"),
    "clause_upfront": pgettext_lazy("agreement", "First payment at once"),
    "clause_rate": pgettext_lazy("agreement", "Rate of interest"),
    "clause_schedule": pgettext_lazy("agreement", "Repayment"),
    "clause_grace": pgettext_lazy("agreement", "Pause at the beginning"),
    "clause_change": pgettext_lazy("agreement", "Change"),
    "clause_channel": pgettext_lazy("agreement", "Where to pay"),
    "clause_allocation": pgettext_lazy("agreement", "How a payment is used"),
    "clause_early_payment": pgettext_lazy("agreement", "Paying early"),
    "clause_standstill": pgettext_lazy("agreement", "Collection stops"),
    "clause_no_standstill": pgettext_lazy("agreement", "Collection"),
    "clause_credit_report": pgettext_lazy("agreement", "Credit register"),
    "clause_credit_report_not_applicable": pgettext_lazy("agreement", "Credit register"),
    "clause_full_settlement": pgettext_lazy("agreement", "Settlement in full"),
    "clause_full_settlement_not_applicable": pgettext_lazy("agreement", "Settlement in full"),
    "clause_clearance_letter": pgettext_lazy("agreement", "Letter that all is paid"),
    "clause_clearance_letter_not_applicable": pgettext_lazy("agreement", "Letter that all is paid"),
    "clause_breach": pgettext_lazy("agreement", "Breach"),
    "clause_cure": pgettext_lazy("agreement", "Putting a breach right"),
    "clause_variation": pgettext_lazy("agreement", "Changing this agreement"),
    "clause_life_events": pgettext_lazy("agreement", "When life changes"),
    "clause_review": pgettext_lazy("agreement", "Looking at the budget again"),
    "clause_limitation": pgettext_lazy("agreement", "Time to claim in court"),
    "clause_confirmation": pgettext_lazy("agreement", "Confirmation by a court"),
    "clause_confidential": pgettext_lazy("agreement", "Confidentiality"),
    "clause_no_hidden_charges": pgettext_lazy("agreement", "No other charges"),
    "clause_guarantor": pgettext_lazy("agreement", "Guarantor"),
    "clause_not_bound": pgettext_lazy("agreement", "Who is not bound"),
    "clause_effect": pgettext_lazy("agreement", "Taking effect"),
    "clause_languages": pgettext_lazy("agreement", "Languages"),
}

# Each column: the fact that fills it, and its heading.
TABLES: Final[Mapping[str, tuple[tuple[str, object], ...]]] = {
    "clause_parties": (
        ("roles", pgettext_lazy("agreement", "Role")),
        ("names", pgettext_lazy("agreement", "Name")),
        ("marks", pgettext_lazy("agreement", "Number (partly hidden)")),
    ),
    "clause_loans": (
        ("contracts", pgettext_lazy("agreement", "Contract")),
        ("products", pgettext_lazy("agreement", "Product")),
        ("contract_dates", pgettext_lazy("agreement", "Date of the contract")),
    ),
    "clause_claim": (
        ("buckets", pgettext_lazy("agreement", "Part")),
        ("amounts", pgettext_lazy("agreement", "Amount")),
    ),
    "clause_waiver": (
        ("buckets", pgettext_lazy("agreement", "Part")),
        ("amounts", pgettext_lazy("agreement", "Amount")),
    ),
    "clause_treatment": (
        ("buckets", pgettext_lazy("agreement", "Part")),
        ("upfront", pgettext_lazy("agreement", "Paid at once")),
        ("financed", pgettext_lazy("agreement", "Becomes new principal")),
        ("carried", pgettext_lazy("agreement", "Spread over the instalments, without interest")),
        ("first", pgettext_lazy("agreement", "With the first instalment, without interest")),
    ),
    "clause_schedule": (
        ("due", pgettext_lazy("agreement", "Due on")),
        ("principal", pgettext_lazy("agreement", "Principal")),
        ("interest", pgettext_lazy("agreement", "Interest")),
        ("carried", pgettext_lazy("agreement", "Earlier debts")),
        ("amounts", pgettext_lazy("agreement", "To pay")),
    ),
}
