"""Dated rules with their sources, the checks that read them, and lenders' policies.

>>> from datetime import date
>>> from fractions import Fraction
>>> pack = load_pack("cn")
>>> loan = PlanFacts(kind="restructure", lender_type="private", channel="own", plan_on=date(2026, 1, 5),
...                  contract_on=date(2024, 8, 15), annual_rate=Fraction(1341, 10000))
>>> [(finding.verdict, finding.code, finding.facts["limit_rate"]) for finding in check_caps(loan, pack=pack)]
[('block', 'cap_rate_over', '0.134')]
"""

from hejie.rules.agreement_checks import (
    check_amendment,
    check_confirmation,
    check_limitation,
    confirmation_reminders,
)
from hejie.rules.book import Coverage, Omission, countries, coverage, seams_in
from hejie.rules.caps import caps_for, check_caps, limit_of
from hejie.rules.complaint_clocks import PERIODS, LastDay, complaint_due
from hejie.rules.contact_checks import CHANNELS as CONTACT_CHANNELS
from hejie.rules.contact_checks import CONDUCT, REACHED, Contact, check_contact
from hejie.rules.cost import effective_rate, nominal_rate, overpaid_minor, rate_fact
from hejie.rules.credit import CREDIT_KINDS, credit_effect
from hejie.rules.facts import (
    CHANNELS,
    LENDER_TYPES,
    AgreementFacts,
    Change,
    Flow,
    Guarantor,
    LimitationFacts,
    PlanFacts,
    Segment,
)
from hejie.rules.pack import LawPack, build_pack, load_pack
from hejie.rules.plan import PLAN_CHECKS, check_plan
from hejie.rules.policy import (
    MOST_INSTALMENTS,
    AgreementTerms,
    Authority,
    Levers,
    PolicyPack,
    Private,
    Published,
    Refusal,
    Share,
    Whole,
)
from hejie.rules.policy_law import check_policy
from hejie.rules.policy_parse import EXAMPLES, example_policy, parse_policy
from hejie.rules.seams import Seam
from hejie.rules.values import Cap, Finding, Row, Rule, Unknown

__all__ = [
    "CHANNELS",
    "CONDUCT",
    "CONTACT_CHANNELS",
    "CREDIT_KINDS",
    "EXAMPLES",
    "LENDER_TYPES",
    "MOST_INSTALMENTS",
    "PERIODS",
    "PLAN_CHECKS",
    "REACHED",
    "AgreementFacts",
    "AgreementTerms",
    "Authority",
    "Cap",
    "Change",
    "Contact",
    "Coverage",
    "Finding",
    "Flow",
    "Guarantor",
    "LastDay",
    "LawPack",
    "Levers",
    "LimitationFacts",
    "Omission",
    "PlanFacts",
    "PolicyPack",
    "Private",
    "Published",
    "Refusal",
    "Row",
    "Rule",
    "Seam",
    "Segment",
    "Share",
    "Unknown",
    "Whole",
    "build_pack",
    "caps_for",
    "check_amendment",
    "check_caps",
    "check_confirmation",
    "check_contact",
    "check_limitation",
    "check_plan",
    "check_policy",
    "complaint_due",
    "confirmation_reminders",
    "countries",
    "coverage",
    "credit_effect",
    "effective_rate",
    "example_policy",
    "limit_of",
    "load_pack",
    "nominal_rate",
    "overpaid_minor",
    "parse_policy",
    "rate_fact",
    "seams_in",
]
