"""Certificates: whatever is certified verifies, one changed figure is named by its path, no file does us harm."""

import copy
import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.loans import strategies

from hejie import certificates, loans, plans, texts

TERMS = loans.Terms(
    method="equal_instalment",
    principal_minor=1_200_000,
    annual_rate=Fraction("0.18"),
    start=date(2026, 1, 15),
    first_due=date(2026, 2, 15),
    instalments=12,
    penalty_uplift=Fraction(1, 2),
)
CLAIM = loans.Buckets(overdue_principal=900_000, overdue_interest=30_000, penalty_interest=15_000)
PACKAGE = plans.Package(
    instalments=12,
    first_due=date(2026, 2, 15),
    annual_rate=Fraction("0.06"),
    waive={"penalty_interest": 15_000},
)
EVENTS: tuple[loans.Event, ...] = (
    loans.Payment(date(2026, 2, 15), 110_000, id="one"),
    loans.Charge(date(2026, 3, 20), "recovery_costs", 5_000, date(2026, 5, 1)),
    loans.Waiver(date(2026, 4, 20), "penalty_interest", 10),
    loans.RateChange(date(2026, 5, 1), Fraction("0.12")),
    loans.Reversal(date(2026, 5, 20), "one"),
    loans.Restructure(
        date(2026, 6, 1),
        loans.NewTerms(
            start=date(2026, 6, 1), first_due=date(2026, 7, 1), instalments=6, annual_rate=Fraction("0.06")
        ),
    ),
)

PAPERS = {
    "loan.schedule": certificates.of_schedule(TERMS),
    "loan.account": certificates.of_account(TERMS, EVENTS, date(2026, 7, 10)),
    "loan.cost": certificates.of_cost(TERMS, received_minor=1_100_000),
    "plan.package": certificates.of_plan(PACKAGE, CLAIM, start=date(2026, 1, 15)),
}


def test_every_kind_has_its_paper_here() -> None:
    assert set(PAPERS) == set(certificates.KINDS)


@pytest.mark.parametrize("kind", PAPERS)
def test_what_was_certified_is_equal_after_a_way_through_a_file(kind: str) -> None:
    verdict = certificates.verify_bytes(certificates.to_bytes(PAPERS[kind]))
    assert verdict.is_equal
    assert [said.code for said in verdict.messages] == ["certificate_equal"]


@settings(max_examples=40, deadline=None)
@given(terms=strategies.rich_terms(most=40))
def test_any_terms_give_a_certificate_that_verifies(terms: loans.Terms) -> None:
    paper = certificates.of_schedule(terms)
    assert certificates.verify(paper).is_equal
    assert sum(paper["result"]["principal"]) == sum(loans.schedule(terms).principal)


@settings(max_examples=25, deadline=None)
@given(life=strategies.lives())
def test_any_life_of_a_loan_gives_a_certificate_that_verifies(
    life: tuple[loans.Terms, tuple[loans.Event, ...], date],
) -> None:
    paper = certificates.of_account(*life)
    assert certificates.verify_bytes(certificates.to_bytes(paper)).is_equal


def leaves(value: Any, path: str) -> Iterator[tuple[str, list[Any]]]:
    """Every figure and word of a result: its path, and the keys to it."""
    pairs = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if pairs is None:
        yield path, []
        return
    for key, item in pairs:
        for place, keys in leaves(item, f"{path}.{key}"):
            yield place, [key, *keys]


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("part", ["result", "conventions"])
def test_one_changed_figure_anywhere_is_named_by_its_path(kind: str, part: str) -> None:
    for path, keys in leaves(PAPERS[kind][part], part):
        paper = copy.deepcopy(PAPERS[kind])
        nest = paper[part]
        for key in keys[:-1]:
            nest = nest[key]
        old = nest[keys[-1]]
        nest[keys[-1]] = old + 1 if isinstance(old, int) else f"{old}!"
        paper["hash"] = texts.digest({name: value for name, value in paper.items() if name != "hash"})
        verdict = certificates.verify(paper)
        assert [one.path for one in verdict.differences] == [path]
        assert verdict.hash_holds, "somebody clever made the hash anew; the figures still tell"


