"""Changing a running agreement: it is asked for, talked about on the figures that are left, and signed as a successor.

Until the successor takes effect the old agreement holds; the instalments that the request covers are no breach meanwhile.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from hejie import steps
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.facts import asked, facts_for, varying
from hejie_platform.agreements.models import Obligation, Variation
from hejie_platform.cases.actions import SYSTEM, Also, take_step
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.negotiation.actions import restated
from hejie_platform.negotiation.models import Claim
from hejie_platform.negotiation.queries import latest_claim


@whole
def ask_variation(
    held: HeldAgreement,
    *,
    cause: str,
    covers: Collection[int],
    words: str = "",
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask to change the agreement, for these instalments; the talks open again on what is left of it.

    A debtor who asks for more time acknowledges the debt: the notice on limitation comes first. Raises ActionRefused, StepRefused.
    """
    row, by = held.agreement, held.acting("agreement", "ask_variation")
    numbers, talks = _open_numbers(held, covers), row.negotiation
    claim = _restated(held, now)
    done = take_step(
        row,
        "ask_variation",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "ask_variation", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"cause": cause, "covers": numbers, "claim": claim.number, "claim_hash": claim.hash},
        also=(Also(talks, "state_facts", changes={"is_varying": True}),),
        now=now,
        action_id=action_id,
    )
    claim.save(force_insert=True)
    Variation.objects.create(
        agreement=row,
        side=asked.side_of(by),
        asked_by=held.user,
        asked_at=now,
        cause=cause,
        covers=numbers,
        words=words.strip(),
    )
    return done


def _open_numbers(held: HeldAgreement, covers: Collection[int]) -> list[int]:
    rows = Obligation.objects.filter(
        agreement=held.agreement, number__in=covers, state__in=("open", "claimed"), amount_minor__isnull=False
    )
    numbers = sorted(rows.order_by().values_list("number", flat=True))
    if not numbers:
        raise ActionRefused("variation_covers_nothing")
    return numbers


def _restated(held: HeldAgreement, now: datetime) -> Claim:
    """What is left of the agreement as a new claim. Who asks from the borrower's side asks on these figures."""
    row, day = held.agreement, clock.legal_day(now)
    return restated(
        row.offer.claim,
        as_of=day,
        buckets=varying.left_of(row, day),
        by=held.user,
        agreed_by=held.user if held.side == "borrower" else None,
        now=now,
    )


@whole
def renew_figures(
    held: HeldAgreement, *, seen_version: int | None = None, now: datetime, action_id: UUID
) -> Done:
    """Compute anew what is left, after a payment moved the figures of the request. Raises ActionRefused, StepRefused."""
    talks = Negotiation.objects.select_for_update(of=("self",)).get(pk=held.agreement.negotiation_id)
    newest = latest_claim(talks)
    if newest is not None and varying.figures_stand(held.agreement, newest):
        raise ActionRefused("variation_figures_stand")
    claim = _restated(held, now)
    done = take_step(
        talks,
        "state_facts",
        by=SYSTEM,
        facts=steps.StepFacts(figures_open=talks.is_varying),
        said={"claim": claim.number, "claim_hash": claim.hash},
        now=now,
        action_id=action_id,
    )
    claim.save(force_insert=True)
    return done
