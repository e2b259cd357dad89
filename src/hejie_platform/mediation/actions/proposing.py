"""The mediator's proposal: to all at once, answered in secret, carried out where all said yes.

An answer goes into the sealed chain of the party that gave it, and nothing that anybody else reads moves. When the last one is
there, the worker says the outcome to all in one breath: accepted by all, or not accepted by all - never by whom. Where all
accepted, each lender's part becomes that lender's offer and the borrower's acceptance by the ordinary way, in the names of
those who said yes, so that every check of that way holds here too.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Max

from hejie import plans, steps, texts
from hejie_platform.agreements import actions as agreements
from hejie_platform.cases.access import HeldNegotiation, NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Effect,
    Owed,
    chain_for,
    done_before,
    owe_more,
    record,
    whole,
)
from hejie_platform.mediation.actions.speaking import joint_room, lock
from hejie_platform.mediation.actions.telling import news
from hejie_platform.mediation.facts.agenda import CAUSES as CAUSES  # the form of a proposal offers them
from hejie_platform.mediation.models import Proposal, ProposalAnswer, ProposalPart
from hejie_platform.mediation.table import BORROWER, HeldTable, Party
from hejie_platform.negotiation import access as talks_access
from hejie_platform.negotiation import actions as talks
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.actions.judging import Judged, guard_household
from hejie_platform.negotiation.queries.trial import Trial, grounds, trial

LONGEST = 4000
ANSWERS = ("yes", "no")
DAYS_OPEN = 7
SYSTEM = Actor(None, "system")


@whole
def propose(
    held: HeldTable,
    *,
    cause: str,
    analysis: str,
    reasoning: str,
    packages: Mapping[str, plans.Package],
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Put one package for the talks with each lender that is here, with the cause and the reasons. An open one is replaced.

    packages: by the reference of the talks. Raises ActionRefused (figures not agreed, a check that blocks), StepRefused.
    """
    row, by = lock(held), held.acting("mediation", "propose")
    if cause not in CAUSES or not analysis.strip() or not reasoning.strip():
        raise ActionRefused("proposal_incomplete")
    if max(len(analysis), len(reasoning)) > LONGEST:
        raise ActionRefused("message_too_long", most=LONGEST)
    tried = [(party, _tried(party, packages, now)) for party in lenders_of(held)]
    number = int(Proposal.objects.filter(mediation=row).aggregate(newest=Max("number"))["newest"] or 0) + 1
    hashes = {party.key: plans.package_hash(one.tried.package) for party, one in tried}
    said = {"proposal": number, "cause": cause, "packages": hashes}
    done = take_step(row, "propose", by=by, said=said, now=now, action_id=action_id)
    Proposal.objects.filter(mediation=row, closed_at__isnull=True).update(closed_at=now, outcome="replaced")
    room = joint_room(row, now=now)
    made = Proposal.objects.create(
        mediation=row,
        number=number,
        cause=cause,
        analysis=facts.seal_words(room, analysis, place=f"analysis.{number}"),
        reasoning=facts.seal_words(room, reasoning, place=f"reasoning.{number}"),
        put_by=held.user,
        put_at=now,
    )
    for party, one in tried:
        ProposalPart.objects.create(
            proposal=made,
            negotiation=_talks(party),
            claim=one.grounds.claim,
            package=plans.package_to_json(one.tried.package),
            package_hash=hashes[party.key],
        )
    return done


def lenders_of(held: HeldTable) -> list[Party]:
    """The lenders who are here themselves. Raises ActionRefused if there is none."""
    found = [party for party in held.present if party.kind == "lender"]
    if not found:
        raise ActionRefused("proposal_no_lender")
    return found


def _talks(party: Party) -> Negotiation:
    if party.negotiation is None:
        raise NotHeld
    return party.negotiation


def _tried(party: Party, packages: Mapping[str, plans.Package], now: datetime) -> Trial:
    """The package for this lender on the figures that both sides agreed to. Raises ActionRefused."""
    row = _talks(party)
    claim, package = queries.latest_claim(row), packages.get(row.ref)
    if claim is None or not facts.is_agreed(claim) or row.state != "talking":
        raise ActionRefused("facts_not_agreed")
    if package is None:
        raise ActionRefused("proposal_incomplete")
    found = trial(package, grounds(row, claim, day=clock.legal_day(now)))
    for finding in found.stops:
        raise ActionRefused("offer_stopped_by_check", check=finding.check)
    return found


