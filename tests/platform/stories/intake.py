"""A case brought by real actions from its first page to open talks.

    held = draft_case(cast, now=NOW)                # empty
    held = filled_case(cast, now=NOW)               # story, two loans, papers, budget, wish, consents
    held = submitted_case(cast, now=NOW)
    held = open_case(cast, now=NOW)                 # in the borrower's hands; negotiations with bank and microloan
    returned_case(cast, now=NOW); declined_case(cast, now=NOW)

Each story takes who= (the borrower) and creditors= (the lenders of its loans).
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType

from hejie.budget import ForecastMonth
from hejie.statements import specimens
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake import access, actions
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.facts.fields import Given
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem
from hejie_platform.people.models import Organisation, User
from tests.platform.cast import Cast
from tests.platform.stories import pictures

new_id = uuid.uuid4
CAUSE = "income_fell"
LOAN = {
    "app_name": "Sampleloan",
    "contract_number": "HT-2025-0001",
    "purpose": "consumption",
    "method": "equal_instalment",
    "principal_minor": 6_000_000,
    "balance_minor": 5_600_000,
    "annual_rate": "0.144",
    "instalment_minor": 287_800,
    "instalments": 24,
    "contract_on": date(2026, 1, 10),
    "matures_on": date(2028, 1, 10),
    "overdue_since": date(2026, 9, 10),
}


def hold(person: User, case_id: uuid.UUID, now: datetime) -> HeldCase:
    """The case afresh in the borrower's hands."""
    return access.application_for(person, Case.objects.get(pk=case_id).ref, now=now)


def draft_case(cast: Cast, *, now: datetime, who: User | None = None, country: str = "") -> HeldCase:
    """An application just begun, under this country's law."""
    person = who or cast.borrower
    done = actions.open_application(person, country=country, now=now, action_id=new_id())
    return hold(person, done.subject, now)


def filled_case(
    cast: Cast,
    *,
    now: datetime,
    who: User | None = None,
    creditors: Sequence[Organisation] | None = None,
    statement: bytes | None = None,
    country: str = "",
    budget: Mapping[str, int] = MappingProxyType({"income_salary": 680_000, "essential_housing": 220_000}),
    forecast: Sequence[ForecastMonth] = (),
) -> HeldCase:
    """An application with everything that its checklist asks for, not yet handed in."""
    held = draft_case(cast, now=now, who=who, country=country)
    lenders = (cast.bank, cast.microloan) if creditors is None else tuple(creditors)
    tell_story(held, now=now)
    for lender in lenders:
        add_loan(held, lender, now=now)
    hand_in_papers(held, statement=statement, now=now)
    _again(actions.save_budget, held, Given(dict(budget)), now=now)
    if forecast:
        _again(actions.save_forecast, held, months=forecast, papers=(), words="", now=now)
    _again(
        actions.save_wish,
        held,
        Given({"monthly_minor": 150_000, "instalments": 36, "wants_penalty_waived": True}),
        now=now,
    )
    for lender in lenders:
        consent(held, lender, now=now)
    return hold(held.user, held.case.pk, now)


def tell_story(held: HeldCase, *, now: datetime, cause: str = CAUSE) -> None:
    """Cause, dates, words and household."""
    told = {
        "cause": cause,
        "since_on": date(2026, 8, 1),
        "recovery_on": date(2027, 3, 1),
        "words": "Orders halved.",
        "household_adults": 2,
        "household_children": 1,
    }
    _again(actions.save_story, held, Given(told), now=now)


def add_loan(held: HeldCase, lender: Organisation, *, now: datetime, **told: object) -> ClaimedLoan:
    """One loan of this lender, with everything known unless told otherwise."""
    _again(actions.add_loan, held, Given({**LOAN, "creditor": lender, **told}), now=now)
    return ClaimedLoan.objects.filter(case=held.case).latest("id")


