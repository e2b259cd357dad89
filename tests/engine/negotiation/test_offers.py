"""Offers between two sides: one on the table, one acceptance, bound to one version of one package."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hejie import negotiation, steps

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
Offers = tuple[negotiation.OfferView, ...]


def _put(offers: Offers, side: str, package: str, *, now: datetime = NOW, lasts: timedelta = WEEK) -> Offers:
    after, faults = negotiation.put(offers, side=side, package_hash=package, now=now, expires_at=now + lasts)
    assert faults == ()
    return after


def _why_not(offers: Offers, version: int, package: str, side: str, *, now: datetime = NOW) -> list[str]:
    faults = negotiation.may_accept(offers, version=version, package_hash=package, side=side, now=now)
    return [fault.code for fault in faults]


@pytest.fixture
def offered() -> Offers:
    """The lender's first offer is on the table."""
    return _put((), "lender", "aa")


def test_the_other_side_accepts_the_offer_on_the_table(offered: Offers) -> None:
    accepted, faults = negotiation.accept(offered, version=1, package_hash="aa", side="borrower", now=NOW)
    assert faults == ()
    assert [(offer.state, offer.reason) for offer in accepted] == [("accepted", "")]


@pytest.mark.feature("G08")
def test_a_version_is_not_accepted_after_a_newer_one_exists(offered: Offers) -> None:
    for newer in (_put(offered, "lender", "bb"), _put(offered, "borrower", "bb")):
        assert _why_not(newer, 1, "aa", "borrower") == ["offer_stale"]
        after, faults = negotiation.accept(newer, version=1, package_hash="aa", side="borrower", now=NOW)
        assert after == newer
        assert faults[0].facts == {"version": 1, "latest": 2}


@pytest.mark.feature("G08")
def test_an_earlier_acceptance_does_not_carry_over_to_a_newer_version(offered: Offers) -> None:
    accepted, _ = negotiation.accept(offered, version=1, package_hash="aa", side="borrower", now=NOW)
    newer = _put(negotiation.void(accepted), "lender", "bb")
    assert [offer.state for offer in newer] == ["closed", "open"]
    assert _why_not(newer, 1, "aa", "borrower") == ["offer_stale"]


def test_an_acceptance_of_another_package_under_the_right_version_is_refused(offered: Offers) -> None:
    assert _why_not(offered, 1, "ab", "borrower") == ["offer_terms_differ"]
    assert _why_not(offered, 1, "aa", "borrower") == []


def test_nobody_accepts_or_rejects_their_own_offer(offered: Offers) -> None:
    assert _why_not(offered, 1, "aa", "lender") == ["offer_own"]
    faults = negotiation.may_reject(offered, version=1, side="lender", now=NOW)
    assert [fault.code for fault in faults] == ["offer_own"]


def test_an_unknown_version_is_refused(offered: Offers) -> None:
    assert _why_not(offered, 2, "aa", "borrower") == ["offer_unknown"]
    assert [f.code for f in negotiation.may_withdraw(offered, version=2, side="lender", now=NOW)] == [
        "offer_unknown"
    ]


def test_an_offer_can_be_accepted_until_just_before_it_expires(offered: Offers) -> None:
    end = NOW + WEEK
    assert _why_not(offered, 1, "aa", "borrower", now=end - timedelta(microseconds=1)) == []
    assert _why_not(offered, 1, "aa", "borrower", now=end) == ["offer_expired"]
    assert [offer.reason for offer in negotiation.expire(offered, now=end)] == ["time"]
    assert negotiation.live(offered, now=end) is None


@pytest.mark.feature("E02")
def test_a_counter_offer_that_equals_the_offer_is_refused_and_one_that_differs_is_not(
    offered: Offers,
) -> None:
    def faults(package: str) -> list[str]:
        found = negotiation.may_put(
            offered, side="borrower", package_hash=package, now=NOW, expires_at=NOW + WEEK
        )
        return [fault.code for fault in found]

    assert faults("aa") == ["offer_same_as_theirs"]
    assert faults("ab") == []


def test_an_own_offer_is_put_again_only_to_give_more_time(offered: Offers) -> None:
    def faults(expires_at: datetime) -> list[str]:
        found = negotiation.may_put(offered, side="lender", package_hash="aa", now=NOW, expires_at=expires_at)
        return [fault.code for fault in found]

    assert faults(NOW + WEEK) == ["offer_same_as_own"]
    assert faults(NOW + WEEK + timedelta(days=1)) == []


def test_what_was_refused_because_it_lay_on_the_table_may_be_put_once_it_has_left_it(offered: Offers) -> None:
    rejected, _ = negotiation.reject(offered, version=1, side="borrower", now=NOW)
    assert (
        negotiation.may_put(rejected, side="borrower", package_hash="aa", now=NOW, expires_at=NOW + WEEK)
        == ()
    )