@whole
def answer_proposal(
    held: HeldTable,
    *,
    party: str,
    proposal: Proposal,
    answer: str,
    legal_notice_seen: bool,
    beyond_budget_confirmed: bool = False,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say yes or no for this party, in secret and once. A yes to what one may not grant alone is for a checker to say.

    Raises NotHeld, ActionRefused, StepRefused.
    """
    row, by = lock(held), held.acting("mediation", "answer_proposal")
    proposal.refresh_from_db()
    if party not in held.mine or party not in answering(held.parties) or answer not in ANSWERS:
        raise NotHeld
    if proposal.closed_at is not None:
        raise ActionRefused("stale")
    if ProposalAnswer.objects.filter(proposal=proposal, party=party).exists():
        raise ActionRefused("proposal_answered")
    if answer == "yes":
        _may_say_yes(held, party, proposal, by, beyond_budget_confirmed, now)
    ProposalAnswer.objects.create(
        proposal=proposal, party=party, answer=answer, given_by=held.user, given_at=now
    )
    given = set(proposal.answers.values_list("party", flat=True))
    is_last = given >= set(answering(held.parties))
    owed = (Owed(kind="proposal.conclude", payload={"proposal": str(proposal.pk)}),) if is_last else ()
    return take_step(
        row,
        "answer_proposal",
        by=by,
        within=party,
        facts=steps.StepFacts(legal_notice_seen=legal_notice_seen),
        said={"proposal": proposal.number},
        owed=owed,
        now=now,
        action_id=action_id,
    )


def answering(parties: tuple[Party, ...]) -> list[str]:
    """Who answers a proposal: the borrower, and each lender that is here. A guarantor signs later or does not."""
    return [one.key for one in parties if one.key == BORROWER or (one.kind == "lender" and one.is_present)]


def _may_say_yes(
    held: HeldTable, party: str, proposal: Proposal, by: Actor, confirmed: bool, now: datetime
) -> None:
    """The lender's authority for its own part; the household's protection for all of them. Raises ActionRefused."""
    for part in _parts(proposal):
        on = grounds(part.negotiation, part.claim, day=clock.legal_day(now))
        found = trial(facts.package_of(part), on)
        if held.party(party).negotiation == part.negotiation and not found.is_within(by.role):
            raise ActionRefused("proposal_needs_checker")
        if party == BORROWER:
            own = HeldNegotiation(held.user, held.roles, held.principal, part.negotiation)
            guard_household(own, Judged(part.negotiation, part.claim, (), found), confirmed=confirmed)


def _parts(proposal: Proposal) -> list[ProposalPart]:
    rows = proposal.parts.select_related("negotiation__case", "negotiation__creditor", "claim")
    return list(rows.order_by("id"))


# --- the outcome -------------------------------------------------------------------------------------


def conclude_proposal(effect: Effect, *, now: datetime) -> None:
    """Handler of `proposal.conclude`: say to all at once how it ended."""
    proposal = Proposal.objects.select_related("mediation__case").get(pk=effect.payload["proposal"])
    if proposal.closed_at is None:
        say_outcome(proposal, now=now, action_id=effect.id)


@whole
def say_outcome(proposal: Proposal, *, now: datetime, action_id: UUID) -> Done:
    """All have answered: accepted by all, or not. A no has no name."""
    row = proposal.mediation
    outcome = "all" if all(one.answer == "yes" for one in proposal.answers.all()) else "not_all"
    Proposal.objects.filter(pk=proposal.pk, closed_at__isnull=True).update(closed_at=now, outcome=outcome)
    parts = _parts(proposal) if outcome == "all" else []
    carried = tuple(
        Owed(kind="proposal.carry", key=one.negotiation.ref, payload={"part": one.pk}) for one in parts
    )
    return record(
        chain=chain_for(row.id, "shared"),
        by=SYSTEM,
        verb="mediation.proposal_concluded",
        subject=row.id,
        facts={"proposal": proposal.number, "outcome": outcome},
        owed=(news(row, f"proposal_{outcome}"), *carried),
        now=now,
        action_id=action_id,
    )


def carry_out(effect: Effect, *, now: datetime) -> None:
    """Handler of `proposal.carry`: the lender's offer and the borrower's acceptance, in the names of those who said yes.

    What stands against it by now (newer figures, an authority that ended) is not passed over: both sides are told that the
    offer could not be drawn up by itself.
    """
    if done_before(uuid5(effect.pk, "accept")):
        return
    part = ProposalPart.objects.select_related("proposal__mediation__case", "negotiation__creditor").get(
        pk=effect.payload["part"]
    )
    try:
        _put_and_accept(part, effect, now)
    except (ActionRefused, steps.StepRefused, texts.Faulty, NotHeld):
        row: Mediation = part.proposal.mediation
        owe_more(effect, news(row, "proposal_not_carried", talks=part.negotiation), now=now)


def _put_and_accept(part: ProposalPart, effect: Effect, now: datetime) -> None:
    said_yes = {one.party: one.given_by for one in part.proposal.answers.select_related("given_by")}
    ref = part.negotiation.ref
    desk = talks_access.desk_for(said_yes[f"lender-{ref}"], ref, now=now)
    package, _faults = plans.package_from_json(part.package)
    if package is None:
        raise ActionRefused("stale")
    talks.put_offer(
        desk,
        package=package,
        days_open=DAYS_OPEN,
        legal_notice_seen=True,
        seen_offer=queries.talks(part.negotiation).latest_number,
        now=now,
        action_id=uuid5(effect.pk, "put"),
    )
    offer: Any = queries.talks(part.negotiation).open_offer
    if offer is None or offer.package_hash != part.package_hash:
        raise ActionRefused("stale")
    agreements.accept_offer(
        talks_access.room_for(said_yes[BORROWER], ref, now=now),
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        now=now,
        action_id=uuid5(effect.pk, "accept"),
    )