def test_a_changed_input_is_found_by_what_follows_from_it_and_by_the_hash() -> None:
    paper = copy.deepcopy(PAPERS["loan.schedule"])
    paper["inputs"]["terms"]["principal"] = "12000.01"
    verdict = certificates.verify(paper)
    assert "result.totals.principal" in [one.path for one in verdict.differences]
    assert not verdict.hash_holds


def test_a_touched_word_beside_the_figures_breaks_the_hash_alone() -> None:
    paper = PAPERS["loan.schedule"] | {"engine": "0.0.1"}
    verdict = certificates.verify(paper)
    assert not verdict.differences
    assert not verdict.is_equal
    assert [said.code for said in verdict.messages] == [
        "certificate_equal",
        "certificate_hash_broken",
        "certificate_other_engine",
    ]


def test_another_version_is_recomputed_and_said_and_may_lack_a_name_that_is_new() -> None:
    paper = copy.deepcopy(PAPERS["loan.schedule"]) | {"engine": "0.0.1"}
    del paper["conventions"]["counted_on"]
    paper["hash"] = texts.digest({name: value for name, value in paper.items() if name != "hash"})
    verdict = certificates.verify(paper)
    assert verdict.is_equal
    assert [said.code for said in verdict.messages] == ["certificate_equal", "certificate_other_engine"]
    own = copy.deepcopy(PAPERS["loan.schedule"])
    del own["conventions"]["counted_on"]
    assert [one.told for one in certificates.verify(own).differences] == ["-"]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_reads_back_as_it_was_written(event: loans.Event) -> None:
    plain = json.loads(texts.canonical_json(certificates.plain_event(event)))
    assert certificates.parse_event(plain) == (event, ())


def test_faults_of_events_are_collected_with_their_places() -> None:
    inputs = copy.deepcopy(PAPERS["loan.account"]["inputs"])
    inputs["events"] = [
        {"event": "theft"},
        {"event": "payment", "day": "2026-02-30", "minor": "much", "colour": "red"},
        {"event": "waiver", "day": "2026-03-01", "bucket": "gold", "minor": -1},
    ]
    with pytest.raises(texts.Faulty) as refused:
        certificates.certify("loan.account", inputs)
    assert {(fault.field, fault.code) for fault in refused.value.faults} == {
        ("inputs.events.0.event", "certificate_event_unknown"),
        ("inputs.events.1.colour", "certificate_field_unknown"),
        ("inputs.events.1.day", "date_not_in_calendar"),
        ("inputs.events.1.minor", "certificate_field_wrong"),
        ("inputs.events.2.bucket", "loan_bucket_unknown"),
        ("inputs.events.2.minor", "loan_amount_negative"),
    }


def test_a_plan_that_cannot_be_computed_is_refused_with_its_reason() -> None:
    paper = copy.deepcopy(PAPERS["plan.package"])
    paper["inputs"]["package"]["waive"]["penalty_interest"] = 99_000
    assert [fault.code for fault in certificates.verify(paper).faults] == ["loan_waiver_too_large"]


# hostile files

