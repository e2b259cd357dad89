"""A loan goes to another holder: the talks move with it, or the agreement binds the new one as it bound the old.

    transfer(held, to=organisation, ...)                       these talks end, the new holder's begin
    change_creditor(held, to=None, name="某资产管理公司", ...)     the agreement stands; its creditor is another one

A holder without a desk here is registered as one outside, to whom letters are written. Either way a row says from whom,
to whom, which loans, and since when; the paper that proves it lies sealed beside the entry.
"""

from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import consequences, facts_for
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import CreditorChange, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.actions.outside import registered_outside
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.people.models import Organisation


@whole
def transfer(
    held: HeldNegotiation,
    *,
    to: Organisation | None,
    name: str = "",
    on_day: date | None = None,
    note: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The loans went to another holder: these talks end, the holder's own talks of this case go on with them, or begin.

    Raises StepRefused (without proof), ActionRefused, texts.Faulty for a paper that nobody can look at.
    """
    row, by = held.negotiation, held.acting("negotiation", "transfer")
    holder = _other(_found(to, name, now), row)
    live = _live_talks(row, holder)
    fresh = Negotiation(case=row.case, creditor=holder, predecessor=row) if holder and live is None else None
    done = take_step(
        row,
        "transfer",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "transfer", by=by, now=now, has_proof=paper is not None),
        said={"holder": holder.ref if holder else ""},
        also=(*consequences(row, "transfer", now=now), *((Also(fresh, "start"),) if fresh else ())),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    _keep_change(done, row, row.creditor, holder, name, on_day, now)
    if target := live or fresh:
        loans_of(row.case).filter(negotiation=row).order_by().update(negotiation=target, creditor=holder)
    return done


@whole
def change_creditor(
    held: HeldNegotiation,
    *,
    to: Organisation | None,
    name: str = "",
    on_day: date | None = None,
    note: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Under a standing agreement the loans went to another holder, whom it binds as it bound the old one.

    Raises StepRefused, ActionRefused("creditor_not_named", "creditor_same", "creditor_has_talks").
    """
    row, by = held.negotiation, held.acting("negotiation", "change_creditor")
    facts = facts_for(row, "change_creditor", by=by, now=now, has_proof=paper is not None)
    holder, old = _other(_found(to, name, now), row), row.creditor
    if holder is None:
        raise ActionRefused("creditor_not_named")
    if _live_talks(row, holder):
        raise ActionRefused("creditor_has_talks")
    done = take_step(
        row,
        "change_creditor",
        by=by,
        seen_version=seen_version,
        facts=facts,
        changes={"creditor": holder, "assigned_to": None},
        said={"old_holder": old.ref, "holder": holder.ref},
        names={"organisation": str(holder.pk)},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    _keep_change(done, row, old, holder, name, on_day, now)
    loans_of(row.case).filter(negotiation=row).order_by().update(creditor=holder)
    return done


def _found(to: Organisation | None, name: str, now: datetime) -> Organisation | None:
    """Who holds the loans now; a name that is not here is registered outside. None where nobody said who it is."""
    return registered_outside(name, now=now) if to is None and name.strip() else to


def _other(holder: Organisation | None, row: Negotiation) -> Organisation | None:
    if holder is not None and holder.pk == row.creditor_id:
        raise ActionRefused("creditor_same")
    return holder


def _live_talks(row: Negotiation, holder: Organisation | None) -> Negotiation | None:
    talks = Negotiation.objects.filter(case=row.case, creditor=holder).exclude(state="ended")
    return talks.exclude(pk=row.pk).first() if holder else None


def _keep_change(
    done: Done,
    row: Negotiation,
    old: Organisation,
    holder: Organisation | None,
    name: str,
    on_day: date | None,
    now: datetime,
) -> None:
    loans = loans_of(row.case).filter(negotiation=row).values_list("ref", flat=True)
    CreditorChange.objects.create(
        negotiation=row,
        old_holder=old,
        new_holder=holder,
        new_name=name.strip()[:120] or (holder.name_zh if holder else ""),
        loans=list(loans),
        on_day=on_day or clock.legal_day(now),
        entry=done.entry,
    )
