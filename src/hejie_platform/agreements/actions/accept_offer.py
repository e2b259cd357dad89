"""An acceptance is the first half of an agreement: in one action the offer is accepted and the terms are drawn up.

The terms are frozen as canonical JSON with one hash, and nothing is accepted that cannot be written out: a contract whose
rate nobody stated, a first payment before there is time to sign, a check that stops signing.
"""

from datetime import datetime
from uuid import UUID

from hejie import agreements, texts
from hejie_platform.agreements.facts import deal, tying, varying
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.negotiation.actions import AcceptParts, accept_parts
from hejie_platform.negotiation.queries import beyond_forecast, purse_of


@whole
def accept_offer(
    held: HeldNegotiation,
    *,
    number: int,
    package_hash: str,
    legal_notice_seen: bool,
    beyond_budget_confirmed: bool = False,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Accept exactly this version of exactly this package, and draw up the agreement for all to sign.

    Above the officer's authority the acceptance waits for a checker and nothing is drawn up. Raises texts.Faulty with
    everything that stands against it, ActionRefused, StepRefused.
    """
    return accepted(
        held,
        number=number,
        package_hash=package_hash,
        legal_notice_seen=legal_notice_seen,
        beyond_budget_confirmed=beyond_budget_confirmed,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )


def accepted(
    held: HeldNegotiation,
    *,
    number: int,
    package_hash: str,
    legal_notice_seen: bool,
    beyond_budget_confirmed: bool = False,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The one step of accepting. Call inside a `whole` action."""
    parts = accept_parts(
        held,
        number=number,
        package_hash=package_hash,
        legal_notice_seen=legal_notice_seen,
        beyond_budget_confirmed=beyond_budget_confirmed,
        now=now,
    )
    agreement = None if parts.is_pending else _drawn_up(parts, now)
    follows = () if agreement is None else _follows(parts, agreement)
    return take_step(
        parts.offer,
        "accept",
        by=parts.by,
        facts=parts.facts,
        said=dict(parts.said) | ({"terms_hash": agreement.terms_hash} if agreement else {}),
        pending_terms=parts.terms,
        also=follows,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )


def _drawn_up(parts: AcceptParts, now: datetime) -> Agreement:
    """The agreement, not yet saved. Raises texts.Faulty."""
    offer, until = parts.offer, deal.sign_by(parts.offer, now=now)  # of a tied one: the tie's last day
    tried = deal.tried_with_means(offer, parts.grounds, day=clock.legal_day(now))
    running, tie = varying.running_of(offer.negotiation), tying.tie_of(offer.negotiation, now=now)
    if running is not None and not varying.figures_stand(running, parts.claim):
        raise ActionRefused("variation_figures_moved")
    beyond = beyond_forecast(purse_of(offer.negotiation), parts.tried)
    months = agreements.spans(one.month for one in beyond)
    around = deal.Around(before=running, tie=None if running else tie, beyond=months)
    terms, faults = deal.drawn_up(offer, tried, around=around, until=until, now=now)
    if terms is None:
        raise texts.Faulty(faults)
    return _row(parts, terms, around, until)


def _row(parts: AcceptParts, terms: agreements.Terms, around: deal.Around, until: datetime) -> Agreement:
    return Agreement(
        negotiation=parts.offer.negotiation,
        offer=parts.offer,
        predecessor=around.before,
        tie=around.tie,
        terms=texts.canonical_json(terms.terms_json).decode(),
        terms_hash=terms.terms_hash,
        sign_by=until,
    )


def _follows(parts: AcceptParts, agreement: Agreement) -> tuple[Also, ...]:
    """The talks are agreed (they are already, where a running agreement is varied), the agreement is in signing."""
    agreed = tuple(also for also in parts.also if also.row.state != "agreed")
    return (*agreed, Also(agreement, "draw_up", dues={"signatures": agreement.sign_by}))
