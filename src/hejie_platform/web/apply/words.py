"""What the lists of an application are called: causes, papers, tracks, methods, changes, consent items.

Codes come from `intake/facts/lists.toml`; a test demands a word for each.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

CAUSES: Words = {
    "job_lost": _("I lost my job"),
    "income_fell": _("My pay was cut, or my income fell"),
    "illness": _("Illness, mine or in the family"),
    "accident": _("An accident"),
    "business_fell": _("My business earns much less"),
    "disaster": _("A natural disaster or another sudden event"),
    "family_change": _("The family changed: a separation, a death, a birth"),
    "care_duty": _("I have to care for somebody"),
    "over_borrowed": _("I borrowed more than I can carry"),
    "wrong_amount": _("The amount that is asked for is not right"),
    "not_informed": _("I was not told, or did not understand, what I signed"),
    "other": _("Something else"),
}

PAPERS: Words = {
    "wallet_statement": _("Statement of Alipay or WeChat Pay, six months"),
    "bank_statement": _("Bank statement, six months"),
    "income_statement": _("Payslips or another proof of income"),
    "dismissal_or_registration": _("Dismissal letter or unemployment registration"),
    "medical_record": _("Medical record"),
    "medical_bill": _("Medical bill"),
    "accident_report": _("Accident report"),
    "sales_statement": _("Sales of the business, by month"),
    "tax_or_platform_statement": _("Tax return or statement of the sales platform"),
    "disaster_certificate": _("Certificate of the disaster"),
    "family_document": _("Family document: divorce, death, birth"),
    "contract": _("Loan contract"),
    "repayment_record": _("Record of repayments"),
    "collection_notice": _("Letters or messages of a collector"),
    "credit_report": _("Credit report"),
    "other_paper": _("Something else"),
}

FORECAST: Words = {
    "low": _("The lowest figures"),
    "expected": _("The likeliest figures"),
    "high": _("The highest figures"),
}

TRACKS: Words = {
    "ability": _("Ability to pay"),
    "contract": _("The contract or the amount"),
    "information": _("Not informed"),
}

METHODS: Words = {
    "equal_instalment": _("The same amount every month"),
    "equal_principal": _("The same principal every month, less and less interest"),
    "interest_only": _("Interest first, the principal at the end"),
    "bullet": _("Everything at the end"),
    "daily_interest": _("Interest by the day, repay when you like"),
}

PURPOSES: Words = {"consumption": _("For my own life"), "business": _("For my business")}

CHANGES: Words = {
    "income_up": _("I earn more"),
    "income_down": _("I earn less"),
    "job_found": _("I found work"),
    "illness": _("Illness or accident"),
    "family": _("Something in the family"),
    "moved": _("I moved, or can be reached otherwise"),
    "new_debt": _("A new debt or a new demand"),
    "other": _("Something else"),
}

SHEET: Words = {
    "name_and_contact": _("Your name, and how to reach you"),
    "hardship": _("What happened, since when, and when you hope it gets better"),
    "own_loans": _("Your loans with this lender, as you told them"),
    "budget_totals": _("The totals of your household budget"),
    "other_debts_total": _("One total of all your other debts, naming nobody"),
    "story_words": _("Your story in your own words"),
    "papers": _(
        "Papers that you handed in, as pictures to look at. Not statements of accounts, not one row of them: of those a lender sees only the standard statement, where you give it. Not your credit report, and no contract with another lender"
    ),
}

# What says in which currency a statement is, where it is not its bank or the file itself in so many words.
CURRENCY_BY: Words = {
    "amount": _("As the mark beside the amounts says."),
    "words": _("The file does not say it; its columns are named in Chinese."),
    "person": _("As you said when you named the columns."),
    "household": _("The file does not say it; it is the money of the country of your case."),
}

SOURCES: Words = {
    "alipay_app": _("Alipay app statement"),
    "alipay_web": _("Alipay web statement"),
    "wechat": _("WeChat Pay statement"),
    "meituan": _("Meituan statement"),
    "alipay_proof": _("Alipay proof of transactions"),
    "wechat_proof": _("WeChat Pay proof of transactions"),
    "icbc": _("ICBC account statement"),
    "icbc_card": _("ICBC credit card statement"),
    "ccb": _("CCB account statement"),
    "cmb": _("CMB account statement"),
    "cmb_card": _("CMB credit card statement"),
    "abc": _("ABC account statement"),
    "boc": _("BOC account statement"),
    "boc_card": _("BOC credit card statement"),
    "bocom": _("BOCOM account statement"),
    "bocom_card": _("BOCOM credit card statement"),
    "cmbc": _("CMBC account statement"),
    "spdb": _("SPDB account statement"),
    "citic": _("CITIC account statement"),
    "citic_card": _("CITIC credit card statement"),
    "cgb": _("CGB account statement"),
    "cgb_card": _("CGB credit card statement"),
    "mybank": _("MYbank account statement"),
    "jd": _("JD statement"),
    "bank_account": _("Bank account statement"),
    "psbc_card": _("PSBC credit card statement"),
    "cmbc_card": _("CMBC credit card statement"),
    "spdb_card": _("SPDB credit card statement"),
    "abc_card": _("ABC credit card statement"),
    "cib_card": _("CIB credit card statement"),
    "ccb_card": _("CCB credit card statement"),
    "pingan_bank": _("Ping An account statement"),
    "bank_card": _("Credit card statement"),
    "mapped": _("Statement with columns that you named"),
}

PAPER_STATES: Words = {
    "stored": _("Handed in"),
    "needs_password": _("Needs its password"),
    "needs_columns": _("Needs a word on its columns"),
    "waiting": _("Waits to be read"),
    "reading": _("Is being read"),
    "refused": _("Not taken"),
    "stopped": _("Stopped"),
    "read": _("Read"),
    "not_read": _("Handed in"),
}


# What a column of an unknown statement may mean, in the order in which people look for it.
COLUMN_FIELDS: Words = {
    "occurred_at": _("The day"),
    "time": _("The time of day"),
    "amount": _("The amount"),
    "amount_in": _("The amount that came in"),
    "amount_out": _("The amount that went out"),
    "direction": _("Whether it came in or went out"),
    "counterparty_name": _("Who it was with"),
    "counterparty_account": _("The account it was with"),
    "narration": _("What it was for"),
    "category_raw": _("The kind of booking"),
    "balance_after": _("The balance afterwards"),
    "status_raw": _("The state"),
    "external_id": _("The number of the transaction"),
    "note": _("A note"),
}

COLUMN_SIGNS: Words = {
    "signed": _("A minus stands before what went out"),
    "by_direction": _("A column says whether it came in or went out"),
    "two_columns": _("One column for what came in, one for what went out"),
    "owed": _("A credit card: what was spent stands without a sign"),
}


def choices(words: Words, codes: tuple[str, ...] | None = None) -> list[tuple[str, str | Promise]]:
    """The words as choices of a form, in the order of `codes`."""
    return [(code, words[code]) for code in (codes or tuple(words))]


# is there a business with costs, and is the month short of money -> the month in one sentence
MONTH: Mapping[tuple[bool, bool], str | Promise] = {
    (False, False): _("{income} come in, {living} are kept for living, {rest} are left each month."),
    (True, False): _(
        "{income} come in after the costs of the business, {living} are kept for living, {rest} are left each month."
    ),
    (False, True): _("{income} come in, {living} are needed for living: {rest} are missing each month."),
    (True, True): _(
        "{income} come in after the costs of the business, {living} are needed for living: {rest} are missing each month."
    ),
}
# The same where it is the answer to what can be paid: is there a business with costs -> what is left, for whom.
MONTH_FOR_LENDERS: Mapping[bool, str | Promise] = {
    False: _(
        "{income} come in, {living} are kept for living: about {rest} are left each month, for all lenders together."
    ),
    True: _(
        "{income} come in after the costs of the business, {living} are kept for living: about {rest} are left each month, for all lenders together."
    ),
}
