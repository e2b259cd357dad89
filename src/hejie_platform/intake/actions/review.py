"""The desk decides on an application: admit, send back with each cure, decline with a reason and the ways that remain.

A named reviewer confirms both who the parties are and what the dispute is about; both are kept. Admitting begins one
negotiation with each lender here, over all loans of that lender, and owes each lender its own notice with its clock.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import steps
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts.lists import LISTS, TRACKS
from hejie_platform.intake.models import ClaimedLoan, Classification, Consent, Review
from hejie_platform.intake.queries.application import creditors_of
from hejie_platform.ledger.actions import Done, whole
from hejie_platform.people.models import Organisation


@whole
def admit(
    held: HeldCase,
    *,
    parties_confirmed: bool,
    content_confirmed: bool,
    cause: str,
    track: str,
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Admit: parties and content confirmed, cause and track classed, talks begun with every lender here.

    Raises Wrong, StepRefused, ActionRefused("stale").
    """
    _check_class(cause, track)
    talks = [Negotiation(case=held.case, creditor=creditor) for creditor in creditors_asked(held.case, now)]
    if not talks:
        raise refuse("admit_needs_lender_here")
    done = take_step(
        held.case,
        "admit",
        by=held.acting("case", "admit"),
        seen_version=seen_version,
        facts=steps.StepFacts(parties_confirmed=parties_confirmed and content_confirmed),
        said={"cause": cause, "track": track, "parties_confirmed": True, "content_confirmed": True},
        also=tuple(Also(one, "start") for one in talks),
        now=now,
        action_id=action_id,
    )
    _give_loans(held.case, talks)
    _class(held, cause, track, "", now)
    _note(held, "admitted", now, parties_confirmed=True, content_confirmed=True, words=words)
    return done


def creditors_asked(case: Case, now: datetime) -> list[Organisation]:
    """The lenders here, and those outside for which the borrower has given a consent sheet."""
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, creditor__channel="outside")
    sheets = Consent.objects.filter(
        case=case,
        withdrawn_at__isnull=True,
        until_day__gte=clock.legal_day(now),
        recipient__in=loans.values("creditor_id"),
    )
    outside = Organisation.objects.filter(pk__in=sheets.values("recipient_id")).order_by("created_at", "id")
    return [*creditors_of(case), *outside]


def _give_loans(case: Case, talks: Sequence[Negotiation]) -> None:
    for one in talks:
        loans = ClaimedLoan.objects.filter(case=case, creditor=one.creditor, removed_at__isnull=True)
        loans.update(negotiation=one)


@whole
def send_back(
    held: HeldCase,
    *,
    missing: Sequence[dict[str, Any]],
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Return the application with what is missing: `missing` are lines of the checklist (code, section, ref, facts).

    Raises Wrong, StepRefused, ActionRefused("stale").
    """
    if not missing:
        raise refuse("return_needs_items", "missing")
    done = take_step(
        held.case,
        "return",
        by=held.acting("case", "return"),
        seen_version=seen_version,
        facts=steps.StepFacts(has_cure=True),
        said={"missing": [one["code"] for one in missing]},
        now=now,
        action_id=action_id,
    )
    _note(held, "returned", now, missing=list(missing), words=words)
    return done


@whole
def decline(
    held: HeldCase,
    *,
    reason: str,
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Close the case as not accepted, for a reason of the list, which names the ways that remain.

    Raises StepRefused (no reason of the list), ActionRefused("stale").
    """
    done = take_step(
        held.case,
        "decline",
        by=held.acting("case", "decline"),
        seen_version=seen_version,
        facts=steps.StepFacts(has_refusal_code=reason in LISTS.declines),
        said={
            "refusal": reason,
            "routes": list(LISTS.declines[reason].routes) if reason in LISTS.declines else [],
        },
        now=now,
        action_id=action_id,
    )
    _note(held, "declined", now, reason=reason, words=words)
    return done


@whole
def classify(
    held: HeldCase,
    *,
    cause: str,
    track: str,
    reason: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Class the case anew; a change says why. Raises Wrong, StepRefused, ActionRefused("stale")."""
    _check_class(cause, track)
    if not reason.strip():
        raise refuse("classify_needs_reason", "reason")
    done = take_step(
        held.case,
        "classify",
        by=held.acting("case", "classify"),
        seen_version=seen_version,
        said={"cause": cause, "track": track, "list": LISTS.version},
        now=now,
        action_id=action_id,
    )
    _class(held, cause, track, reason, now)
    return done


def _check_class(cause: str, track: str) -> None:
    if cause not in LISTS.causes:
        raise refuse("answer_not_on_list", "cause")
    if track not in TRACKS:
        raise refuse("answer_not_on_list", "track")


def _class(held: HeldCase, cause: str, track: str, reason: str, now: datetime) -> None:
    Classification.objects.create(
        case=held.case,
        cause=cause,
        track=track,
        list_version=LISTS.version,
        reason=reason,
        made_by=held.user,
        made_at=now,
    )


def _note(held: HeldCase, decision: str, now: datetime, **more: Any) -> None:
    Review.objects.create(case=held.case, reviewer=held.user, decided_at=now, decision=decision, **more)
