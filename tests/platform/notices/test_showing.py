"""Facts read as people read them, and no name of the engine shows through a sentence."""

from collections.abc import Iterable

from django.utils import translation

from hejie import agreements, budget, dates, loans, money, negotiation, plans, rules, steps, texts
from hejie.rules.checks import disclosure_checks, export_checks, signing_checks
from hejie.statements import kinds, layouts
from hejie_platform.core import codes
from hejie_platform.notices.queries import say, word
from hejie_platform.notices.showing import OWN_WORDS, kind_of, shown
from hejie_platform.people.models import STAFF_ROLES

# What the author of a file is told about it: names as they stand there.
NAMES = {
    "is_provisional",
    "code",
    "fields",
    "machine",
    "missing",
    "unknown",
    "repeated",
    "scope",
    "link",
    "place",
    "column",
    "extra",
}
# What is counted, and rules by their number: shown as it stands.
NUMBERS = {
    *("version", "latest", "count", "stated", "read", "number", "given", "of", "decimals", "length"),
    *("most", "least", "most_mb", "most_megapixels", "most_months", "most_paused", "policy_most"),
    *("years", "months", "original_months", "days", "grace_days", "cure_days", "days_left"),
    *("instalments", "instalment", "left", "most_days", "seconds"),
    *("made", "failed", "needed", "others", "kept"),
    *("completes", "paths", "month"),  # of a simulation
    *("at_time", "quiet_from", "quiet_until"),  # as a clock shows them
}
SPOKEN: dict[str, Iterable[str]] = {
    "bucket": loans.BUCKETS,
    "first": loans.BUCKETS,
    "open_bucket": loans.BUCKETS,
    "way": {way.code for country in rules.countries() for way in rules.load_pack(country).ways},
    "part": (
        "items",
        "principal",
        "annual_rate",
        "contingent",
        "no_other_charges",
        "confirmation",
        "own_page",
        "form",
        "birthday",
        "check_digit",
    ),
    "defect": ("unlawful", "harms_others", "public_order", "involuntary", "unclear", "out_of_scope"),
    "side": ("borrower", "lender"),
    "contract": ("periods", *dates.COUNTS),
    "claimed": (*dates.COUNTS, *money.MODES),
    "every": plans.EVERY,
    "method": plans.METHODS,
    "grace": plans.GRACE,
    "known": (*plans.EVERY, *plans.METHODS, *plans.TREATMENTS, *loans.BUCKETS),
    "after": ("effect", "last_payment"),
    "clause": agreements.NEVER_FORGOTTEN,
    "lender_type": {one for cap in rules.load_pack("cn").caps for one in cap.lender_types} | {"private"},
    "measure": ("interest", "overdue"),
    "check": {name for country in rules.countries() for name in rules.load_pack(country).checks},
    "finding": {
        name for name, code in texts.CODES.items() if code.kind == "finding" and name.startswith("cap_")
    }
    - {"cap_rate_within", "cap_cost_within", "cap_accrued_within"},
    "reason": {reason for step in steps.STEPS for reason in step.reasons},
    "issue": negotiation.ISSUES,
    "lever": (
        "instalments",
        "grace_instalments",
        "every",
        "method",
        "annual_rate",
        "upfront",
        "overdue_uplift",
    ),
    "term": ("annual_rate:A-1", "last_due:A-1", "owed_minor", "payee", "channel", "account"),
    "gap": (
        "old",
        "new",
        "effective_on",
        *disclosure_checks.ITEM_FIELDS,
        *signing_checks.CONDITIONS,
        "mediator_signature",
        "body_seal",
    ),
    "line": [code.name for code in texts.CODES.values() if code.name.startswith(("income_", "essential_"))],
    "lines": [code for code, kind in budget.kinds().items() if kind.group not in ("debt", "savings")],
    "role": (*steps.ROLES, *STAFF_ROLES, "lender"),
    "why": ("no_such_name", "before_first", "after_last", "ended", "contract_day_missing"),
    "direction": ("in", "out", "neutral"),
    "kind": {kind for _, _, kind in kinds._MAGIC}
    | {"web_page", "binary", "consumption", *export_checks.SEALED},
    "source": {layout.source for layout in layouts.known()},
    "wanted": (
        "table",
        "text",
        "whole_number",
        "true_or_false",
        "decimal_string",
        "share",
        "date",
        "list",
        "rate",
    ),
    "fact": (
        "contract_on",
        "contract_rate",
        "maturity_on",
        "original_months",
        "last_event_on",
        "has_cost_table",
    ),
    "name": {name for cap in rules.load_pack("cn").caps for name in (cap.limit_row, cap.limit_series) if name}
    | {"limitation_years", "confirmation_days", "credit_record_years", "overdue_uplift_max"},
    "verdict": ("pass", "info", "warn", "block", "unknown"),
    "rests_on": ("law", "guidance", "standard", "platform"),
    "standing": ("law", "guidance", "standard", "platform"),
    "force": rules.load_pack("cn").standing,
}
PAIRS = [(name, value) for name, values in SPOKEN.items() for value in sorted(values)]


