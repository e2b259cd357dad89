"""A new country is a folder: rules, cap, calendar, clocks, ways and checks as data, and no line of Python."""

import ast
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hejie import dates, plans, rules
from hejie.rules.checks import findings

DAY = date(2026, 5, 4)
FOLDER = {
    "pack.toml": """
[pack]
country = "tl"
version = "2026.1"
currency = "NZD"
zone = "Pacific/Auckland"
binding_language = "en"
""",
    "rules.toml": """
[[rule]]
id = "TL-1"
instrument = "测试法"
instrument_en = "Act of a test country"
article = "1"
says = "No loan costs more than 30 % a year."
says_zh = "贷款成本不得超过每年30%。"
from = 2020-01-01
applies_to = ["all_loans"]
force = "statute"
basis = "read_in_text"
source = "invented for a test"

[[rule.value]]
name = "cap"
value = "0.3"
unit = "per_year"

[[rule.value]]
name = "limitation_years"
value = 4
unit = "years"

[[rule.value]]
name = "answer_days"
value = 10
unit = "days"

[[rule.value]]
name = "period_end_moves_over_rest"
value = true
unit = "duty"

[[rule.value]]
name = "unclear_phrases"
value = ["by and by"]
unit = "phrases"
""",
    "tables.toml": """
[[cap]]
check = "CAP_LICENSED"
lender_types = ["bank"]
limit = { row = "cap" }
as_of = "plan"
strength = "block"
rules = ["TL-1"]

[[clock]]
name = "complaint_simple"
value = "answer_days"
starts = "complaint_received"
rolls = true

[[way]]
code = "court"
kind = "decision"
fee = "court_fee"
confirms = false
needs = ["need_identity"]
rules = ["TL-1"]

[checks]
CAP_LICENSED = ["TL-1"]
SCHEDULE_EXACT = ["TL-1"]
AMENDMENT_EXPLICIT = ["TL-1"]
LIMITATION_NOTICE = ["TL-1"]
COMPLAINT_CLOCK = ["TL-1"]
""",
    "calendar.toml": """
[calendar]
known_until = 2026-12-31
source = "invented for a test"

[[calendar.year]]
year = 2026
document = "none"
off = [2026-05-14]
worked = [2026-05-16]
""",
}


@pytest.fixture
def pack(tmp_path: Path) -> rules.LawPack:
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return rules.read_pack(tmp_path)


PLAN = rules.PlanFacts(
    kind="restructure",
    lender_type="bank",
    channel="own",
    plan_on=DAY,
    annual_rate=Fraction("0.3"),
    agreed_principal_minor=100,
    principal_parts=(60, 40),
)


@pytest.mark.parametrize(("rate", "verdict"), [("0.3", "pass"), ("0.3001", "block")])
def test_its_cap_is_checked_and_its_rules_are_cited(pack: rules.LawPack, rate: str, verdict: str) -> None:
    found = rules.check_plan(replace(PLAN, annual_rate=Fraction(rate)), pack=pack)
    assert [(one.check, one.verdict) for one in found] == [
        ("CAP_LICENSED", verdict),
        ("SCHEDULE_EXACT", "pass"),
    ]
    assert {one.rule_ids for one in found} == {("TL-1",)}
    assert {(one.rests_on, one.law) for one in found} == {("law", "tl 2026.1")}


def test_its_words_its_limitation_and_its_complaints_are_its_own(pack: rules.LawPack) -> None:
    change = rules.Change("annual_rate", "0.3", "0.2", DAY)
    (vague,) = rules.check_amendment(rules.AgreementFacts((change,), {}, ("by and by",)), pack=pack, day=DAY)
    assert (vague.code, vague.rule_ids) == ("amendment_phrase_unclear", ("TL-1",))
    (limit,) = rules.check_limitation(rules.LimitationFacts(DAY, DAY), pack=pack)
    assert (limit.facts["expires_on"], limit.rule_ids) == ("2030-05-04", ("TL-1",))
    (due,) = rules.check_complaint(rules.ComplaintFacts(received_on=DAY, day=DAY), pack=pack)
    assert due.facts["due_on"] == "2026-05-15"  # the tenth day is a day of rest


def test_its_working_days_and_ways_are_its_own(pack: rules.LawPack) -> None:
    assert dates.add_working_days(date(2026, 5, 13), 2, pack.holidays) == date(2026, 5, 16)
    found = rules.routes(rules.RouteFacts(product="consumption", day=DAY), pack=pack)
    assert [(one.code, one.is_open) for one in found] == [("court", True)]


def test_its_plans_are_made_in_its_money(pack: rules.LawPack) -> None:
    mapping = rules.example_policy("example_bank")
    mapping["policy"] |= {"country": "tl", "currency": "NZD"}
    policy, faults = rules.parse_policy(mapping)
    assert policy, faults
    assert rules.check_policy(policy, pack=pack) == ()
    told = plans.Told(
        "job_lost",
        (plans.ToldLoan(lender="b", balance_minor=2_000_000, monthly_minor=150_000, days_overdue=9),),
    )
    (stood,) = plans.stand(told, policies={"b": policy}, pack=pack, day=DAY)
    assert (stood.verdict, stood.law) == ("likely", "tl 2026.1")


def test_columns_give_the_same_verdicts(pack: rules.LawPack) -> None:
    many = [replace(PLAN, contract_on=DAY, annual_rate=Fraction(rate, 100)) for rate in range(25, 36)]
    found = rules.check_plans(rules.columns(many), pack=pack)
    assert (
        found["CAP_LICENSED"].tolist() == [rules.SCALE.index("pass")] * 6 + [rules.SCALE.index("block")] * 5
    )
    assert set(found) <= set(pack.checks)


def test_a_folder_without_its_head_is_no_country(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"pack\.toml"):
        rules.read_pack(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("tables.toml", 'CAP_LICENSED = ["TL-1"]', 'CAP_LICENSED = ["TL-9"]', "TL-9"),
        ("tables.toml", 'value = "answer_days"', 'value = "no_days"', "no_days"),
        ("rules.toml", 'force = "statute"', 'force = "habit"', "habit"),
    ],
)
def test_a_slip_in_the_folder_is_named_when_it_is_read(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text.replace(old, new) if name == file else text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        rules.read_pack(tmp_path)


def test_no_check_asks_which_country_it_is_in() -> None:
    """Code that names a country would have to be changed for the next one; ids of rules are cited, never compared."""
    folder = Path(findings.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                words = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
                assert not words & {"cn", "uk", "us", "eu"}, path.name
                assert not [word for word in words if isinstance(word, str) and word.startswith("CN-")], (
                    path.name
                )
