"""The table of all checks, and each check that looks at something else than a plan: a pass beside its failing neighbour."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hejie import rules, texts
from hejie.rules import cures, findings

CN = rules.load_pack("cn")
US = rules.load_pack("us")
EU = rules.load_pack("eu")
UK = rules.load_pack("uk")
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
    folder = Path(findings.__file__).parent
    words = {
        node.value
        for path in folder.glob("*.py")
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
            ROUTE,
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


# --- 14 where the case goes ----------------------------------------------------------------------------------

ROUTE = rules.RouteFacts(product="business", day=DAY, way="peoples_mediation")


@pytest.mark.parametrize(
    ("over", "blocked"),
    [
        ({}, []),
        ({"fee_minor": 1}, ["route_fee_unlawful"]),
        ({"success_fee_minor": 1}, ["success_fee_found"]),
        ({"refused": ("lender",)}, ["mediation_ended_by_refusal"]),
        ({"has_ties": True, "ties_told": True, "consented": ("borrower", "lender")}, []),
        ({"has_ties": True, "ties_told": True, "consented": ("borrower",)}, ["mediator_ties_unconsented"]),
        ({"has_ties": True, "consented": ("borrower", "lender")}, ["mediator_ties_untold"]),
        ({"way": "commercial_mediation", "has_licence": True, "has_fee_table": True, "fee_minor": 9}, []),
        (
            {"way": "commercial_mediation", "has_licence": False, "has_fee_table": True},
            ["route_needs_licence"],
        ),
        (
            {"way": "commercial_mediation", "has_licence": True, "has_fee_table": False},
            ["route_needs_fee_table"],
        ),
        (
            {
                "way": "commercial_mediation",
                "has_licence": True,
                "has_fee_table": True,
                "day": date(2026, 4, 30),
            },
            ["route_not_yet"],
        ),
        (
            {
                "way": "commercial_mediation",
                "has_licence": True,
                "has_fee_table": True,
                "day": date(2026, 5, 1),
            },
            [],
        ),
        (
            {
                "way": "commercial_mediation",
                "has_licence": True,
                "has_fee_table": True,
                "product": "consumption",
            },
            ["route_closed_to_kind"],
        ),
        (
            {
                "way": "commercial_mediation",
                "has_licence": True,
                "has_fee_table": True,
                "product": "credit_card",
            },
            ["route_closed_to_kind"],
        ),
    ],
)
def test_a_body_takes_what_it_may_take_for_what_it_may_ask(over: dict[str, Any], blocked: list[str]) -> None:
    found = rules.check_route(replace(ROUTE, **over), pack=CN)
    assert [one.code for one in found if one.verdict == "block"] == blocked


def test_a_body_without_profit_explains_a_fee() -> None:
    facts = replace(ROUTE, way="financial_mediation", fee_minor=1)
    assert ("warn", "route_fee_to_explain") in said(rules.check_route(facts, pack=CN))


def test_what_is_not_told_about_a_licence_is_unknown() -> None:
    found = rules.check_route(replace(ROUTE, way="commercial_mediation"), pack=CN)
    assert [one.facts["fact"] for one in found if one.verdict == "unknown"] == ["licence", "fee_table"]


def test_a_way_that_a_country_has_not_is_refused() -> None:
    with pytest.raises(LookupError, match="commercial"):
        rules.check_route(replace(ROUTE, way="commercial_mediation"), pack=UK)


@pytest.mark.parametrize(("product", "closed"), [("consumption", ["commercial_mediation"]), ("business", [])])
def test_every_way_is_shown_with_what_it_needs(product: str, closed: list[str]) -> None:
    found = rules.routes(rules.RouteFacts(product=product, day=DAY), pack=CN)
    assert [one.code for one in found if not one.is_open] == closed
    assert {one.way.kind for one in found} == {"mediation", "talks", "enforcement", "decision", "complaint"}
    for one in found:
        assert one.way.needs
        assert all(texts.CODES[need].kind == "note" for need in one.way.needs)


@pytest.mark.parametrize(("day", "until"), [(date(2026, 3, 31), date(2026, 3, 31)), (date(2026, 4, 1), None)])
def test_only_a_mediated_agreement_may_be_confirmed_and_only_in_time(day: date, until: date | None) -> None:
    facts = rules.RouteFacts(product="consumption", day=day, effective_on=date(2026, 3, 1))
    found = {one.code: one.confirm_until for one in rules.routes(facts, pack=CN)}
    assert found["peoples_mediation"] == until
    assert found["bilateral"] is None
    unlawful = {one.confirm_until for one in rules.routes(replace(facts, is_lawful_body=False), pack=CN)}
    assert unlawful == {None}


# --- 15 signatures ----------------------------------------------------------------------------------------------


def signature(signer: str, hour: int = 9, **more: Any) -> rules.SignatureFact:
    return rules.SignatureFact(signer, datetime(2026, 8, 20, hour, tzinfo=UTC), "h", **more)


SIGNED = rules.SigningFacts(
    needed=("borrower", "lender"),
    signatures=(signature("borrower"), signature("lender", 11)),
    stored_hash="h",
)


@pytest.mark.parametrize(
    ("over", "codes"),
    [
        ({}, ["signatures_effective"]),
        ({"stored_hash": "other"}, ["signature_of_other_document"] * 2),
        ({"signatures": (signature("borrower"),)}, ["signature_missing"]),
        ({"esignature_agreed": False}, ["esignature_not_agreed"]),
        (
            {"signatures": (signature("borrower", is_identified=False, may_act=False), signature("lender"))},
            ["signature_gap", "signature_gap"],
        ),
        ({"has_body": True, "mediator_signed": True, "body_sealed": True}, ["signatures_effective"]),
        ({"has_body": True, "mediator_signed": True}, ["signature_seal_missing"]),
        ({"needed": (), "signatures": ()}, ["rule_fact_missing"]),
    ],
)
def test_an_agreement_is_in_force_when_all_signed_reliably(over: dict[str, Any], codes: list[str]) -> None:
    found = rules.check_signatures(replace(SIGNED, **over), pack=CN)
    assert [one.code for one in found] == codes
    assert any(one.stops_signing for one in found) is (codes != ["signatures_effective"])


def test_every_condition_of_a_reliable_signature_is_asked() -> None:
    for claim in ("has_own_key", "is_solely_controlled", "shows_signature_change", "shows_content_change"):
        weak = replace(SIGNED, signatures=(signature("borrower", **{claim: False}), signature("lender")))
        (one,) = rules.check_signatures(weak, pack=CN)
        assert (one.code, one.facts["signer"]) == ("signature_gap", "borrower")


# --- 16 confirmation and enforcement ---------------------------------------------------------------------------

CONFIRM = rules.ConfirmationFacts(
    effective_on=date(2026, 3, 1), day=date(2026, 3, 31), has_lawful_body=True, both_apply=True
)


@pytest.mark.parametrize(
    ("over", "answer"),
    [
        ({}, [("info", "confirmation_open")]),
        ({"day": date(2026, 4, 1)}, [("info", "confirmation_closed")]),
        ({"has_lawful_body": False}, [("info", "confirmation_not_possible")]),
        ({"both_apply": False}, [("info", "confirmation_open"), ("block", "confirmation_needs_both")]),
        ({"defects": ("unclear",)}, [("info", "confirmation_open"), ("block", "confirmation_barred")]),
        ({"last_due_on": date(2028, 3, 1)}, [("info", "confirmation_open"), ("info", "enforcement_until")]),
    ],
)
def test_a_court_confirms_in_time_for_both_and_what_it_may(
    over: dict[str, Any], answer: list[tuple[str, str]]
) -> None:
    assert said(rules.check_confirmable(replace(CONFIRM, **over), pack=CN)) == answer


def test_enforcement_may_be_asked_for_two_years_after_the_last_instalment() -> None:
    found = rules.check_confirmable(replace(CONFIRM, last_due_on=date(2028, 2, 29)), pack=CN)
    assert found[-1].facts["last_on"] == "2030-02-28"


# --- 17 what leaves with a file ----------------------------------------------------------------------------------

BOTH = frozenset({"borrower", "lender"})


@pytest.mark.parametrize(
    ("item", "more", "code"),
    [
        (rules.ExportItem("offer"), {}, "export_sealed"),
        (rules.ExportItem("mediator_note"), {"consents": frozenset({"lender"})}, "export_sealed"),
        (rules.ExportItem("offer"), {"consents": BOTH}, "export_clean"),
        (rules.ExportItem("contract"), {}, "export_clean"),
        (rules.ExportItem("caucus", "borrower"), {"reader": "lender"}, "export_caucus_of_other_side"),
        (
            rules.ExportItem("caucus", "borrower"),
            {"reader": "lender", "consents": BOTH},
            "export_caucus_of_other_side",
        ),
        (rules.ExportItem("caucus", "borrower"), {"reader": "borrower"}, "export_clean"),
        (rules.ExportItem("caucus", "borrower"), {"reader": "mediator"}, "export_clean"),
        (rules.ExportItem("undisputed_facts", is_separate=True, signed_by=BOTH), {}, "export_clean"),
        (rules.ExportItem("undisputed_facts", signed_by=BOTH), {}, "export_facts_unsigned"),
        (
            rules.ExportItem("undisputed_facts", is_separate=True, signed_by=frozenset({"lender"})),
            {},
            "export_facts_unsigned",
        ),
        (rules.ExportItem("recording"), {}, "export_recording_without_consent"),
        (rules.ExportItem("recording"), {"consents": BOTH}, "export_clean"),
    ],
)
def test_a_compromise_stays_and_undisputed_facts_may_go(
    item: rules.ExportItem, more: dict[str, Any], code: str
) -> None:
    facts = rules.ExportFacts(items=(item,), sides=BOTH, **more)
    assert [one.code for one in rules.check_export(facts, pack=CN)] == [code]


# --- 19 complaints -------------------------------------------------------------------------------------------------

COMPLAINT = rules.ComplaintFacts(
    received_on=date(2026, 11, 2), day=date(2026, 11, 3), reason="r", approved_by="x"
)


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        ("simple", "2026-11-17"),
        ("complex", "2026-12-02"),
        ("special", "2027-01-01"),
        ("credit", "2026-11-23"),
    ],
)
def test_a_complaint_has_its_day(kind: str, due_on: str) -> None:
    """Twenty days from 2 November 2026 end on a Sunday, and so on Monday the 23rd; New Year 2027 is not published yet."""
    found = rules.check_complaint(replace(COMPLAINT, kind=kind, was_told=True), pack=CN)
    assert [(one.verdict, one.code, one.facts["due_on"]) for one in found] == [
        ("info", "complaint_due", due_on)
    ]
    assert found[0].facts["is_provisional"] is (due_on > "2026-12-31")


@pytest.mark.parametrize(
    ("answered", "answer"),
    [
        (date(2026, 11, 17), ("pass", "complaint_due")),
        (date(2026, 11, 18), ("block", "complaint_overdue")),
    ],
)
def test_an_answer_comes_on_the_last_day_or_too_late(answered: date, answer: tuple[str, str]) -> None:
    assert said(rules.check_complaint(replace(COMPLAINT, answered_on=answered), pack=CN)) == [answer]


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"kind": "complex", "reason": " "}, "complaint_needs_reason"),
        ({"kind": "special", "approved_by": "", "was_told": True}, "complaint_needs_approval"),
        ({"kind": "special"}, "complaint_extension_untold"),
        ({"handler": "a", "subject": "a"}, "complaint_handler_involved"),
        ({"representatives": 6}, "complaint_representatives_many"),
        ({"has_agent": True}, "complaint_agent_unproven"),
        ({"papers_asked": ("contract",), "papers_held": ("contract",)}, "complaint_paper_held"),
    ],
)
def test_each_fault_in_handling_a_complaint_is_named(over: dict[str, Any], code: str) -> None:
    found = rules.check_complaint(replace(COMPLAINT, **over), pack=CN)
    assert [one.code for one in found if one.verdict == "block"] == [code]


@pytest.mark.parametrize(
    "over",
    [
        {"handler": "a", "subject": "b"},
        {"representatives": 5},
        {"has_agent": True, "agent_proven": True},
        {"papers_asked": ("statement",), "papers_held": ("contract",)},
    ],
)
def test_a_complaint_that_is_handled_well_is_not_blamed(over: dict[str, Any]) -> None:
    assert said(rules.check_complaint(replace(COMPLAINT, **over), pack=CN)) == [("info", "complaint_due")]


def test_a_country_has_its_own_kinds_of_complaint() -> None:
    (found,) = rules.check_complaint(replace(COMPLAINT, kind="final"), pack=UK)
    assert (found.facts["due_on"], found.rule_ids) == ("2026-12-28", ("UK-CMP-01",))
    with pytest.raises(ValueError, match="final"):
        rules.check_complaint(replace(COMPLAINT, kind="final"), pack=CN)


# --- next in line ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("explained", "person", "codes"),
    [
        (True, True, ["automated_refusal_in_order"]),
        (False, True, ["automated_refusal_unexplained"]),
        (True, False, ["automated_refusal_without_person"]),
    ],
)
def test_a_program_that_refuses_explains_itself_and_gives_way_to_a_person(
    explained: bool, person: bool, codes: list[str]
) -> None:
    facts = rules.DecisionFacts(DAY, True, True, explained, person)
    assert [one.code for one in rules.check_decision(facts, pack=CN)] == codes
    assert rules.check_decision(replace(facts, is_adverse=False), pack=CN) == ()
    assert rules.check_decision(replace(facts, is_automated=False), pack=CN) == ()


def test_every_recipient_and_every_sensitive_kind_needs_its_own_yes() -> None:
    facts = rules.SharingFacts(DAY, ("bank", "body"), ("health",))
    found = rules.check_sharing(facts, pack=CN)
    assert [(one.verdict, *one.facts.values()) for one in found] == [
        ("block", "bank"),
        ("block", "body"),
        ("block", "health"),
    ]
    asked = replace(
        facts, consented_recipients=frozenset(facts.recipients), consented_kinds=frozenset({"health"})
    )
    assert said(rules.check_sharing(asked, pack=CN)) == [("pass", "sharing_consented")]


def repaid(*missed: int) -> list[rules.Repaid]:
    return [rules.Repaid(date(2026, month, 1), month not in missed) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("missed", "day", "code", "until"),
    [
        ((), date(2026, 12, 31), "observation_running", "2027-01-01"),
        ((), date(2027, 1, 1), "observation_over", "2027-01-01"),
        ((6,), date(2027, 1, 1), "observation_restarted", "2027-06-01"),
        ((6,), date(2027, 6, 1), "observation_over", "2027-06-01"),
    ],
)
def test_a_missed_payment_starts_the_time_of_watching_anew(
    missed: tuple[int, ...], day: date, code: str, until: str
) -> None:
    (found,) = rules.observe(repaid(*missed), day=day, pack=CN)
    assert (found.code, found.facts["until_on"]) == (code, until)
    assert rules.observe(repaid(), day=day, pack=CN, lender_type="microloan") == ()


def test_one_payment_is_too_few_to_end_the_watching() -> None:
    (found,) = rules.observe([rules.Repaid(date(2026, 1, 1), True)], day=date(2027, 2, 1), pack=CN)
    assert found.code == "observation_running"


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("11010519491231002X", None),
        ("11010519491231002x", None),
        ("440524188001010014", None),
        ("110105194912310021", "check_digit"),
        ("11010519491331002X", "birthday"),
        ("1101051949123100", "form"),
        ("１１０１０５１９４９１２３１００２X", "form"),
    ],
)
def test_an_identity_number_is_read_by_its_form(number: str, part: str | None) -> None:
    (found,) = rules.check_resident_id(number, pack=CN)
    assert (found.verdict, found.facts.get("part")) == (("block", part) if part else ("pass", None))


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("91350100M000100Y43", None),
        ("91110000101623741K", None),
        ("91350211M0000XUF46", "check_digit"),
        ("91350100M000100Y4I", "form"),
    ],
)
def test_a_company_code_that_fails_is_only_a_warning(code: str, part: str | None) -> None:
    (found,) = rules.check_company_code(code, pack=CN)
    assert (found.verdict, found.facts.get("part")) == (("warn", part) if part else ("pass", None))


@pytest.mark.parametrize(
    ("fee", "payments", "answer"),
    [
        (1, 0, ("block", "relief_fee_too_early")),
        (1, 1, ("pass", "relief_fee_in_order")),
        (0, 0, ("pass", "relief_fee_in_order")),
    ],
)
def test_no_fee_for_relief_before_the_first_payment(fee: int, payments: int, answer: tuple[str, str]) -> None:
    facts = rules.ReliefFacts(DAY, fee, True, True, payments)
    assert said(rules.check_relief_fee(facts, pack=US)) == [answer]
    assert rules.check_relief_fee(facts, pack=CN) == ()


NOVEMBER = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("computed", "shown"), [("0.12849", "0.128"), ("0.1285", "0.129"), ("0.1284999", "0.128")]
)
def test_a_european_rate_has_one_decimal_and_half_a_step_goes_up(computed: str, shown: str) -> None:
    assert rules.shown_rate(Fraction(computed), pack=EU, day=NOVEMBER) == Fraction(shown)
    right = rules.check_shown_rate(Fraction(shown), computed=Fraction(computed), pack=EU, day=NOVEMBER)
    wrong = rules.check_shown_rate(
        Fraction(shown) + Fraction("0.001"), computed=Fraction(computed), pack=EU, day=NOVEMBER
    )
    assert (said(right), said(wrong)) == ([("pass", "shown_rate_right")], [("block", "shown_rate_wrong")])


def test_before_its_day_the_european_rule_is_unknown() -> None:
    found = rules.check_shown_rate(Fraction(0), computed=Fraction(0), pack=EU, day=date(2026, 11, 19))
    assert found[0].verdict == "unknown"
