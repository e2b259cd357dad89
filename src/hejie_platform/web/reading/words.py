"""What the values of a contract and the entries of a credit report are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

FIELDS: Words = {
    "lender": _("Lender in the contract"),
    "contract_no": _("Number of the contract"),
    "principal": _("Amount of the loan"),
    "annual_rate": _("Yearly rate"),
    "monthly_rate": _("Monthly rate"),
    "daily_rate": _("Daily rate"),
    "months": _("Term in months"),
    "instalments": _("Number of instalments"),
    "method": _("Way of repaying"),
    "signed_on": _("Day of signing"),
    "start": _("First day of the loan"),
    "end": _("Last day of the loan"),
    "upfront_fee": _("Fee taken when the loan is paid out"),
    "monthly_fee": _("Fee with each instalment"),
    "penalty_uplift": _("Raise of the rate when late"),
    "penalty_rate_daily": _("Penalty for each late day"),
    "lender_code": _("Company number of the lender"),
}
HOW: Words = {
    "taken": _("Confirmed"),
    "corrected": _("Corrected"),
    "skipped": _("Left out"),
}
ENTRY_KINDS: Words = {
    "instalment": _("Loan in instalments"),
    "revolving": _("Credit line"),
    "card": _("Credit card"),
    "guarantee": _("Guarantee for somebody"),
}
ENTRY_STATES: Words = {
    "open": _("running"),
    "settled": _("paid off"),
    "closed": _("closed"),
    "unused": _("not used"),
    "bad_debt": _("written off as bad debt"),
    "transferred": _("sold to another creditor"),
}
WHY: Words = {
    "too_slow": _("took too long"),
    "fallen": _("could not be opened"),
}
CHANNELS: Words = {
    "own": _("The lender lent its own money directly"),
    "platform": _("A platform or an app stood between"),
}