def hand_in_papers(held: HeldCase, *, now: datetime, statement: bytes | None = None) -> None:
    """Proof that the income fell, and a bank statement that a person looks at; or this wallet statement, read."""
    put = partial(actions.hand_in, held, now=now)
    put(pictures.png(), kind="income_statement", filename="pay.png", action_id=new_id())
    if statement is None:
        put(pictures.pdf(), kind="bank_statement", filename="bank.pdf", action_id=new_id())
    else:
        put(statement, kind="wallet_statement", filename="wallet.csv", action_id=new_id())


UNKNOWN = "河边信用社\n日子,干什么,进出,钱数\n2026-10-01,领工钱,进,8000.00\n2026-10-02,买米,出,35.50\n"


def hand_in_unknown(held: HeldCase, *, now: datetime) -> EvidenceItem:
    """A statement of a small house whose columns nobody knows yet."""
    held.case.refresh_from_db()
    done = actions.hand_in(
        held, UNKNOWN.encode(), kind="bank_statement", filename="river.csv", now=now, action_id=new_id()
    )
    return EvidenceItem.objects.get(ref=done.entry.facts["paper"])


def six_months(now: datetime) -> bytes:
    """An employee's wallet statement of the last six whole months."""
    return specimens.alipay(specimens.EMPLOYEE, until=clock.legal_day(now))


def consent(
    held: HeldCase, lender: Organisation, *, now: datetime, items: Sequence[str] | None = None
) -> None:
    """The whole sheet for this lender, for a year."""
    _again(
        actions.give_consent,
        held,
        lender,
        items=tuple(LISTS.sheet.items if items is None else items),
        until_day=clock.legal_day(now) + timedelta(days=365),
        now=now,
    )


def submitted_case(cast: Cast, *, now: datetime, **story: object) -> HeldCase:
    """Handed in, waiting for the desk."""
    held = filled_case(cast, now=now, **story)
    actions.submit(held, legal_notice_seen=True, seen_version=held.case.version, now=now, action_id=new_id())
    return hold(held.user, held.case.pk, now)


def at_desk(cast: Cast, held: HeldCase, *, now: datetime) -> HeldCase:
    """The same case in the reviewer's hands."""
    return access.desk_case_for(cast.reviewer, held.case.ref, now=now)


def open_case(cast: Cast, *, now: datetime, **story: object) -> HeldCase:
    """Admitted: one negotiation waits for each lender here. In the borrower's hands."""
    held = submitted_case(cast, now=now, **story)
    desk = at_desk(cast, held, now=now)
    actions.admit(
        desk,
        parties_confirmed=True,
        content_confirmed=True,
        cause=CAUSE,
        track="ability",
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    return hold(held.user, held.case.pk, now)


def returned_case(cast: Cast, *, now: datetime, **story: object) -> HeldCase:
    """Sent back for a medical bill."""
    held = submitted_case(cast, now=now, **story)
    desk = at_desk(cast, held, now=now)
    line = {"code": "missing_paper_medical_bill", "section": "paper", "ref": "medical_bill", "facts": {}}
    actions.send_back(
        desk,
        missing=[line],
        words="Please look.",
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    return hold(held.user, held.case.pk, now)


def declined_case(cast: Cast, *, now: datetime, **story: object) -> HeldCase:
    """Closed as not accepted, because no lender here is concerned."""
    held = submitted_case(cast, now=now, **story)
    desk = at_desk(cast, held, now=now)
    actions.decline(
        desk, reason="decline_no_lender_here", seen_version=desk.case.version, now=now, action_id=new_id()
    )
    return hold(held.user, held.case.pk, now)


def negotiation_with(held: HeldCase, lender: Organisation) -> Negotiation:
    """The talks of this case with one lender."""
    return Negotiation.objects.get(case=held.case, creditor=lender)


def _again(action, held: HeldCase, *given: object, now: datetime, **more: object) -> None:
    """Take an action of the borrower at the version that the case has now."""
    held.case.refresh_from_db()
    action(held, *given, seen_version=held.case.version, now=now, action_id=new_id(), **more)
