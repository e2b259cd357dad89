"""The table of all checks, and each check that looks at something else than a plan: a pass beside its failing neighbour."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hejie import rules, texts
from hejie.rules.checks import findings
from hejie.rules.packs import cures

CN = rules.load_pack("cn")
DAY = date(2026, 8, 20)

TWENTY = [
    "CAP_PRIVATE",
    "CAP_LICENSED",
    "CAP_MICRO",
    "NO_HEAD_CUT",
    "PENALTY_UPLIFT",
    "ROLLUP_CAP",
    "ALLOCATION_ORDER",
    "SCHEDULE_EXACT",
    "EXTENSION_VALID",
    "CARD_PLAN_60",
    "AMENDMENT_EXPLICIT",
    "GUARANTOR_CONSENT",
    "COST_DISCLOSURE",
    "ROUTE_AND_FEE",
    "SIGNATURE_EFFECT",
    "CONFIRM_WINDOW",
    "CONFIDENTIAL_EXPORT",
    "CONTACT",
    "COMPLAINT_CLOCK",
    "LIMITATION_NOTICE",
]


def said(found: tuple[rules.Finding, ...]) -> list[tuple[str, str]]:
    return [(one.verdict, one.code) for one in found]


# --- the table -------------------------------------------------------------------------------------


def test_the_twenty_checks_have_their_numbers() -> None:
    assert [check.name for check in rules.CHECKS[:20]] == TWENTY
    assert [check.number for check in rules.CHECKS] == list(range(1, len(rules.CHECKS) + 1))
    assert {check.about for check in rules.CHECKS[:20]} == {
        *("plan", "agreement", "payment", "contact", "complaint", "records", "case")
    }


def test_every_check_of_a_country_is_in_the_table_and_rests_on_its_rules() -> None:
    names = {name for check in rules.CHECKS for name in check.names}
    for country in rules.countries():
        pack = rules.load_pack(country)
        assert set(pack.checks) <= names
        for name, under in pack.checks.items():
            assert under, name
            assert set(under) <= set(pack.rules)
            assert rules.check_named(name).number
    assert names - set(CN.checks) == {"RELIEF_FEE", "SHOWN_RATE"}


def test_a_name_that_is_no_check_is_refused() -> None:
    with pytest.raises(LookupError, match="NO_SUCH"):
        rules.check_named("NO_SUCH")
    with pytest.raises(TypeError, match="str"):
        rules.check_all(["a plan"], pack=CN, day=DAY)


def codes_made_by_checks() -> set[str]:
    """Every text in the code of the checks that is the name of a finding."""
    folder = Path(findings.__file__).parent.parent
    words = {
        node.value
        for path in folder.rglob("*.py")
        if path.name != "cures.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {word for word in words if word in texts.CODES and texts.CODES[word].kind == "finding"}


def test_every_cure_is_of_a_finding_that_is_made_and_is_itself_declared() -> None:
    composed = {f"contact_{kind}" for kind in rules.CONDUCT} | {
        "route_needs_licence",
        "route_needs_fee_table",
    }
    composed |= {f"{one}_{end}" for one in ("resident_id", "company_code") for end in ("wrong", "in_order")}
    assert set(cures.CURES) <= codes_made_by_checks() | composed
    assert all(texts.CODES[cure].kind == "note" for cure in cures.CURES.values())


HARMLESS = [
    "_within",
    "_none",
    "_in_order",
    "_in_time",
    "_sums",
    "_clear",
    "_present",
    "_running",
    "_not_begun",
    "_kept",
    "_open",
    "_over",
    "_effective",
    "_clean",
    "_consented",
    "_agreed",
    "_not_increased",
    "_restarted",
    "_due",
    "_until",
    "_lawful",
    "_right",
    "_closed",
    "_not_possible",
]


def test_no_finding_leaves_anybody_without_a_cure() -> None:
    """What is not in the table of cures is by its name a thing that is in order, or good to know."""
    bare = codes_made_by_checks() - set(cures.CURES)
    strange = {code for code in bare if not code.endswith(tuple(HARMLESS)) and "credit_effect" not in code}
    assert strange == set()


def test_all_facts_of_a_case_are_checked_at_once_and_each_finding_tells_its_ground() -> None:
    found = rules.check_all(
        [
            rules.PlanFacts(
                "restructure", "bank", "own", DAY, date(2025, 1, 1), annual_rate=Fraction("0.25")
            ),
            rules.RouteFacts(product="business", day=DAY, way="peoples_mediation"),
            PAYMENT,
            replace(PAYMENT, paid_minor=1),
        ],
        pack=CN,
        day=DAY,
    )
    blocks = [one for one in found if one.verdict == "block"]
    assert [one.code for one in blocks] == ["cap_rate_over", "allocation_sum_differs"]
    for one in found:
        assert one.rule_ids, one.code
        assert one.rests_on in ("law", "guidance", "standard", "platform")
        assert bool(one.cure) is (one.verdict in ("warn", "block", "unknown"))
    assert blocks[0].rests_on == "guidance"


# --- 6 interest on interest of a private loan ---------------------------------------------------------

ROLLED = rules.PlanFacts(
    kind="restructure",
    lender_type="private",
    channel="own",
    plan_on=DAY,
    contract_on=date(2025, 5, 20),
    capitalised_interest_minor=1,
    initial_principal_minor=1_000_000,
    borrowed_on=date(2025, 5, 20),
    due_on=(date(2027, 5, 20),),
    payable_minor=1_240_000,
)


@pytest.mark.parametrize(
    ("payable", "answer"),
    [(1_240_000, ("pass", "rollup_within")), (1_240_001, ("block", "rollup_over"))],
)
def test_interest_on_interest_keeps_within_four_times_the_prime_rate_of_the_first_principal(
    payable: int, answer: tuple[str, str]
) -> None:
    """10,000.00 for two years at 4 x 3 %: never more than 12,400.00."""
    found = rules.check_plan(replace(ROLLED, payable_minor=payable), pack=CN)
    assert answer in said(found)


def test_interest_on_interest_without_its_facts_is_unknown_and_stops_signing() -> None:
    found = rules.check_plan(replace(ROLLED, payable_minor=None), pack=CN)
    (one,) = [one for one in found if one.facts.get("fact") == "payable_minor"]
    assert one.stops_signing
    later = rules.check_plan(replace(ROLLED, contract_on=date(2026, 9, 20)), pack=CN)
    assert ("unknown", "rule_row_unknown") in [(o.verdict, o.code) for o in later if o.check == "ROLLUP_CAP"]


# --- 7 payments ----------------------------------------------------------------------------------------

PAYMENT = rules.PaymentFacts(
    paid_on=DAY,
    paid_minor=40,
    owed={"recovery_costs": 30, "overdue_interest": 20, "overdue_principal": 50},
    got={"recovery_costs": 30, "overdue_interest": 10},
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "allocation_in_order"),
        ({"paid_minor": 41}, "allocation_sum_differs"),
        ({"got": {"recovery_costs": 50, "overdue_interest": -10}}, "allocation_over_owed"),
        ({"got": {"recovery_costs": 30, "overdue_principal": 10}}, "allocation_order_broken"),
        (
            {
                "got": {"recovery_costs": 30, "overdue_principal": 10},
                "agreed_order": ("overdue_principal", "recovery_costs"),
            },
            "allocation_order_broken",
        ),
        (
            {
                "got": {"overdue_principal": 40},
                "agreed_order": ("overdue_principal", "recovery_costs"),
            },
            "allocation_in_order",
        ),
    ],
)
def test_a_payment_fills_one_bucket_after_another(change: dict[str, Any], code: str) -> None:
    found = rules.check_allocation(replace(PAYMENT, **change), pack=CN)
    assert found[0].code == code
    assert found[0].verdict == ("pass" if code == "allocation_in_order" else "block")


def test_a_part_below_zero_is_named_beside_what_else_is_wrong() -> None:
    facts = replace(PAYMENT, got={"recovery_costs": 50, "overdue_interest": -10})
    assert [one.code for one in rules.check_allocation(facts, pack=CN)] == [
        "allocation_over_owed",
        "allocation_part_negative",
    ]


def test_at_enforcement_the_interest_for_delay_comes_last() -> None:
    owed = {"overdue_principal": 50, "delay_interest": 10}
    first = replace(PAYMENT, owed=owed, paid_minor=10, got={"delay_interest": 10}, is_enforced=True)
    assert said(rules.check_allocation(first, pack=CN)) == [("block", "allocation_order_broken")]
    last = replace(first, paid_minor=60, got={"overdue_principal": 50, "delay_interest": 10})
    assert said(rules.check_allocation(last, pack=CN)) == [("pass", "allocation_in_order")]


def debt(name: str, got: int, **more: Any) -> rules.Debt:
    return rules.Debt(name, 100, got, **({"due_on": DAY} | more))


@pytest.mark.parametrize(
    "first",
    [
        {"is_chosen": True, "secured_minor": 100},
        {"due_on": date(2026, 8, 20)},
        {"due_on": date(2026, 8, 1)},
        {"annual_rate": Fraction("0.2")},
    ],
)
def test_of_several_debts_the_chosen_the_due_the_heavy_and_the_early_come_first(
    first: dict[str, Any],
) -> None:
    other = {"due_on": date(2026, 8, 21)} if "due_on" in first and first["due_on"] == DAY else {}
    for got, code in (((100, 20), "allocation_in_order"), ((20, 100), "debts_order_broken")):
        debts = (debt("a", got[0], **first), debt("b", got[1], **other))
        found = rules.check_allocation(replace(PAYMENT, debts=debts), pack=CN)
        assert [one.code for one in found] == [code]


def test_the_unsecured_debt_comes_before_the_secured_one_and_equals_may_share() -> None:
    secured = debt("house", 50, secured_minor=100)
    facts = replace(PAYMENT, debts=(debt("bare", 20), secured))
    assert said(rules.check_allocation(facts, pack=CN)) == [("block", "debts_order_broken")]
    even = replace(PAYMENT, debts=(debt("one", 50), debt("two", 50)))
    assert said(rules.check_allocation(even, pack=CN)) == [("pass", "allocation_in_order")]


# --- 10 cards, and words ---------------------------------------------------------------------------------

FIELDS = CN.as_of("card_plan_fields", DAY).value  # type: ignore[union-attr]  # a list of the pack
CARD = rules.PlanFacts(
    kind="restructure",
    lender_type="bank",
    channel="own",
    plan_on=DAY,
    contract_on=date(2024, 1, 1),
    product="credit_card",
    due_on=(date(2031, 8, 20),),
    card_fields=FIELDS,  # type: ignore[arg-type]  # words
)


def card(**over: Any) -> list[tuple[str, str]]:
    found = rules.check_plan(replace(CARD, **over), pack=CN)
    return said(tuple(one for one in found if one.check == "CARD_PLAN_60"))


@pytest.mark.parametrize(
    ("over", "answer"),
    [
        ({}, [("pass", "card_plan_within")]),
        ({"due_on": (date(2031, 8, 21),)}, [("block", "card_plan_too_long")]),
        ({"card_fields": FIELDS[1:]}, [("pass", "card_plan_within"), ("block", "card_plan_field_missing")]),
        ({"card_fields": None}, [("pass", "card_plan_within"), ("unknown", "rule_fact_missing")]),
        ({"is_oral": True}, [("pass", "card_plan_within"), ("block", "card_plan_unrecorded")]),
        ({"is_oral": True, "is_recorded": True}, [("pass", "card_plan_within")]),
        ({"due_on": ()}, [("unknown", "rule_fact_missing")]),
        ({"product": "consumption"}, []),
    ],
)
def test_a_card_plan_runs_sixty_months_and_says_everything(
    over: dict[str, Any], answer: list[tuple[str, str]]
) -> None:
    assert card(**over) == answer


@pytest.mark.parametrize(
    ("text", "product", "code"),
    [
        ("依据第七十条，我有权申请", "consumption", "analogy_found"),
        ("依据第 七 十 条，我有权申请", "business", "analogy_found"),
        ("ARTICLE\n70 gives a right", "consumption", "analogy_found"),
        ("依据第七十条，我有权申请", "credit_card", None),
        ("依据第七条，我想申请", "consumption", None),
        ("我们帮您删 除征信", "consumption", "credit_promise_found"),
        ("Ｃｌｅａｎ the credit record", "credit_card", "credit_promise_found"),
        ("征信记录如实保留五年", "consumption", None),
        ("your credit record stays as it is", "consumption", None),
    ],
)
def test_no_text_promises_a_clean_record_or_card_law_elsewhere(
    text: str, product: str, code: str | None
) -> None:
    found = rules.check_words([text], pack=CN, day=DAY, product=product)
    assert {one.code for one in found} == ({code} if code else set())
    assert all(one.verdict == "block" and one.rests_on == "platform" for one in found)


@pytest.mark.parametrize("name", ["credit_promise_phrases", "right_by_analogy_phrases"])
def test_every_listed_phrase_is_found_and_half_of_it_is_not(name: str) -> None:
    row = CN.as_of(name, DAY)
    assert isinstance(row, rules.Row)
    assert isinstance(row.value, tuple)
    for phrase in map(str, row.value):
        assert rules.check_words([f"“{phrase}”"], pack=CN, day=DAY), phrase
        assert not rules.check_words([phrase[: len(phrase) // 2]], pack=CN, day=DAY), phrase


def test_an_agreement_as_a_whole_says_everything_that_an_agreement_says() -> None:
    row = CN.as_of("agreement_required_terms", DAY)
    assert isinstance(row, rules.Row)
    assert isinstance(row.value, tuple)
    change = rules.Change("annual_rate", "0.18", "0.12", DAY)
    full = rules.AgreementFacts((change,), dict.fromkeys(map(str, row.value), "x"), is_whole=True)
    assert said(rules.check_amendment(full, pack=CN, day=DAY)) == [("pass", "amendment_clear")]
    less = replace(full, required={"amounts": "x"})
    assert len(rules.check_amendment(less, pack=CN, day=DAY)) == len(row.value) - 1


# --- 13 the table of costs ---------------------------------------------------------------------------------

ITEM = rules.CostItem("interest", "利息", "每月", "年利率12%", "银行")
TABLE = rules.CostTable(
    items=(ITEM,),
    principal_minor=100,
    annual_rate=Fraction("0.12"),
    contingent=("penalty",),
    excludes_other_charges=True,
    confirmed_at=datetime(2026, 8, 20, 9, tzinfo=UTC),
)
COSTS = rules.DisclosureFacts(
    lender_type="bank",
    plan_on=DAY,
    contract_on=date(2026, 8, 1),
    table=TABLE,
    charged=("interest", "penalty"),
    signed_at=datetime(2026, 8, 20, 10, tzinfo=UTC),
)


def costs(pack: rules.LawPack = CN, **over: Any) -> list[tuple[str, str]]:
    facts = {
        name: over.pop(name) for name in list(over) if name in rules.DisclosureFacts.__dataclass_fields__
    }
    table = replace(TABLE, **over) if over else facts.pop("table", TABLE)
    return said(rules.check_cost_table(replace(COSTS, table=table, **facts), pack=pack))


@pytest.mark.parametrize(
    ("over", "more"),
    [
        ({}, []),
        ({"principal_minor": None}, ["cost_table_part_missing"]),
        ({"contingent": None, "charged": ("interest",)}, ["cost_table_part_missing"]),
        ({"excludes_other_charges": False}, ["cost_table_part_missing"]),
        ({"is_online": True, "is_shown_alone": False, "read_seconds": 9}, ["cost_table_part_missing"]),
        ({"items": (replace(ITEM, charged_by=" "),)}, ["cost_item_gap"]),
        ({"charged": ("interest", "advice")}, ["cost_charge_undisclosed"]),
        ({"confirmed_at": datetime(2026, 8, 20, 11, tzinfo=UTC)}, ["cost_table_confirmed_late"]),
        ({"daily_rate_is_larger": True}, ["cost_rate_hidden"]),
    ],
)
def test_a_table_of_costs_is_complete_in_time_and_without_more_beside_it(
    over: dict[str, Any], more: list[str]
) -> None:
    assert costs(**dict(over)) == [("pass", "cost_table_present"), *(("block", code) for code in more)]


def test_a_time_to_read_that_nobody_measured_is_asked_for() -> None:
    assert costs(is_online=True)[-1] == ("unknown", "rule_fact_missing")
    assert costs(is_online=True, read_seconds=5) == [("pass", "cost_table_present")]


@pytest.mark.parametrize(
    ("contract_on", "plan_on", "answer"),
    [
        (date(2026, 8, 1), DAY, [("block", "cost_table_missing")]),
        (date(2026, 7, 31), date(2026, 8, 1), [("warn", "cost_table_missing")]),
        (date(2026, 7, 31), date(2026, 7, 31), []),
    ],
)
def test_an_older_loan_is_warned_about_and_a_newer_one_blocked(
    contract_on: date, plan_on: date, answer: list[tuple[str, str]]
) -> None:
    facts = replace(COSTS, table=None, contract_on=contract_on, plan_on=plan_on)
    assert said(rules.check_cost_table(facts, pack=CN)) == answer


def test_gaps_in_the_table_of_an_older_loan_warn() -> None:
    facts = replace(COSTS, table=replace(TABLE, principal_minor=None), contract_on=date(2025, 1, 1))
    assert said(rules.check_cost_table(facts, pack=CN))[1] == ("warn", "cost_table_part_missing")
