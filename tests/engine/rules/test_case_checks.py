"""Checks of a case around the plan: where it goes, signatures, records, complaints, persons; a pass beside its failing neighbour."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from hejie import rules, texts

CN = rules.load_pack("cn")
US = rules.load_pack("us")
EU = rules.load_pack("eu")
UK = rules.load_pack("uk")
DAY = date(2026, 8, 20)


def said(found: tuple[rules.Finding, ...]) -> list[tuple[str, str]]:
    return [(one.verdict, one.code) for one in found]


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
        (rules.ExportItem("mediator_note"), {"reader": "borrower", "consents": BOTH}, "export_sealed"),
        (rules.ExportItem("mediator_note"), {"reader": "mediator"}, "export_clean"),
        (rules.ExportItem("offer"), {"reader": "lender"}, "export_clean"),
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
