"""The lender's first answers: to ask for something, to refuse with a cure, to refuse for good; and the borrower's answer.

A refusal names a code of the policy that is in force on the day, and its cure; one that cites no rule in force is not
taken. What can be cured is refused with its cure and stays open: only what cannot be cured ends the talks.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import rules, steps
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.lenders import facts as lender_facts
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.lenders.queries import policy_version_on
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.actions.room import joint_room, lock, message_if_any
from hejie_platform.negotiation.models import Request


@whole
def ask(
    held: HeldNegotiation,
    *,
    items: Sequence[str],
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask for things of the list, each with its cure. Raises ActionRefused, StepRefused."""
    unknown = [code for code in items if code not in facts.ASKS]
    if unknown or not items:
        raise ActionRefused("ask_not_on_list")
    row = lock(held)
    asked = [{"code": code, "cure": facts.ASKS[code].cure} for code in dict.fromkeys(items)]
    done = take_step(
        row,
        "ask",
        by=held.acting("negotiation", "ask"),
        seen_version=seen_version,
        said={"items": [item["code"] for item in asked]},
        now=now,
        action_id=action_id,
    )
    keep_request(held, row, "ask", items=asked, words=words, now=now)
    return done


@whole
def refuse_curable(
    held: HeldNegotiation,
    *,
    code: str,
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Refuse for a reason that the borrower can cure: the talks wait for the cure, and an open offer falls."""
    row = lock(held)
    refusal, version = _in_force(row, code, now)
    if not refusal.curable:
        raise ActionRefused("refusal_not_curable")
    done = _refuse(held, row, "refuse_curable", refusal, version, seen_version, now, action_id)
    item = {"code": refusal.code, "cure": refusal.cure}
    keep_request(
        held, row, "refuse_curable", items=[item], words=words, now=now, refusal=refusal, version=version
    )
    return done


@whole
def refuse(
    held: HeldNegotiation,
    *,
    code: str,
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Refuse for a reason that cannot be cured: the talks end, and the borrower is shown what remains."""
    row = lock(held)
    refusal, version = _in_force(row, code, now)
    if refusal.curable:
        raise ActionRefused("refusal_is_curable")
    done = _refuse(held, row, "refuse", refusal, version, seen_version, now, action_id)
    item = {"code": refusal.code, "cure": refusal.cure}
    keep_request(
        held,
        row,
        "refuse",
        items=[item],
        words=words,
        now=now,
        refusal=refusal,
        version=version,
        is_open=False,
    )
    return done


@whole
def answer(
    held: HeldNegotiation,
    *,
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Answer what was asked: the words stand in the joint room, papers were handed in on the application's page."""
    row, by = lock(held), held.acting("negotiation", "answer")
    waiting = Request.objects.filter(negotiation=row, answered_at__isnull=True)
    said = message_if_any(row, words, by=by, now=now)
    done = take_step(row, "answer", by=by, seen_version=seen_version, said=said, now=now, action_id=action_id)
    waiting.update(answered_at=now)
    return done


def _in_force(row: Negotiation, code: str, now: datetime) -> tuple[rules.Refusal, PolicyVersion]:
    """The refusal of that code in the policy of today. Raises ActionRefused when no rule in force has it."""
    version = policy_version_on(row.creditor, clock.legal_day(now))
    if version is None:
        raise ActionRefused("policy_missing")
    refusal = lender_facts.pack_of(version).refusal(code)
    if refusal is None or not refusal.cure:
        raise ActionRefused("refusal_not_in_policy")
    return refusal, version


def _refuse(
    held: HeldNegotiation,
    row: Negotiation,
    step: str,
    refusal: rules.Refusal,
    version: PolicyVersion,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    return take_step(
        row,
        step,
        by=held.acting("negotiation", step),
        seen_version=seen_version,
        facts=steps.StepFacts(has_refusal_code=True, has_cure=bool(refusal.cure)),
        said={"refusal": refusal.code, "cure": refusal.cure, "policy": version.number},
        also=queries.ends(row, "end_refused") if step == "refuse" else queries.voids(row),
        now=now,
        action_id=action_id,
    )


def keep_request(
    held: HeldNegotiation,
    row: Negotiation,
    kind: str,
    *,
    items: Sequence[dict[str, Any]],
    words: str,
    now: datetime,
    refusal: rules.Refusal | None = None,
    version: PolicyVersion | None = None,
    is_open: bool = True,
) -> Request:
    """What was asked for, or what a refusal needs to be cured, in the joint room's keeping."""
    room = joint_room(row, now=now)
    return Request.objects.create(
        negotiation=row,
        kind=kind,
        items=list(items),
        refusal_code=refusal.code if refusal else "",
        policy_version=version.number if version else None,
        words=facts.seal_words(room, words, place="request"),
        made_by=held.user,
        made_at=now,
        answered_at=None if is_open else now,
    )
