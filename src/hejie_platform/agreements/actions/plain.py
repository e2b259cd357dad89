"""Steps that need no form of their own: a reason, words, at most a paper. One action takes them all.

    take_plain_step(held, mediation, "end_gap", reason="", note="...", seen_version=3, now=now, action_id=id)

What the tables want to know is read from rows (`facts_for`), what follows is found there too (`consequences`). Where a
step leaves a row beside the state - a hold, a decided act, an ended request - a table here names the function that
writes it, before the step where its consequences depend on it, else after. All in one transaction, with one entry.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, cast
from uuid import UUID

from hejie_platform.agreements.actions import beside
from hejie_platform.agreements.actions.notes import is_pending, keep_note
from hejie_platform.agreements.facts import consequences, facts_for, pending_terms
from hejie_platform.agreements.facts.step_facts import waiting_act
from hejie_platform.agreements.models import Obligation
from hejie_platform.cases.access import Held
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Negotiation, Stepped
from hejie_platform.intake.actions import authority
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, whole
from hejie_platform.negotiation.actions import sending

Writer = Callable[[Held, Any, datetime], None]


@whole
def take_plain_step(
    held: Held,
    row: Stepped,
    step: str,
    *,
    reason: str = "",
    note: str = "",
    legal_notice_seen: bool = True,
    paper: bytes | None = None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take `step` on `row` as the holder, with its consequences. Raises StepRefused, ActionRefused("stale").

    Raises LookupError for a step that only an action of another room may take, ActionRefused("duty_is_money") for a
    payment that would be confirmed without an amount.
    """
    _is_taken_here(row.MACHINE, step)
    _is_no_payment(row, step)
    by, name = held.acting(row.MACHINE, step), (row.MACHINE, step)
    facts = facts_for(
        row,
        step,
        by=by,
        now=now,
        note=note,
        given_reason=reason,
        legal_notice_seen=legal_notice_seen,
        **_proof(row.MACHINE, step, paper, note),
    )
    if name in BEFORE and beside.is_open_to(row, step, by, facts):
        BEFORE[name](held, row, now)
    done = take_step(
        row,
        step,
        by=by,
        seen_version=seen_version,
        facts=facts,
        changes=dict(CHANGES.get(name, {})),
        also=consequences(row, step, now=now),
        pending_terms=pending_terms(row, reason),
        owed=_owed(row, step),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    if name in AFTER and not is_pending(done):
        AFTER[name](held, row, now)
    return done


# Of a mediation only the ends that a neutral or our desk writes down are plain: each other step reads what its own room
# keeps - the roster, ties that were told, open objections, everybody's answer - and is taken by an action there.
PLAIN_IN_MEDIATION: Final = frozenset(
    {"end_gap", "end_time", "end_unreachable", "end_unsigned", "end_sham", "end_no_party"}
)


def _is_taken_here(machine: str, step: str) -> None:
    if machine == "mediation" and step not in PLAIN_IN_MEDIATION:
        raise LookupError(f"mediation.{step} is taken by its own action")


def _is_no_payment(row: Stepped, step: str) -> None:
    """Money counts by what came: a payment is confirmed with its amount, by `payments`, or the sums would not know of it."""
    if isinstance(row, Obligation) and step == "confirm" and row.amount_minor is not None:
        raise ActionRefused("duty_is_money")


def _owed(row: Stepped, step: str) -> tuple[Owed, ...]:
    """An offer that a checker approves is sent by the worker."""
    is_approval = (row.MACHINE, step) == ("negotiation", "approve_act")
    act = waiting_act(cast(Negotiation, row)) if is_approval else None
    return sending(act) if act is not None else ()


def _proof(machine: str, step: str, paper: bytes | None, note: str) -> dict[str, bool]:
    """What is told without a form may be proven by words alone; where a paper is asked for, by the paper."""
    needs_paper = (machine, step) in beside.NEED_PAPER
    return {"has_proof": paper is not None if needs_paper else bool(paper is not None or note.strip())}


CHANGES: Mapping[tuple[str, str], Mapping[str, Any]] = MappingProxyType(
    {
        ("agreement", "cure"): {"side_in_cure": ""},
        ("agreement", "pay_early"): {"side_in_cure": ""},
        ("case", "flag_vulnerable"): {"is_vulnerable": True},
        ("case", "unflag_vulnerable"): {"is_vulnerable": False},
    }
)

BEFORE: Mapping[tuple[str, str], Writer] = MappingProxyType(
    {
        ("agreement", "refuse_to_sign"): beside.guard_signed,
    }
)

AFTER: Mapping[tuple[str, str], Writer] = MappingProxyType(
    {
        ("case", "place_hold"): beside.place_hold,
        ("case", "lift_hold"): beside.lift_hold,
        ("case", "join"): beside.join,
        ("case", "end_authority"): authority.end_rows,
        ("negotiation", "approve_act"): beside.approve,
        ("negotiation", "return_act"): beside.send_back,
        ("negotiation", "withdraw_act"): beside.take_back,
        ("negotiation", "end_standstill"): beside.end_standstill,
        ("agreement", "decline_variation"): beside.end_variation("declined"),
        ("agreement", "withdraw_variation"): beside.end_variation("withdrawn"),
        ("obligation", "contest"): beside.contest_payments,
    }
)
