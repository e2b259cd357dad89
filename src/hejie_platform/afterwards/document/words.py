"""Words that several papers use: kinds of papers, buckets, ways of repaying. The same words as on the pages."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

KINDS: Final[Words] = {
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
    "receipt": _("Receipt of a payment"),
}
METHODS: Final[Words] = {
    "equal_instalment": _("The same amount every month"),
    "equal_principal": _("The same principal every month, less and less interest"),
    "interest_only": _("Interest first, the principal at the end"),
    "bullet": _("Everything at the end"),
    "daily_interest": _("Interest by the day, repay when you like"),
}
BUCKETS: Final[Words] = {
    "normal_principal": _("Principal not yet due"),
    "overdue_principal": _("Overdue principal"),
    "normal_interest": _("Interest not yet due"),
    "overdue_interest": _("Overdue interest"),
    "penalty_interest": _("Penalty interest"),
    "compound_interest": _("Compound interest"),
    "liquidated_damages": _("Liquidated damages"),
    "recovery_costs": _("Costs of recovery"),
    "service_fees": _("Service fees"),
    "guarantee_fees": _("Guarantee fees"),
}
