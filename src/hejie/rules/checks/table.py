"""The table of all checks: number, name, what it looks at, and the parts that its findings may name.

    >>> from hejie import rules
    >>> rules.check_named("EXTENSION_VALID").number, rules.check_named("LOAN_TERM").name
    (9, 'CARD_PLAN_60')

The first twenty have fixed numbers; what came later is numbered on. `check_all` runs whatever the given facts allow and
answers with all findings at once. A check that a country's law book does not name says nothing about that country.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from hejie.rules.checks.abroad_checks import ReliefFacts, check_relief_fee
from hejie.rules.checks.agreement_checks import check_amendment, check_confirmable, check_limitation
from hejie.rules.checks.complaint_checks import ComplaintFacts, check_complaint
from hejie.rules.checks.contact import Contact
from hejie.rules.checks.contact_checks import check_contact
from hejie.rules.checks.disclosure_checks import DisclosureFacts, check_cost_table
from hejie.rules.checks.export_checks import ExportFacts, check_export
from hejie.rules.checks.facts import AgreementFacts, ConfirmationFacts, LimitationFacts, PlanFacts
from hejie.rules.checks.fairness_checks import DecisionFacts, SharingFacts, check_decision, check_sharing
from hejie.rules.checks.findings import own_of
from hejie.rules.checks.payment_checks import PaymentFacts, check_allocation
from hejie.rules.checks.plan import check_plan
from hejie.rules.checks.routing import RouteFacts, check_route
from hejie.rules.checks.signing_checks import SigningFacts, check_signatures
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `about` is plan, agreement, payment, contact, complaint, records, case or person; `parts` are the names
    that its findings carry where they are finer than its own."""

    number: int
    name: str
    about: str
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a finding of this check may carry."""
        return self.parts or (self.name,)


# In the order of their numbers: name, what it looks at, and the parts that its findings name.
_TABLE: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("CAP_PRIVATE", "plan", ()),
    ("CAP_LICENSED", "plan", ()),
    ("CAP_MICRO", "plan", ()),
    ("NO_HEAD_CUT", "plan", ()),
    ("PENALTY_UPLIFT", "plan", ()),
    ("ROLLUP_CAP", "plan", ()),
    ("ALLOCATION_ORDER", "payment", ()),
    ("SCHEDULE_EXACT", "plan", ()),
    ("EXTENSION_VALID", "plan", ()),
    ("CARD_PLAN_60", "plan", ("CARD_PLAN_60", "LOAN_TERM")),
    ("AMENDMENT_EXPLICIT", "agreement", ()),
    ("GUARANTOR_CONSENT", "plan", ()),
    ("COST_DISCLOSURE", "agreement", ()),
    ("ROUTE_AND_FEE", "case", ()),
    ("SIGNATURE_EFFECT", "agreement", ()),
    ("CONFIRM_WINDOW", "agreement", ()),
    ("CONFIDENTIAL_EXPORT", "records", ()),
    (
        "CONTACT",
        "contact",
        (
            "CONTACT_HOURS",
            "CONTACT_FREQUENCY",
            "CONTACT_THIRD_PARTY",
            "CONTACT_CONDUCT",
            "CONTACT_WORDS",
            "CONTACT_REST",
        ),
    ),
    ("COMPLAINT_CLOCK", "complaint", ()),
    ("LIMITATION_NOTICE", "agreement", ("LIMITATION_NOTICE", "CREDIT_PROMISE")),
    ("CAP", "plan", ()),
    ("CAP_CONSUMER_FINANCE", "plan", ()),
    ("CREDIT_RECORD", "plan", ()),
    ("AUTOMATED_REFUSAL", "person", ()),
    ("SEPARATE_CONSENT", "person", ()),
    ("OBSERVATION", "payment", ()),
    ("RESIDENT_ID", "person", ()),
    ("COMPANY_CODE", "person", ()),
    ("RELIEF_FEE", "case", ()),
    ("SHOWN_RATE", "plan", ()),
)

CHECKS: Final = tuple(
    Check(number, name, about, parts) for number, (name, about, parts) in enumerate(_TABLE, start=1)
)

# What each kind of facts is asked. Each runner takes the facts, the pack, the day, and all the other facts.
_Run = Callable[[Any, LawPack, date, tuple[object, ...]], Iterable[Finding]]
RUNS: Final[Mapping[type, _Run]] = MappingProxyType(
    {
        PlanFacts: lambda facts, pack, day, others: check_plan(facts, pack=pack),
        AgreementFacts: lambda facts, pack, day, others: check_amendment(facts, pack=pack, day=day),
        ConfirmationFacts: lambda facts, pack, day, others: check_confirmable(facts, pack=pack),
        LimitationFacts: lambda facts, pack, day, others: check_limitation(facts, pack=pack),
        DisclosureFacts: lambda facts, pack, day, others: check_cost_table(facts, pack=pack),
        SigningFacts: lambda facts, pack, day, others: check_signatures(facts, pack=pack),
        PaymentFacts: lambda facts, pack, day, others: check_allocation(facts, pack=pack),
        ExportFacts: lambda facts, pack, day, others: check_export(facts, pack=pack),
        RouteFacts: lambda facts, pack, day, others: check_route(facts, pack=pack),
        ComplaintFacts: lambda facts, pack, day, others: check_complaint(facts, pack=pack),
        DecisionFacts: lambda facts, pack, day, others: check_decision(facts, pack=pack),
        SharingFacts: lambda facts, pack, day, others: check_sharing(facts, pack=pack),
        ReliefFacts: lambda facts, pack, day, others: check_relief_fee(facts, pack=pack),
        Contact: lambda facts, pack, day, others: check_contact(
            facts, before=[one for one in others if isinstance(one, Contact)], pack=pack
        ),
    }
)


def check_all(given: Iterable[object], *, pack: LawPack, day: date) -> tuple[Finding, ...]:
    """Every finding about all these facts, in their order. TypeError for facts that no check reads."""
    facts = tuple(given)
    strange = [type(one).__name__ for one in facts if type(one) not in RUNS]
    if strange:
        raise TypeError(f"no check reads {', '.join(strange)}")
    found = (finding for one in facts for finding in RUNS[type(one)](one, pack, day, facts))
    return own_of(found, pack)


def check_named(name: str) -> Check:
    """The check that a finding's name belongs to. LookupError if there is none."""
    for check in CHECKS:
        if name == check.name or name in check.parts:
            return check
    raise LookupError(f"no check is called {name!r}")
