"""Taking a step: the one way in which a case, a negotiation, an offer or an agreement changes its state.

    take_step(offer, "accept", by=actor, seen_version=3, now=now, action_id=action_id,
              facts=StepFacts(owner_side="lender", ...),
              also=(Also(negotiation, "agree"), Also(agreement, "draw_up")))

It asks `hejie.steps` whether the role may do it now, saves with a version check, moves the clocks, takes the
consequences in the same transaction, records one Entry and owes the effects. It runs inside an action that
`ledger.actions.whole` makes one transaction; it never calls another action.
Whoever takes a step of a case is from then on under that case's law (core.law).

A lender's act above the maker's authority changes nothing: it is kept as a PendingAct for the checker.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from hejie import steps, texts
from hejie_platform.cases import facts as case_facts
from hejie_platform.cases.actions import clocks
from hejie_platform.cases.models import Case, Interruption, PendingAct, Stepped
from hejie_platform.core import law
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, Owed, chain_for, record

SYSTEM = Actor(None, "system")
ORDINARY = steps.StepFacts()


@dataclass(frozen=True, slots=True)
class Also:
    """A consequence: a step that the system takes on another row in the same action."""

    row: Stepped
    step: str
    facts: steps.StepFacts = ORDINARY
    changes: Mapping[str, Any] = field(default_factory=dict)
    dues: Mapping[str, datetime] = field(default_factory=dict)


def take_step(
    row: Stepped,
    step: str,
    *,
    by: Actor,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
    facts: steps.StepFacts = ORDINARY,
    changes: Mapping[str, Any] | None = None,
    said: Mapping[str, Any] | None = None,
    dues: Mapping[str, datetime] | None = None,
    also: Sequence[Also] = (),
    owed: tuple[Owed, ...] = (),
    pending_terms: Mapping[str, Any] | None = None,
    names: Mapping[str, Any] | None = None,
    within: str = "",
) -> Done:
    """Take `step` on `row` as `by`.

    facts: what the action has read; holds, authority and identity are read here. changes: other columns of the row
    to save with it. said: codes and figures for the Entry. dues: ends of clocks that the thing itself names (offer,
    agreement). also: consequences; each must follow from the step's `then`. pending_terms: what a checker decides on.
    names: whom the effects of this step concern in particular ("organisation", "assignee", "chosen": ids as text).
    within: the party in whose caucus a caucus step is taken; both of its sides share that chain.

    Raises steps.StepRefused, ActionRefused("stale").
    """
    law.enter(row.the_case.country)
    facts = case_facts.with_standing(facts, row=row, actor=by, now=now, step=step)
    source = steps.NONE if row._state.adding else row.state
    decision = steps.decide(row.MACHINE, step, state=source, role=by.role, facts=facts)
    if decision.pending:
        return _await_checker(row, decision, by=by, now=now, action_id=action_id, terms=pending_terms or {})
    _move(row, decision, seen_version=seen_version, changes=changes or {}, now=now)
    clocks.follow(row, decision, facts=facts, dues=dues or {}, now=now)
    consequences = list(_consequences(also, decision, case=row.the_case, on_hold=facts.on_hold, now=now))
    entailed = tuple(effect for _, effects in consequences for effect in effects)
    _note_interruption(row, decision, by, now)
    return record(
        chain=chain_for(row.chain_subject, audience_of(decision, by, within)),
        by=by,
        verb=f"{row.MACHINE}.{step}",
        subject=row.id,
        facts=_entry_facts(source, decision, said or {}, [told for told, _ in consequences]),
        owed=_owed(row, decision, by, within, names) + entailed + owed,
        now=now,
        action_id=action_id,
    )


def audience_of(decision: steps.Decision, by: Actor, within: str = "") -> str:
    """The chain that carries the entry: of a caucus one for the party it is held with, of private acts one for each person.

    Raises LookupError for a caucus step that names no party: an entry must not fall into a chain that others read.
    """
    if decision.audience == "caucus":
        if not within:
            raise LookupError(f"{decision.step.code} does not say in whose caucus")
        return f"caucus:{within}"
    if decision.audience == "private" and by.user is not None:
        return f"private:{by.user.pk}"
    return decision.audience


def _is_unseen(row: Stepped, decision: steps.Decision) -> bool:
    """Whether others must not notice: what happens in private moves no version that they can count."""
    return decision.audience in ("caucus", "private") and decision.to == row.state


def _move(
    row: Stepped,
    decision: steps.Decision,
    *,
    seen_version: int | None,
    changes: Mapping[str, Any],
    now: datetime,
) -> None:
    """Save the new state, if nobody moved the row since `seen_version` (or since it was read)."""
    if row._state.adding:
        row.state, row.created_at = decision.to, now
        row.save(force_insert=True)
        return
    expected = row.version if seen_version is None else seen_version
    values: dict[str, Any] = {"state": decision.to, **changes}
    if not _is_unseen(row, decision):
        values["version"] = F("version") + 1
    if decision.to != row.state:
        values["reason"] = decision.reason
    moved = type(row)._default_manager.filter(pk=row.pk, version=expected, state=row.state).update(**values)
    if not moved:
        raise ActionRefused("stale")
    row.refresh_from_db()


def _consequences(
    also: Sequence[Also], decision: steps.Decision, *, case: Case, on_hold: bool, now: datetime
) -> Iterator[tuple[dict[str, Any], tuple[Owed, ...]]]:
    """Take each consequence; say what it did and what it owes. One that does not follow is a fault of ours.

    on_hold: what was read of `case` for the step itself; no consequence lays or lifts a hold.
    """
    allowed = set(decision.then)
    for item in also:
        name = f"{item.row.MACHINE}.{item.step}"
        if name not in allowed:
            raise LookupError(f"{name} does not follow from {decision.step.machine}.{decision.step.name}")
        source = steps.NONE if item.row._state.adding else item.row.state
        known = on_hold if item.row.the_case == case else None
        facts = case_facts.with_standing(item.facts, row=item.row, actor=SYSTEM, now=now, on_hold=known)
        follows = steps.decide(item.row.MACHINE, item.step, state=source, role=steps.SYSTEM, facts=facts)
        _move(item.row, follows, seen_version=None, changes=item.changes, now=now)
        clocks.follow(item.row, follows, facts=facts, dues=item.dues, now=now)
        allowed |= set(follows.then)
        told = {
            "machine": item.row.MACHINE,
            "step": item.step,
            "subject": str(item.row.id),
            "ref": item.row.ref,
            "from": source,
            "to": follows.to,
        }
        key = f"{item.step} {item.row.ref}"
        yield told, tuple(replace(effect, key=key) for effect in _owed(item.row, follows, SYSTEM))


def _entry_facts(
    source: str, decision: steps.Decision, said: Mapping[str, Any], consequences: list[dict[str, Any]]
) -> dict[str, Any]:
    facts: dict[str, Any] = {"from": source, "to": decision.to, **said}
    if decision.reason:
        facts["reason"] = decision.reason
    if decision.legal_effect:
        facts["legal_notice"] = True
    if decision.on_behalf_of:
        facts["recorded_for"] = decision.on_behalf_of
    if consequences:
        facts["also"] = consequences
    return facts


def _owed(
    row: Stepped,
    decision: steps.Decision,
    by: Actor,
    within: str = "",
    names: Mapping[str, Any] | None = None,
) -> tuple[Owed, ...]:
    """One effect for each code of the step, with the references that its handler needs."""
    negotiation = row.the_negotiation
    payload = {
        "machine": row.MACHINE,
        "step": decision.step.name,
        "subject": str(row.id),
        "ref": row.ref,
        "case": str(row.the_case.id),
        "negotiation": str(negotiation.id) if negotiation else None,
        "reason": decision.reason,
        "role": by.role,
        "actor": str(by.user.pk) if by.user else None,
        **(names or {}),
    } | ({"within": within} if within else {})
    return tuple(Owed(kind=code, payload=payload) for code in decision.effects)


def _note_interruption(row: Stepped, decision: steps.Decision, by: Actor, now: datetime) -> None:
    """The debtor's acts with legal effect start the limitation period anew: date and kind, no terms.

    What is said in private reaches no creditor, so it acknowledges nothing; a row about it would tell that it was said.
    """
    is_heard = decision.audience not in ("caucus", "private")
    if decision.legal_effect and is_heard and by.role in case_facts.BORROWER_SIDE:
        Interruption.objects.create(
            case=row.the_case,
            negotiation=row.the_negotiation,
            kind=f"{row.MACHINE}.{decision.step.name}",
            on_day=case_facts.legal_day(now),
        )


def _await_checker(
    row: Stepped,
    decision: steps.Decision,
    *,
    by: Actor,
    now: datetime,
    action_id: UUID,
    terms: Mapping[str, Any],
) -> Done:
    """Keep a maker's act for the checker: nothing else changes, and the other side learns nothing."""
    negotiation = row.the_negotiation
    if negotiation is None or by.user is None:
        raise LookupError(f"{decision.step.code} cannot wait for a checker: it belongs to no negotiation")
    act = f"{row.MACHINE}.{decision.step.name}"
    if PendingAct.objects.filter(negotiation=negotiation, act=act, decided_at__isnull=True).exists():
        raise ActionRefused("act_already_waiting")
    waiting = PendingAct.objects.create(
        negotiation=negotiation,
        act=act,
        terms=dict(terms),
        terms_hash=texts.digest(terms),
        maker=by.user,
        made_at=now,
    )
    clocks.start(negotiation, steps.CLOCKS["checker_reply"], dues={}, vulnerable=False, held=False, now=now)
    return record(
        chain=chain_for(negotiation.id, "lender"),
        by=by,
        verb=f"{act}.pending",
        subject=negotiation.id,
        facts={"pending": waiting.ref, "hash": waiting.terms_hash},
        owed=tuple(replace(item, key=waiting.ref) for item in _owed(negotiation, decision, by)),
        now=now,
        action_id=action_id,
    )
