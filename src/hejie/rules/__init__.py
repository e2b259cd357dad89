"""Dated rules with their sources, the checks that read them, and lenders' policies.

>>> from datetime import date
>>> from fractions import Fraction
>>> pack = load_pack("cn")
>>> loan = PlanFacts(kind="restructure", lender_type="private", channel="own", plan_on=date(2026, 1, 5),
...                  contract_on=date(2024, 8, 15), annual_rate=Fraction(1341, 10000))
>>> [(finding.verdict, finding.code, finding.facts["limit_rate"]) for finding in check_caps(loan, pack=pack)]
[('block', 'cap_rate_over', '0.134')]
"""

from hejie.rules.caps.batch import SCALE, check_plans, worst
from hejie.rules.caps.columns import PlanColumns, columns
from hejie.rules.caps.cost import effective_rate, nominal_rate, overpaid_minor, rate_fact
from hejie.rules.caps.limits import caps_for, check_caps, limit_of
from hejie.rules.caps.which_cap import CapAnswer, which_caps
from hejie.rules.checks.abroad_checks import ReliefFacts, check_relief_fee, check_shown_rate, shown_rate
from hejie.rules.checks.agreement_checks import (
    check_amendment,
    check_confirmable,
    check_confirmation,
    check_limitation,
    confirmation_reminders,
)
from hejie.rules.checks.complaint_checks import ComplaintFacts, check_complaint
from hejie.rules.checks.contact import Contact
from hejie.rules.checks.contact_checks import CHANNELS as CONTACT_CHANNELS
from hejie.rules.checks.contact_checks import CONDUCT, REACHED, check_contact
from hejie.rules.checks.credit import CREDIT_KINDS, credit_effect
from hejie.rules.checks.disclosure_checks import CostItem, CostTable, DisclosureFacts, check_cost_table
from hejie.rules.checks.export_checks import ExportFacts, ExportItem, check_export
from hejie.rules.checks.facts import (
    CHANNELS,
    LENDER_TYPES,
    AgreementFacts,
    Change,
    ConfirmationFacts,
    Flow,
    Guarantor,
    LimitationFacts,
    PlanFacts,
    Segment,
)
from hejie.rules.checks.fairness_checks import DecisionFacts, SharingFacts, check_decision, check_sharing
from hejie.rules.checks.findings import own_of
from hejie.rules.checks.numbers_checks import check_company_code, check_resident_id
from hejie.rules.checks.observation import Repaid, observe
from hejie.rules.checks.payment_checks import Debt, PaymentFacts, check_allocation
from hejie.rules.checks.plan import PLAN_CHECKS, check_plan
from hejie.rules.checks.routing import Route, RouteFacts, check_route, routes
from hejie.rules.checks.signing_checks import SignatureFact, SigningFacts, check_signatures
from hejie.rules.checks.table import CHECKS, Check, check_all, check_named
from hejie.rules.checks.word_checks import check_words
from hejie.rules.clocks.complaints import PERIODS, complaint_due
from hejie.rules.clocks.ends import LastDay, clock_end, period_end
from hejie.rules.packs.book import Coverage, Omission, countries, coverage, pack_with, seams_in
from hejie.rules.packs.cards import RuleCard, card
from hejie.rules.packs.pack import LawPack, build_pack, load_pack, read_pack
from hejie.rules.packs.seams import Seam
from hejie.rules.packs.values import Cap, Clock, Finding, HelpLine, Row, Rule, Unknown, Value, Way
from hejie.rules.policies.policy import (
    MOST_INSTALMENTS,
    AgreementTerms,
    Authority,
    Levers,
    PolicyPack,
    Private,
    Published,
    Refusal,
    Shapes,
    Share,
    Whole,
)
from hejie.rules.policies.policy_changes import Changed, policy_changes, policy_fields
from hejie.rules.policies.policy_cite import Citation, cite_refusal, in_force
from hejie.rules.policies.policy_law import check_policy
from hejie.rules.policies.policy_parse import EXAMPLES, example_policy, parse_policy

__all__ = [
    "CHANNELS",
    "CHECKS",
    "CONDUCT",
    "CONTACT_CHANNELS",
    "CREDIT_KINDS",
    "EXAMPLES",
    "LENDER_TYPES",
    "MOST_INSTALMENTS",
    "PERIODS",
    "PLAN_CHECKS",
    "REACHED",
    "SCALE",
    "AgreementFacts",
    "AgreementTerms",
    "Authority",
    "Cap",
    "CapAnswer",
    "Change",
    "Changed",
    "Check",
    "Citation",
    "Clock",
    "ComplaintFacts",
    "ConfirmationFacts",
    "Contact",
    "CostItem",
    "CostTable",
    "Coverage",
    "Debt",
    "DecisionFacts",
    "DisclosureFacts",
    "ExportFacts",
    "ExportItem",
    "Finding",
    "Flow",
    "Guarantor",
    "HelpLine",
    "LastDay",
    "LawPack",
    "Levers",
    "LimitationFacts",
    "Omission",
    "PaymentFacts",
    "PlanColumns",
    "PlanFacts",
    "PolicyPack",
    "Private",
    "Published",
    "Refusal",
    "ReliefFacts",
    "Repaid",
    "Route",
    "RouteFacts",
    "Row",
    "Rule",
    "RuleCard",
    "Seam",
    "Segment",
    "Shapes",
    "Share",
    "SharingFacts",
    "SignatureFact",
    "SigningFacts",
    "Unknown",
    "Value",
    "Way",
    "Whole",
    "build_pack",
    "caps_for",
    "card",
    "check_all",
    "check_allocation",
    "check_amendment",
    "check_caps",
    "check_company_code",
    "check_complaint",
    "check_confirmable",
    "check_confirmation",
    "check_contact",
    "check_cost_table",
    "check_decision",
    "check_export",
    "check_limitation",
    "check_named",
    "check_plan",
    "check_plans",
    "check_policy",
    "check_relief_fee",
    "check_resident_id",
    "check_route",
    "check_sharing",
    "check_shown_rate",
    "check_signatures",
    "check_words",
    "cite_refusal",
    "clock_end",
    "columns",
    "complaint_due",
    "confirmation_reminders",
    "countries",
    "coverage",
    "credit_effect",
    "effective_rate",
    "example_policy",
    "in_force",
    "limit_of",
    "load_pack",
    "nominal_rate",
    "observe",
    "overpaid_minor",
    "own_of",
    "pack_with",
    "parse_policy",
    "period_end",
    "policy_changes",
    "policy_fields",
    "rate_fact",
    "read_pack",
    "routes",
    "seams_in",
    "shown_rate",
    "which_caps",
    "worst",
]