def test_every_word_of_the_engine_is_spoken_in_both_languages() -> None:
    assert len(PAIRS) > 100
    wrong = [f"{name} {value}" for name, value in PAIRS if not is_spoken(name, value)]
    assert not wrong, "\n".join(wrong)


def is_spoken(name: str, value: str) -> bool:
    """Whether a word is there in English and in Chinese."""
    with translation.override("en"):
        english = word(name, value)
    with translation.override("zh-hans"):
        chinese = word(name, value)
    return "_" not in english + chinese and any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def test_facts_are_shown_as_people_read_them() -> None:
    facts = {
        "most_minor": 123450,
        "due_on": "2026-11-26",
        "limit_rate": "0.24",
        "size_bytes": 3 * 1024 * 1024,
        "bucket": "penalty_interest",
        "line": "essential_food",
        "known": ("month", "week"),
        "given": "month",
        "why": None,
        "limit_code": "clock_lender_reply",
    }
    with translation.override("en"):
        english = shown(facts)
    with translation.override("zh-hans"):
        chinese = shown(facts)
    assert english == {
        "most_minor": "1,234.50\u00a0yuan",
        "due_on": "26 Nov 2026",
        "limit_rate": "24%",
        "size_bytes": "3 MB",
        "bucket": "interest for lateness",
        "line": "Food",
        "known": "every month, every week",
        "given": "month",  # what a person typed stays as it was typed
        "why": "not known",
        "limit_code": "Time for the lender to answer",
    }
    assert (chinese["bucket"], chinese["known"], chinese["why"]) == ("罚息", "每月、每周", "未知")


def test_one_fact_tells_how_another_reads() -> None:
    with translation.override("en"):
        rate = say(
            "concession_withdrawn",
            {"issue": "annual_rate", "unit": "rate", "before": "0.06", "after": "0.08"},
        )
        waiver = say(
            "concession_withdrawn",
            {"issue": "waive.penalty_interest", "unit": "minor", "before": 50000, "after": 0},
        )
    assert "gave 6%, this one 8%" in rate
    assert "Waiver (interest for lateness)" in waiver
    assert "gave 500\u00a0yuan, this one 0\u00a0yuan" in waiver


def test_a_refusal_names_the_step_and_the_state_as_their_buttons_do() -> None:
    facts = {"machine": "agreement", "step": "sign", "state": "ended", "role": "borrower"}
    with translation.override("zh-hans"):
        said = say("step_not_now", facts)
    assert "签署协议" in said
    assert "协议已结束" in said


def test_a_name_that_looks_like_a_word_of_the_engine_stays_a_name() -> None:
    with translation.override("zh-hans"):
        assert shown({"names": ("savings", "month"), "payee": "bank"}) == {
            "names": "savings、month",
            "payee": "bank",
        }


def test_every_fact_is_of_a_known_kind() -> None:
    """A new fact is an amount, a day, a rate, a number, somebody's own words, or has words here."""
    said = [code for code in (*texts.CODES.values(), *codes.CODES.values()) if code.kind != "clause"]
    facts = {fact for code in said for fact in code.facts}
    told = {"currency", "rule", "before", "after", "unit", "step", "state"}
    known = OWN_WORDS | NUMBERS | NAMES | set(SPOKEN) | told
    assert {fact for fact in facts if not kind_of(fact, {})} - known == set()
