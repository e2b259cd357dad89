"""Asking for a mediator, and each party's own yes or no.

Who asks has said yes for itself and for nobody else. Everybody is shown the rights notice and the body's terms first; which
edition and which terms is kept with the yes. A refusal is respected: whoever said no is asked again only at another set
moment of the talks, once (`mediation.facts.moments`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import rules
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import facts_for
from hejie_platform.cases.access import Held, HeldNegotiation
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import Mediation, MediationConsent, Negotiation
from hejie_platform.core import clock
from hejie_platform.core.refusals import as_said, heed
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, chain_for, record, whole
from hejie_platform.mediation.actions import taking
from hejie_platform.mediation.facts import moments, parties, terms
from hejie_platform.mediation.facts.parties import Side
from hejie_platform.mediation.models import BodyTerms, Engagement, Shown, Wish
from hejie_platform.people.models import Organisation


@whole
def ask_mediation(
    held: HeldNegotiation,
    *,
    body: Organisation | None,
    others: Sequence[Negotiation] = (),
    note: str = "",
    legal_notice_seen: bool,
    seen_terms: BodyTerms | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask for a neutral in these talks, and in others of the same case if the borrower's side asks.

    The entry names the body and no talks: each lender reads the mediation's entries. Raises ActionRefused, LawRefused, StepRefused.
    """
    talks = [held.negotiation, *others]
    bound, found = _terms_for(body, talks, now)
    _may_ask(held, talks)
    row = Mediation(case=held.negotiation.case, body=body)
    by = held.acting("mediation", "ask")
    done = take_step(
        row,
        "ask",
        by=by,
        facts=facts_for(row, "ask", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"body": body.ref if body else "", "law": as_said(found), **_shown_facts(bound)},
        now=now,
        action_id=action_id,
    )
    row.negotiations.add(*talks)
    if bound is not None:
        Engagement.objects.create(mediation=row, terms=bound)
    if (side := parties.side_of(held, row, now=now)) is not None:
        _say_yes(row, side, by, bound, now)
    keep_note(done, words=note, now=now)
    return done


def _terms_for(
    body: Organisation | None, talks: list[Negotiation], now: datetime
) -> tuple[BodyTerms | None, tuple[rules.Finding, ...]]:
    """The terms in force of a body that may take these talks, and what the law says. Raises ActionRefused, LawRefused."""
    if body is None or body.kind != "body":
        raise ActionRefused("mediation_no_body")
    day = clock.legal_day(now)
    found = terms.terms_on(body, day)
    return found, heed(terms.routing(found, talks, day))


def _may_ask(held: HeldNegotiation, talks: list[Negotiation]) -> None:
    """No mediation of these talks runs, they are live and of one case, and nobody who said no is pressed."""
    case = held.negotiation.case_id
    if any(one.case_id != case or one.state in ("ended", "agreed") for one in talks):
        raise ActionRefused("mediation_talks_over")
    if len(talks) > 1 and not held.is_borrower_side:
        raise ActionRefused("mediation_own_talks_only")
    if Mediation.objects.filter(negotiations__in=talks).exclude(state="ended").exists():
        raise ActionRefused("mediation_runs_already")
    if any(moments.is_pressed(one, by=held.side) for one in talks):
        raise ActionRefused("mediation_asked_this_moment")


def _say_yes(row: Mediation, side: Side, by: Actor, bound: BodyTerms | None, now: datetime) -> None:
    """Keep the yes, and what was shown before it. Saying yes twice is one yes."""
    if not parties.has_consented(side, row):
        MediationConsent.objects.create(
            mediation=row, side=side.name, negotiation=side.talks, given_by=side.user, given_at=now
        )
    Shown.objects.create(
        mediation=row, user=side.user, role=by.role, terms=bound, edition=terms.EDITION, at=now
    )


def _shown_facts(bound: BodyTerms | None) -> dict[str, Any]:
    return {
        "notice": terms.EDITION,
        "terms": bound.number if bound else 0,
        "fee_minor": bound.fee_minor if bound else 0,
    }


