"""Nobody offers or signs whose identity is not proven on that day: never shown, expired, failed, or not judged yet.

For the borrower's side that is a proof of their own; who acts for a lender is vouched for by it, through a dated membership.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from hejie import steps
from hejie_platform.agreements.models import Signature
from hejie_platform.negotiation.models import Offer
from hejie_platform.people import providers
from hejie_platform.people.access import NotHeld
from hejie_platform.people.models import IdentityProof, Membership, User
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = [pytest.mark.django_db, pytest.mark.feature("A03")]

# what the proof of a person may have become -> its columns
STANDINGS: dict[str, dict[str, Any]] = {
    "absent": {},
    "expired": {"valid_until": date(2026, 11, 22)},
    "failed": {"state": "failed"},
    "pending": {"state": "pending"},
}


def CHAPTER(cast: Cast, now: datetime) -> tuple[Story, Story]:
    """An agreement to sign with the bank, and figures agreed with the other lender."""
    signing = agreements.drawn_up(negotiation.waiting(cast, now=now), now=now)
    talking = negotiation.beside(cast, signing, cast.microloan, now=now)
    return signing, negotiation.facts_agreed(talking, now=now)


def stands(person: User, standing: str) -> None:
    proofs = IdentityProof.objects.filter(user=person)
    proofs.update(**STANDINGS[standing]) if STANDINGS[standing] else proofs.delete()


@pytest.mark.parametrize("standing", STANDINGS)
def test_no_offer_is_taken_from_a_borrower_whose_identity_is_not_proven(
    told: tuple[Story, Story], standing: str, now: datetime
) -> None:
    stands(told[1].borrower, standing)
    before = Offer.objects.count()
    with pytest.raises(steps.StepRefused, match="step_needs_identity"):
        negotiation.offer_put(told[1], side="borrower", now=now)
    assert Offer.objects.count() == before


def test_the_same_offer_is_taken_on_the_last_day_of_the_proof(
    told: tuple[Story, Story], now: datetime
) -> None:
    IdentityProof.objects.filter(user=told[1].borrower).update(valid_until=date(2026, 11, 23))
    assert negotiation.offer_put(told[1], side="borrower", now=now).side == "borrower"


@pytest.mark.parametrize("standing", STANDINGS)
def test_no_signature_is_taken_from_a_borrower_whose_identity_is_not_proven(
    told: tuple[Story, Story], standing: str, now: datetime
) -> None:
    stands(told[0].borrower, standing)
    with pytest.raises(steps.StepRefused, match="step_needs_identity"):
        agreements.signed(told[0], told[0].borrower, now=now)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("until", [None, date(2026, 11, 22)], ids=["never", "ended"])
def test_nobody_offers_or_signs_for_a_lender_that_does_not_vouch_for_them_that_day(
    told: tuple[Story, Story], until: date | None, now: datetime
) -> None:
    for person in (told[1].officer, told[0].checker):
        seats = Membership.objects.filter(user=person)
        seats.update(until_day=until) if until else seats.delete()
    with pytest.raises(NotHeld):
        negotiation.offer_put(told[1], side="lender", now=now)
    with pytest.raises(NotHeld):
        agreements.signed(told[0], told[0].checker, now=now)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("who", ["borrower", "checker"])
def test_the_same_signature_is_taken_while_the_proof_holds(
    told: tuple[Story, Story], who: str, now: datetime
) -> None:
    agreements.signed(told[0], getattr(told[0], who), now=now)
    assert Signature.objects.count() == 1


def elsewhere(subject: providers.Subject, *, idempotency_key: str) -> providers.Outcome:
    """An adapter of somebody else's."""
    return providers.Outcome("no_record", "elsewhere", idempotency_key)


def test_the_check_is_an_adapter_that_a_setting_replaces(settings: Any) -> None:
    asked = providers.Subject("legal name", "11010519491231002X")
    found: dict[str, Callable[..., providers.Outcome] | None] = {}
    for named in ("", "hejie_platform.people.providers:double", f"{__name__}:elsewhere"):
        settings.HEJIE_IDENTITY_PROVIDER = named
        found[named] = providers.find()
    assert found[""] is None, "without one, a person looks at papers"
    double, other = list(found.values())[1:]
    assert double
    assert other
    assert double(asked, idempotency_key="1").status == "match"
    assert other(asked, idempotency_key="1").provider == "elsewhere"