GOOD = certificates.to_bytes(PAPERS["loan.schedule"]).decode()
HOSTILE = {
    "nothing": ("", "certificate_not_json"),
    "no json": ("%PDF-1.7", "certificate_not_json"),
    "a list": ("[1]", "certificate_field_wrong"),
    "null bytes": ("\0\0\0", "certificate_not_json"),
    "half a file": (GOOD[:200], "certificate_not_json"),
    "a deep nest": ("[" * 100_000, "certificate_not_json"),
    "a deep nest that closes": ('{"a":' * 30 + "1" + "}" * 30, "certificate_too_deep"),
    "a very long number": ('{"a": ' + "9" * 5000 + "}", "certificate_number_too_long"),
    "a point": ('{"a": 1.5}', "certificate_not_whole"),
    "not a number": ('{"a": NaN}', "certificate_not_whole"),
    "a name twice": ('{"a": 1, "a": 2}', "certificate_name_twice"),
    "long text": (json.dumps({"a": "x" * 1000}), "certificate_text_too_long"),
    "many values": (json.dumps({"a": [1] * 30_000}), "certificate_too_many_values"),
    "too large": (" " * 500_000, "certificate_too_large"),
    "another format": (GOOD.replace('"format": 1', '"format": 2'), "certificate_format_unknown"),
    "another kind": (GOOD.replace('"loan.schedule"', '"loan.magic"'), "certificate_kind_unknown"),
    "an empty object": ("{}", "certificate_field_missing"),
    "inputs that are text": (
        json.dumps(PAPERS["loan.schedule"] | {"inputs": "all"}),
        "certificate_field_wrong",
    ),
    "terms that are a number": (
        json.dumps(PAPERS["loan.schedule"] | {"inputs": {"terms": 5}}),
        "certificate_field_wrong",
    ),
    "no number of instalments": (
        json.dumps(PAPERS["loan.schedule"] | {"inputs": {"terms": {"instalment": "1"}}}),
        "certificate_field_missing",
    ),
    "a claim of words": (
        json.dumps(
            PAPERS["plan.package"]
            | {"inputs": PAPERS["plan.package"]["inputs"] | {"claim": {"gold": "all", "currency": ["x"]}}}
        ),
        "certificate_field_wrong",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_what_is_wrong_with_it(name: str) -> None:
    data, code = HOSTILE[name]
    verdict = certificates.verify_bytes(data.encode())
    assert code in [fault.code for fault in verdict.faults]
    assert not verdict.is_equal


def test_no_certificate_makes_us_compute_for_long() -> None:
    """The dearest account inside the bounds is computed; one instalment more is refused before anything is."""
    bounds = certificates.Bounds(bytes=400_000, values=20_000, work=3_600)
    inputs = copy.deepcopy(PAPERS["loan.account"]["inputs"]) | {"on": "2099-01-01", "events": []}
    for instalments, codes in ((60, []), (61, ["certificate_too_much_work"])):
        inputs["terms"]["instalments"] = instalments
        verdict = certificates.verify(PAPERS["loan.account"] | {"inputs": inputs}, bounds=bounds)
        assert [fault.code for fault in verdict.faults] == codes
    began = time.perf_counter()
    inputs["terms"]["instalments"] = 1200
    assert certificates.verify(PAPERS["loan.account"] | {"inputs": inputs}).faults
    assert time.perf_counter() - began < 1


def test_events_that_bring_a_thousand_instalments_are_refused() -> None:
    inputs = copy.deepcopy(PAPERS["loan.account"]["inputs"])
    inputs["events"] = [certificates.plain_event(loans.Extension(date(2026, 3, 1), 1_000))]
    verdict = certificates.verify(PAPERS["loan.account"] | {"inputs": inputs})
    assert [fault.code for fault in verdict.faults] == ["certificate_too_much_work"]


@settings(max_examples=60, deadline=None)
@given(
    junk=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    ),
    kind=st.sampled_from(sorted(PAPERS)),
    place=st.integers(0, 200),
)
def test_junk_in_any_place_is_a_verdict_and_never_a_traceback(junk: Any, kind: str, place: int) -> None:
    paper = copy.deepcopy(PAPERS[kind])
    paths = [keys for _, keys in leaves(paper, "")]
    keys = paths[place % len(paths)]
    nest = paper
    for key in keys[:-1]:
        nest = nest[key]
    nest[keys[-1]] = junk
    assert isinstance(certificates.verify(paper).is_equal, bool)


def test_a_day_beyond_all_days_is_a_fault() -> None:
    inputs = copy.deepcopy(PAPERS["loan.account"]["inputs"]) | {"on": str(date(2100, 12, 31) + timedelta(1))}
    verdict = certificates.verify(PAPERS["loan.account"] | {"inputs": inputs})
    assert [fault.code for fault in verdict.faults] == ["date_too_late"]