@whole
def consent(held: Held, row: Mediation, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Say yes for oneself; the last yes sends the mediation to the body."""
    side = _side(held, row, now)
    bound = terms.terms_of(row)
    by = held.acting("mediation", "consent")
    _say_yes(row, side, by, bound, now)
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    return taking.step(held, row, "consent", said=_shown_facts(bound), **stamp)


def _side(held: Held, row: Mediation, now: datetime) -> Side:
    side = parties.side_of(held, row, now=now) or _recorded(held, row, now)
    if side is None or (side.name == "lender" and side.talks is None):
        raise ActionRefused("mediation_no_party")
    return side


def _recorded(held: Held, row: Mediation, now: datetime) -> Side | None:
    """The creditor that is not here, whose yes or no our operator writes down."""
    if "operator" not in held.roles:
        return None
    name, talks = parties.party_of(held, row, now)
    return Side(name, talks, held.user)


@whole
def decline(
    held: Held,
    row: Mediation,
    *,
    ends: str = "",
    note: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say no, or leave: the borrower's no ends the mediation, another party's takes that party alone out of it.

    ends: how the borrower's side ends it, "end_refused" or "end_withdrawn"; unsaid, it is refused before it has begun and
    withdrawn after.
    """
    side = _side(held, row, now)
    _note_no(row, side, now)
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    if side.name == "borrower":
        name = ends or ("end_withdrawn" if row.state == "open" else "end_refused")
        _leave(row, side, now)
        return taking.step(held, row, name, note=note, **stamp)
    also = _take_out(row, side, now)
    return taking.step(held, row, "step_out", note=note, also=also, **stamp)


def _note_no(row: Mediation, side: Side, now: datetime) -> None:
    """Remember at which moment of the talks this party said no, so that nobody asks again before another."""
    for talks in [side.talks] if side.talks else row.negotiations.order_by("created_at"):
        Wish.objects.get_or_create(
            negotiation=talks,
            side=side.name,
            moment=moments.now_at(talks, side.name),
            defaults={"case": row.case, "declined_by": side.user, "declined_at": now},
        )


def _leave(row: Mediation, side: Side, now: datetime) -> None:
    """A yes ends; a guarantor who never said yes is noted as out, so that the others need not wait."""
    mine = MediationConsent.objects.filter(
        mediation=row, side=side.name, negotiation=side.talks, left_at__isnull=True
    )
    ended = (mine.filter(given_by=side.user) if side.name == "guarantor" else mine).update(left_at=now)
    if side.name == "guarantor" and not ended:
        MediationConsent.objects.create(
            mediation=row, side=side.name, given_by=side.user, given_at=now, left_at=now
        )


def _take_out(row: Mediation, side: Side, now: datetime) -> tuple[Also, ...]:
    """Take one party out. What follows: the end when its talks were the last, the body's turn when the rest agreed."""
    is_last = side.name == "lender" and row.negotiations.count() <= 1
    _leave(row, side, now)
    if is_last:
        return (Also(row, "end_withdrawn" if row.state == "open" else "end_refused"),)
    if side.talks is not None:
        row.negotiations.remove(side.talks)
    is_agreed = row.state == "asking" and not parties.missing_consents(row)
    return (Also(row, "consented"),) if is_agreed else ()


@whole
def not_now(held: HeldNegotiation, *, now: datetime, action_id: UUID) -> Done:
    """The offer of a mediator is not wanted at this moment of the talks."""
    talks, side = held.negotiation, held.side
    moment = moments.now_at(talks, side)
    Wish.objects.get_or_create(
        negotiation=talks,
        side=side,
        moment=moment,
        defaults={"case": talks.case, "declined_by": held.user, "declined_at": now},
    )
    return record(
        chain=chain_for(talks.id, f"private:{held.user.pk}"),
        by=held.actor,
        verb="mediation.not_now",
        subject=talks.id,
        facts={"moment": moment},
        now=now,
        action_id=action_id,
    )
