"""The decision table of caps as it is read, and a rule as a page shows it."""

from datetime import date

import pytest

from hejie import rules

CN = rules.load_pack("cn")


def table(lender: str, contract_on: date, channel: str = "own") -> list[tuple[str, str | None, str]]:
    found = rules.which_caps(
        lender_type=lender, channel=channel, contract_on=contract_on, plan_on=contract_on, pack=CN
    )
    return [(row.cap.check, row.limit_rate, row.cap.strength) for row in found]


@pytest.mark.parametrize(
    ("lender", "contract_on", "channel", "answer"),
    [
        ("private", date(2024, 8, 15), "own", [("CAP_PRIVATE", "0.134", "block")]),
        ("private", date(2025, 5, 20), "own", [("CAP_PRIVATE", "0.12", "block")]),
        ("private", date(2020, 8, 19), "own", [("CAP_PRIVATE", None, "review")]),
        ("private", date(2026, 9, 20), "own", [("CAP_PRIVATE", None, "block")]),
        ("bank", date(2025, 9, 30), "platform", [("CAP_LICENSED", "0.24", "block")]),
        ("bank", date(2025, 10, 1), "platform", [("CAP_LICENSED", "0.24", "block")] * 2),
        ("bank", date(2025, 10, 1), "own", [("CAP_LICENSED", "0.24", "block")]),
        ("microloan", date(2025, 12, 23), "own", [("CAP_LICENSED", "0.24", "block")]),
        (
            "microloan",
            date(2025, 12, 24),
            "own",
            [
                ("CAP_LICENSED", "0.24", "block"),
                ("CAP_MICRO", "0.24", "block"),
                ("CAP_MICRO", "0.12", "warn"),
            ],
        ),
        (
            "consumer_finance",
            date(2025, 10, 31),
            "own",
            [("CAP_LICENSED", "0.24", "block"), ("CAP_CONSUMER_FINANCE", "0.2", "info")],
        ),
        ("pawn", date(2026, 1, 1), "own", [("CAP_LICENSED", None, "review")]),
    ],
)
def test_lender_channel_and_day_decide_which_cap_applies(
    lender: str, contract_on: date, channel: str, answer: list[tuple[str, str | None, str]]
) -> None:
    assert table(lender, contract_on, channel) == answer


def test_a_day_after_the_last_published_rate_is_unknown_with_its_reason() -> None:
    (row,) = rules.which_caps(
        lender_type="private",
        channel="own",
        contract_on=date(2026, 9, 20),
        plan_on=date(2026, 9, 20),
        pack=CN,
    )
    assert row.unknown == rules.Unknown("lpr_1y", date(2026, 9, 20), "after_last")


def test_both_ways_of_counting_a_year_are_shown() -> None:
    (row,) = rules.which_caps(
        lender_type="bank", channel="own", contract_on=date(2026, 1, 1), plan_on=date(2026, 1, 1), pack=CN
    )
    assert (row.limit_rate, row.effective_rate, row.rests_on) == ("0.24", "0.26824", "guidance")


def test_a_country_without_a_cap_answers_nothing() -> None:
    uk = rules.load_pack("uk")
    day = date(2026, 1, 1)
    assert rules.which_caps(lender_type="bank", channel="own", contract_on=day, plan_on=day, pack=uk) == ()


@pytest.mark.parametrize("country", rules.countries())
def test_every_rule_has_its_card(country: str) -> None:
    pack = rules.load_pack(country)
    for rule_id, rule in pack.rules.items():
        card = rules.card(rule_id, pack=pack)
        assert (card.rule, card.since, card.until, card.binds) == (
            rule,
            rule.from_,
            rule.until,
            rule.applies_to,
        )
        assert card.rests_on in ("law", "guidance", "standard", "platform")
        assert card.needs_lawyer is bool(rule.lawyer_check)
        assert all(row.rule_id == rule_id for row in card.values)


def test_a_card_tells_what_rests_on_its_rule() -> None:
    card = rules.card("CN-MED-04", pack=CN)
    assert (card.checks, card.clocks, card.is_recalled) == (("CONFIRM_WINDOW",), ("confirmation",), False)
    assert rules.card("CN-RST-08", pack=CN).is_recalled
    with pytest.raises(LookupError, match="CN-NONE"):
        rules.card("CN-NONE", pack=CN)
