"""From an offer on the table to an acceptance: what is checked, and the parts of the one step that takes it.

An acceptance means one version of one package on one claim. The agreement is drawn up in the same action by the room
above, which calls `accept_parts` and takes the step:

    parts = negotiation.actions.accept_parts(held, number=3, package_hash=..., legal_notice_seen=True, now=now)
    take_step(parts.offer, "accept", by=parts.by, facts=parts.facts, said=parts.said, pending_terms=parts.terms,
              also=(*parts.also, Also(agreement, "draw_up")), now=now, action_id=action_id)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hejie import negotiation, plans, steps, texts
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import Also
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Actor
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.actions.checking import was_approved
from hejie_platform.negotiation.actions.judging import Judged, determined, guard_household, side_of
from hejie_platform.negotiation.actions.room import lock
from hejie_platform.negotiation.models import Claim, Offer
from hejie_platform.negotiation.queries.trial import Grounds, grounds, trial


@dataclass(frozen=True, slots=True)
class AcceptParts:
    """Everything that accepting takes. `is_pending`: the acceptance will wait for a checker, so nothing is drawn up.

    `start` is the day from which the plan runs; `contracts` are the loans as the creditor stated them.
    """

    offer: Offer
    by: Actor
    claim: Claim
    tried: plans.Evaluation
    grounds: Grounds
    contracts: Sequence[facts.Contract]
    start: date
    facts: steps.StepFacts
    said: Mapping[str, Any]
    also: tuple[Also, ...]
    terms: Mapping[str, Any]
    is_pending: bool


def accept_parts(
    held: HeldNegotiation,
    *,
    number: int,
    package_hash: str,
    legal_notice_seen: bool,
    beyond_budget_confirmed: bool = False,
    now: datetime,
) -> AcceptParts:
    """Check the acceptance and return its parts. Call inside a `whole` action.

    Raises texts.Faulty (stale, expired, one's own, another package), ActionRefused (figures not agreed or newer than
    the offer, a check that stops signing, the household's protection).

    An acceptance is a person's own declaration: one that waited for a checker is made again once it was approved.
    """
    row = lock(held)
    found, side = queries.talks(row), side_of(held)
    views = facts.views_of(found.offers)
    if faults := negotiation.may_accept(views, version=number, package_hash=package_hash, side=side, now=now):
        raise texts.Faulty(faults)
    offer = next(one for one in found.offers if one.number == number)
    claim = _agreed_claim(found, offer)
    tried = trial(facts.package_of(offer), grounds(row, claim, day=clock.legal_day(now)))
    judged = Judged(row, claim, found.offers, tried)
    _stops_nothing(judged)
    guard_household(held, judged, confirmed=beyond_budget_confirmed)
    by = held.acting("offer", "accept")
    is_within = (
        not held.is_lender_side
        or queries.is_within(offer, by.role, day=clock.legal_day(now))
        or was_approved(offer, "offer.accept")
    )
    said: dict[str, Any] = {"offer": number, "package_hash": package_hash, "claim": claim.number}
    if is_within:
        said["determination"] = determined(judged, kind="acceptance", now=now).ref
    return AcceptParts(
        offer=offer,
        by=by,
        claim=claim,
        tried=tried.tried,
        grounds=tried.grounds,
        contracts=facts.contracts_from_json(claim.contract),
        start=facts.start_of(claim),
        facts=_step_facts(held, offer, is_within=is_within, notice_seen=legal_notice_seen),
        said=said,
        also=(Also(row, "agree"),),
        terms={
            "subject": str(offer.id),
            "offer": number,
            "package_hash": package_hash,
            "package": offer.package,
            "claim_hash": claim.hash,
        },
        is_pending=not is_within,
    )


def _agreed_claim(found: queries.Talks, offer: Offer) -> Claim:
    """The claim that both sides agreed to, and that the offer was made on. Raises ActionRefused."""
    claim = found.claim
    if claim is None or not facts.is_agreed(claim):
        raise ActionRefused("facts_not_agreed")
    if offer.claim_id != claim.pk and offer.claim.hash != claim.hash:
        raise ActionRefused("offer_on_older_figures")
    return claim


def _stops_nothing(judged: Judged) -> None:
    """What cannot be signed cannot be accepted. Raises ActionRefused naming the check."""
    for finding in judged.trial.stops:
        raise ActionRefused("offer_stopped_by_check", check=finding.check)


def _step_facts(
    held: HeldNegotiation, offer: Offer, *, is_within: bool, notice_seen: bool
) -> steps.StepFacts:
    return steps.StepFacts(
        owner_side=offer.side,
        legal_notice_seen=notice_seen,
        within_authority=is_within,
        talks_open=held.negotiation.talks_are_open or held.negotiation.state == "waiting",
    )
