"""What pages say of rows of statements: names of categories, why a row was read so, what is particular about it.

Codes come from the engine's data files; a test demands a word for each.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hejie import statements
from hejie_platform.intake.queries import RowLine
from hejie_platform.web.apply.words import Words

GROUPS: Words = {
    "income": gettext_lazy("Counted as income"),
    "spending": gettext_lazy("Counted as spending"),
    "debt": gettext_lazy("Counted as repayment of debts"),
    "not_counted": gettext_lazy("Not counted"),
}

CATEGORIES: Words = {
    "salary": gettext_lazy("Wages"),
    "business_receipts": gettext_lazy("Receipts of the business"),
    "platform_settlement": gettext_lazy("Settlement of a sales platform"),
    "benefits_pension": gettext_lazy("Benefits and pensions"),
    "rent_received": gettext_lazy("Rent received"),
    "interest": gettext_lazy("Interest received"),
    "other_regular": gettext_lazy("Other regular income"),
    "business_cost": gettext_lazy("Costs of the business"),
    "housing": gettext_lazy("Rent or housing loan"),
    "groceries": gettext_lazy("Food and household goods"),
    "utilities": gettext_lazy("Water, power, heating"),
    "telecom": gettext_lazy("Phone and internet"),
    "transport": gettext_lazy("Getting around"),
    "medical": gettext_lazy("Health"),
    "education": gettext_lazy("School and training"),
    "childcare_eldercare": gettext_lazy("Children and elders"),
    "insurance": gettext_lazy("Insurance"),
    "social_security": gettext_lazy("Social security"),
    "tax_and_fees": gettext_lazy("Taxes and public fees"),
    "maintenance_paid": gettext_lazy("Maintenance paid"),
    "dining": gettext_lazy("Eating out"),
    "shopping": gettext_lazy("Shopping"),
    "entertainment": gettext_lazy("Leisure"),
    "travel": gettext_lazy("Travel"),
    "gifts": gettext_lazy("Gifts"),
    "subscriptions": gettext_lazy("Subscriptions"),
    "donation": gettext_lazy("Donations"),
    "lottery": gettext_lazy("Lottery and games"),
    "bank_fees": gettext_lazy("Bank fees"),
    "cash_withdrawal": gettext_lazy("Cash drawn"),
    "personal_transfer_out": gettext_lazy("Sent to a person"),
    "unknown_out": gettext_lazy("Went out, purpose unknown"),
    "debt_repayment": gettext_lazy("Repayment of a debt"),
    "loan_proceeds": gettext_lazy("Money borrowed"),
    "failed_repayment": gettext_lazy("Repayment that failed"),
    "refund": gettext_lazy("Refund"),
    "own_transfer": gettext_lazy("My own transfer"),
    "investment": gettext_lazy("Savings and investments"),
    "personal_transfer_in": gettext_lazy("Received from a person"),
    "red_packet": gettext_lazy("Red packet"),
    "provident_fund_withdrawal": gettext_lazy("Housing fund withdrawn"),
    "unknown_in": gettext_lazy("Came in, origin unknown"),
    "wallet_copy": gettext_lazy("Also printed in another file"),
    "never_paid": gettext_lazy("Never paid"),
    "failed": gettext_lazy("Failed"),
    "neutral_other": gettext_lazy("Neither in nor out"),
}

# The groups of the budget's lines.
LINES: Words = {
    "income": gettext_lazy("Income"),
    "business": gettext_lazy("Costs of the business"),
    "essential": gettext_lazy("Necessary spending"),
    "discretionary": gettext_lazy("What can wait"),
    "debt": gettext_lazy("Repayment of debts today"),
    "savings": gettext_lazy("Put aside"),
}

# What people say most often of a line, first in the list; what only a machine can tell is not offered.
OFTEN = ("own_transfer", "loan_proceeds", "refund", "business_cost")
MACHINE_ONLY = frozenset(
    {"wallet_copy", "never_paid", "failed", "failed_repayment", "neutral_other", "unknown_in", "unknown_out"}
)
_ALWAYS = ("own_transfer", "investment")
_IN = ("loan_proceeds", "refund", "personal_transfer_in", "red_packet", "provident_fund_withdrawal")

FLAGS: Words = {
    "failed_repayment": gettext_lazy("A repayment failed"),
    "new_borrowing": gettext_lazy("New borrowing"),
    "refund_unmatched": gettext_lazy("Refund of an earlier payment"),
    "on_credit": gettext_lazy("Bought on credit: counts when repaid"),
    "lottery": gettext_lazy("Lottery and games"),
    "cash_withdrawal": gettext_lazy("Cash drawn"),
    "other_currency": gettext_lazy("Another currency"),
}

RULES: Words = {
    "refund_paired": gettext_lazy("It came back: paired with the payment."),
    "refund_unmatched": gettext_lazy("It came back for a payment outside these files."),
    "wallet_copy": gettext_lazy("The bank prints the same payment; it counts there."),
    "same_wallet": gettext_lazy("Another file of the same wallet prints this payment; it counts there."),
    "own_ends": gettext_lazy("Both ends are your own accounts."),
    "own_name": gettext_lazy("Your own name stands on the other side."),
    "other_currency": gettext_lazy("It is in another currency than the rest."),
    "state_failed": gettext_lazy("It says that the payment failed."),
    "state_closed": gettext_lazy("It says that it was never paid."),
    "state_waiting": gettext_lazy("It says that it waits for payment."),
    "state_no_money": gettext_lazy("It says that no money moved."),
}

WAYS: Words = {
    "in": gettext_lazy("in"),
    "out": gettext_lazy("out"),
    "neutral": gettext_lazy("moved"),
}


def choices(direction: str) -> list[tuple[str, list[tuple[str, object]]]]:
    """Categories that fit the way of the money, by group; what is said most often comes first."""
    fitting = [code for code in CATEGORIES if _fits(code, direction)]
    often = [code for code in OFTEN if code in fitting]
    groups = [(_("Often"), often)]
    known = statements.categories()
    for group, label in GROUPS.items():
        groups.append(
            (str(label), [code for code in fitting if known[code].group == group and code not in often])
        )
    return [(label, [(code, CATEGORIES[code]) for code in codes]) for label, codes in groups if codes]


def _fits(code: str, direction: str) -> bool:
    group = statements.categories()[code].group
    if code in MACHINE_ONLY:
        return False
    if code in _ALWAYS or direction == "neutral":
        return True
    inward = group == "income" or code in _IN
    return inward == (direction == "in")


def why(line: RowLine, *, is_desk: bool = False) -> str:
    """Why the row stands where it stands, in one sentence."""
    if line.change is not None:
        said = {
            "reviewer": _("Our reviewer said so: “{reason}”"),
            "borrower": _("The borrower said so: “{reason}”") if is_desk else _("You said so: “{reason}”"),
        }
        return said[line.change.side].format(reason=line.change.reason)
    if line.meaning.rule in RULES:
        return str(RULES[line.meaning.rule])
    if line.because:
        return _("Because it says “{word}”.").format(word=line.because)
    return _("Nothing printed says what it is.")