def test_an_offer_that_has_expired_when_it_is_put_is_refused() -> None:
    faults = negotiation.may_put((), side="lender", package_hash="aa", now=NOW, expires_at=NOW)
    assert [fault.code for fault in faults] == ["offer_expiry_past"]


def test_a_newer_version_counters_the_other_side_and_replaces_ones_own(offered: Offers) -> None:
    assert negotiation.closing_step((), side="lender") is None
    for side, name, reason in (("borrower", "counter", "countered"), ("lender", "replace", "replaced")):
        closing = negotiation.closing_step(offered, side=side)
        assert closing == (offered[0], name)
        assert _put(offered, side, "bb")[0].reason == reason


def test_an_offer_is_withdrawn_by_its_own_side_only(offered: Offers) -> None:
    assert [f.code for f in negotiation.may_withdraw(offered, version=1, side="borrower", now=NOW)] == [
        "offer_not_own"
    ]
    withdrawn, faults = negotiation.withdraw(offered, version=1, side="lender", now=NOW)
    assert faults == ()
    assert withdrawn[0].reason == "withdrawn"
    assert _why_not(withdrawn, 1, "aa", "borrower") == ["offer_closed"]


def test_an_accepted_offer_can_be_neither_withdrawn_nor_accepted_twice(offered: Offers) -> None:
    accepted, _ = negotiation.accept(offered, version=1, package_hash="aa", side="borrower", now=NOW)
    assert _why_not(accepted, 1, "aa", "borrower") == ["offer_accepted_already"]
    faults = negotiation.may_withdraw(accepted, version=1, side="lender", now=NOW)
    assert [fault.code for fault in faults] == ["offer_accepted_already"]


def test_sides_and_times_are_checked() -> None:
    with pytest.raises(ValueError, match="no side"):
        negotiation.may_put((), side="bank", package_hash="aa", now=NOW, expires_at=NOW + WEEK)
    with pytest.raises(ValueError, match="zone"):
        negotiation.may_accept((), version=1, package_hash="aa", side="lender", now=datetime(2026, 1, 5))


class Haggling(RuleBasedStateMachine):
    """Two sides do whatever comes to mind, in any order; some promises hold throughout."""

    sides = st.sampled_from(negotiation.SIDES)
    packages = st.sampled_from(["aa", "bb", "cc"])
    versions = st.integers(0, 6)

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.offers: Offers = ()
        self.ended: dict[int, tuple[str, str]] = {}

    @rule(side=sides, package=packages, days=st.integers(-1, 9))
    def put(self, side: str, package: str, days: int) -> None:
        expires_at = self.now + timedelta(days=days)
        self.offers, faults = negotiation.put(
            self.offers, side=side, package_hash=package, now=self.now, expires_at=expires_at
        )
        if not faults:
            assert negotiation.live(self.offers, now=self.now) == self.offers[-1]

    @rule(side=sides, package=packages, version=versions)
    def accept(self, side: str, package: str, version: int) -> None:
        on_table = negotiation.live(self.offers, now=self.now)
        self.offers, faults = negotiation.accept(
            self.offers, version=version, package_hash=package, side=side, now=self.now
        )
        meant = on_table and (on_table.version, on_table.package_hash) == (version, package)
        assert (faults == ()) == bool(meant and on_table and on_table.side != side)

    @rule(side=sides, version=versions)
    def reject(self, side: str, version: int) -> None:
        self.offers, _ = negotiation.reject(self.offers, version=version, side=side, now=self.now)

    @rule(side=sides, version=versions)
    def withdraw(self, side: str, version: int) -> None:
        self.offers, _ = negotiation.withdraw(self.offers, version=version, side=side, now=self.now)

    @rule(days=st.integers(1, 5))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.offers = negotiation.expire(self.offers, now=self.now)

    @invariant()
    def one_at_most_is_open_and_it_is_the_latest(self) -> None:
        open_ones = [offer.version for offer in self.offers if offer.state == "open"]
        assert open_ones in ([], [len(self.offers)])

    @invariant()
    def versions_count_from_one_and_states_are_those_of_the_table(self) -> None:
        assert [offer.version for offer in self.offers] == list(range(1, len(self.offers) + 1))
        assert {offer.state for offer in self.offers} <= set(steps.MACHINES["offer"].states)

    @invariant()
    def what_has_ended_stays_ended_as_it_did(self) -> None:
        for offer in self.offers:
            if offer.state != "open":
                assert self.ended.setdefault(offer.version, (offer.state, offer.reason)) == (
                    offer.state,
                    offer.reason,
                )


TestHaggling = Haggling.TestCase
TestHaggling.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
