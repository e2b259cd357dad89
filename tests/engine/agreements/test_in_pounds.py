"""The British law pack carries one agreement from the first question to the last payment, in pounds."""

import tomllib
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hejie import agreements, plans, rules
from hejie.cli import sentences

UK = rules.load_pack("uk")
START = date(2026, 6, 1)


def policy() -> rules.PolicyPack:
    """A British lender's policy: the example's levers, no interest on arrears, its own country and money."""
    mapping: dict[str, Any] = rules.example_policy("example_bank")
    mapping["policy"] |= {"code": "british_bank", "country": "uk", "currency": "GBP"}
    mapping["published"]["levers"]["annual_rate"] = {"least": "0", "most": "0.12", "step": "0.06"}
    found, faults = rules.parse_policy(mapping)
    assert found, faults
    assert rules.check_policy(found, pack=UK) == ()
    return found


def means(minor: int) -> Any:
    class Means:
        disposable_minor = minor

    return Means()


@pytest.fixture(scope="module")
def tried() -> plans.Evaluation:
    """5,000.00 pounds overdue, 200.00 a month: the first plan of the lender's own menu, thirty months without interest."""
    claim = plans.claim_of(
        plans.Asked(cause="job_lost", balance_minor=500_000, monthly_minor=20_000, days_overdue=60),
        currency="GBP",
    )
    under = [plans.LoanFacts("bank", contract_on=date(2024, 3, 1))]
    menu = plans.menu(claim, policy=policy(), pack=UK, start=START, budget=means(20_000), under=under)
    chosen = menu.options[0]
    return plans.evaluate(
        chosen.package,
        claim,
        start=START,
        under=under,
        pack=UK,
        budget=means(20_000),
        policy=policy(),
    )


@pytest.fixture(scope="module")
def terms(tried: plans.Evaluation) -> agreements.Terms:
    deal = agreements.Deal(
        parties=(
            agreements.Party("borrower", "Borrower A", "AB12****C"),
            agreements.Party("lender", "Lender B", "0123****"),
        ),
        loans=(
            agreements.NamedLoan(
                "UK-1", "personal loan", date(2024, 3, 1), Fraction("0.12"), date(2027, 3, 1)
            ),
        ),
        claim_on=START,
        start=START,
        sign_by=START + timedelta(days=10),
    )
    options = agreements.Options(
        payee="Lender B",
        channel="bank transfer",
        account_mark="20-00-00 **** 5678",
        standing=policy().published.agreement,
        credit_report="agreed",
        full_settlement="agreed",
        clearance_letter="agreed",
    )
    drawn, faults = agreements.draw_up(tried, deal=deal, options=options, pack=UK)
    assert drawn, faults
    return drawn


def test_a_visitor_is_answered_by_the_lenders_policy_and_british_law() -> None:
    loan = plans.ToldLoan(
        lender="british_bank",
        balance_minor=500_000,
        monthly_minor=20_000,
        days_overdue=60,
        last_event_on=date(2026, 4, 1),
    )
    (found,) = plans.stand(
        plans.Told("job_lost", (loan,)), policies={"british_bank": policy()}, pack=UK, day=START
    )
    assert (found.verdict, found.law) == ("likely", "uk 2026.11")
    (limit,) = found.findings
    assert (limit.facts["expires_on"], limit.rule_ids) == ("2032-04-01", ("UK-LIM-01",))
    said = sentences.sentence(limit.code, limit.facts)
    assert said.startswith("Until 2032-04-01 this debt can be claimed in court.")


def test_the_plan_is_in_pounds_affordable_and_lawful(tried: plans.Evaluation) -> None:
    assert (tried.claim.currency, tried.schedule.currency) == ("GBP", "GBP")
    assert tried.is_lawful
    assert tried.is_affordable
    assert {one.law for one in tried.findings} == {"uk 2026.11"}
    assert {rule for one in tried.findings for rule in one.rule_ids} <= set(UK.rules)


def test_a_schedule_that_does_not_sum_is_stopped_in_britain_too(tried: plans.Evaluation) -> None:
    facts = rules.PlanFacts(
        "restructure", "bank", "own", START, agreed_principal_minor=100, principal_parts=(50, 49)
    )
    (found,) = rules.check_plan(facts, pack=UK)
    assert (found.code, found.rests_on, found.stops_signing) == ("schedule_differs", "platform", True)


def test_the_agreement_is_drawn_up_under_british_law(
    terms: agreements.Terms, tried: plans.Evaluation
) -> None:
    assert terms.terms_json["law"]["country"] == "uk"
    assert terms.terms_json["claim"]["currency"] == "GBP"
    assert agreements.package_of(terms.terms_json) == tried.package
    by_code = {clause.code: clause for clause in terms.clauses}
    assert by_code["clause_limitation"].facts["years"] == 6
    assert "clause_confirmation" not in by_code  # no court confirms such an agreement there
    assert not [one for one in terms.findings if one.stops_signing]


def test_vague_words_and_promises_are_refused_in_english(terms: agreements.Terms) -> None:
    change = rules.Change("annual_rate", "0.12", "0", START)
    for words, code in (
        ("to be agreed", "amendment_phrase_unclear"),
        ("we erase your credit record", "credit_promise_found"),
    ):
        found = rules.check_amendment(rules.AgreementFacts((change,), {}, (words,)), pack=UK, day=START)
        assert ("block", code) in [(one.verdict, one.code) for one in found]


def test_it_is_paid_to_the_last_penny(terms: agreements.Terms) -> None:
    owed = [one for one in terms.obligations if one.kind in ("instalment", "upfront")]
    paid = [agreements.Payment(one.due_on, one.amount_minor) for one in owed]
    rule = agreements.BreachRule(grace_days=5, cure_days=15, least_partial_share=Fraction(1, 2))
    last = max(one.due_on for one in owed)
    done = agreements.performance_at(terms.obligations, paid, last, rule=rule)
    missed = agreements.performance_at(terms.obligations, paid[:-1], last + timedelta(days=6), rule=rule)
    assert not done.is_in_breach
    assert missed.is_in_breach


def test_the_wording_of_its_clauses_is_there_in_english(root: Any, terms: agreements.Terms) -> None:
    file = root / "src/hejie_platform/agreements/document/en.toml"
    said = tomllib.loads(file.read_text(encoding="utf-8"))["clauses"]
    assert {clause.code for clause in terms.clauses} <= set(said)


def test_collection_rests_while_breathing_space_runs() -> None:

    london = ZoneInfo("Europe/London")
    opened = date(2026, 6, 1)
    for day, codes in ((date(2026, 7, 31), ["contact_while_resting"]), (date(2026, 8, 1), [])):
        at = datetime(day.year, day.month, day.day, 10, tzinfo=london)
        contact = rules.Contact(at=at, channel="call", breathing_since=opened)
        assert [one.code for one in rules.check_contact(contact, pack=UK)] == codes
