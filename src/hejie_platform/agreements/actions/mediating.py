"""Asking for a mediator, and appointing one. Everything else in a mediation is a plain step."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import facts_for, step_facts
from hejie_platform.cases.access import Held, HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Appointment, Mediation, MediationConsent, Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on


@whole
def ask_mediation(
    held: HeldNegotiation,
    *,
    body: Organisation | None,
    others: Sequence[Negotiation] = (),
    note: str = "",
    legal_notice_seen: bool,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask for a neutral in these talks (and in others of the same case). Who asks has said yes for itself."""
    if body is None or body.kind != "body":
        raise ActionRefused("mediation_no_body")
    by = held.acting("mediation", "ask")
    row = Mediation(case=held.negotiation.case, body=body)
    done = take_step(
        row,
        "ask",
        by=by,
        facts=facts_for(row, "ask", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"talks": [one.ref for one in (held.negotiation, *others)], "body": body.ref},
        now=now,
        action_id=action_id,
    )
    row.negotiations.add(held.negotiation, *others)
    _say_yes(held, row, now)
    keep_note(done, words=note, now=now)
    return done


def _say_yes(held: HeldNegotiation, row: Mediation, now: datetime) -> None:
    if held.side in ("borrower", "lender"):
        talks = held.negotiation if held.side == "lender" else None
        MediationConsent.objects.create(
            mediation=row, side=held.side, negotiation=talks, given_by=held.user, given_at=now
        )


@whole
def appoint(
    held: Held,
    row: Mediation,
    *,
    mediator: User | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask a mediator of the body; one who is tied to a party is not fit. Raises ActionRefused, StepRefused."""
    day = clock.legal_day(now)
    if mediator is None or not _is_of_body(row, mediator, now):
        raise ActionRefused("mediation_no_mediator")
    by = held.acting("mediation", "appoint")
    done = take_step(
        row,
        "appoint",
        by=by,
        seen_version=seen_version,
        facts=facts_for(
            row, "appoint", by=by, now=now, mediator_fit=step_facts.has_no_ties(row, mediator, day)
        ),
        said={"mediator": mediator.ref},
        changes={"mediator": mediator},
        now=now,
        action_id=action_id,
    )
    Appointment.objects.filter(mediation=row, ended_at__isnull=True).update(ended_at=now, ended_by="appoint")
    Appointment.objects.create(mediation=row, mediator=mediator, asked_at=now)
    return done


def _is_of_body(row: Mediation, mediator: User, now: datetime) -> bool:
    if row.body is None:
        return False
    return (
        memberships_on(mediator, clock.legal_day(now)).filter(organisation=row.body, role="mediator").exists()
    )
