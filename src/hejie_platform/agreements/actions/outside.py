"""Talks with a creditor that has no desk here: begun by the borrower, its refusals recorded by the operator with proof.

Its other answers are recorded by the ordinary acts: whoever records is named, "for the lender", and the paper lies beside.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from hejie import money, rules
from hejie_platform.agreements.actions.accept_offer import accepted
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.actions.on_paper import MARK
from hejie_platform.agreements.facts import consequences, facts_for
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.access import HeldCase, HeldNegotiation, NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.actions import outside as letters
from hejie_platform.intake.models import Consent
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.actions import offers
from hejie_platform.negotiation.actions.asking import keep_request
from hejie_platform.negotiation.actions.claims import stated
from hejie_platform.negotiation.queries import grounds, talks, trial
from hejie_platform.people.models import Organisation

A_MOMENT = timedelta(seconds=1)

# The reasons that lenders of this kind publish, each with its cure; the operator chooses the nearest.
_EXAMPLE = "example_bank"


def refusals() -> tuple[rules.Refusal, ...]:
    """The reasons for a refusal that can be recorded, in the order of the example policy."""
    pack, _faults = rules.parse_policy(rules.example_policy(_EXAMPLE))
    return pack.published.refusals if pack else ()


@whole
def begin_talks(
    held: HeldCase, creditor: Organisation, *, legal_notice_seen: bool, now: datetime, action_id: UUID
) -> Done:
    """The borrower asks that we write to a creditor outside. Raises NotHeld, ActionRefused without a consent sheet."""
    loans = loans_of(held.case).filter(creditor=creditor, negotiation__isnull=True)
    if creditor.channel != "outside" or not loans.exists():
        raise NotHeld
    sheet = Consent.objects.filter(case=held.case, recipient=creditor, withdrawn_at__isnull=True)
    if not sheet.filter(until_day__gte=clock.legal_day(now)).exists():
        raise ActionRefused("letter_needs_consent")
    row, by = Negotiation(case=held.case, creditor=creditor), held.acting("negotiation", "start_again")
    done = take_step(
        row,
        "start_again",
        by=by,
        facts=facts_for(row, "start_again", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"outside": creditor.ref},
        now=now,
        action_id=action_id,
    )
    loans.order_by().update(negotiation=row)
    return done


@whole
def state_kind(
    held: HeldNegotiation, *, lender_type: str, shown_by: str, now: datetime, action_id: UUID
) -> Done:
    """Say what kind of lender it is, which decides the limit on its rates, and what shows it: a licence, the contract.

    Open until an agreement with it is drawn up. ValueError for a kind that no law pack names; raises ActionRefused.
    """
    creditor = held.negotiation.creditor
    if lender_type not in rules.LENDER_TYPES:
        raise ValueError(f"no lender is a {lender_type!r}")
    if creditor.channel != "outside":
        raise ActionRefused("creditor_is_here")
    if Agreement.objects.filter(negotiation__creditor=creditor).exists():
        raise ActionRefused("creditor_kind_settled")
    Organisation.objects.filter(pk=creditor.pk).update(lender_type=lender_type)
    said = {"from": creditor.lender_type, "to": lender_type, "shown_by": shown_by.strip()}
    return record(
        chain=chain_for(held.negotiation.id, "borrower"),
        by=held.actor,
        verb="negotiation.creditor_kind",
        subject=held.negotiation.id,
        facts=said,
        now=now,
        action_id=action_id,
    )


@whole
def write_letter(held: HeldNegotiation, *, kind: str, address: str, now: datetime, action_id: UUID) -> Done:
    """Write to the creditor: an invitation, a reminder, the borrower's offer, the agreement to be signed on paper.

    Raises ActionRefused for what is not there yet, and without a consent sheet.
    """
    more = BESIDE[kind](held, now) if kind in BESIDE else {}
    return letters.written(held, kind=kind, address=address, more=more, now=now, action_id=action_id)


def _offer(held: HeldNegotiation, now: datetime) -> dict[str, Any]:
    """The borrower's open offer in figures: what the creditor is asked to answer."""
    row = talks(held.negotiation).open_offer
    if row is None or row.side != "borrower":
        raise ActionRefused("letter_no_offer")
    on = grounds(held.negotiation, row.claim, day=clock.legal_day(now))
    tried = trial(facts.package_of(row), on).tried
    package, amounts = tried.package, [minor for minor in tried.schedule.amounts if minor]
    offer = {
        "number": row.number,
        "every": package.every,
        "instalments": len(amounts),
        "most_minor": max(amounts),
        "first_on": package.first_payment_on.isoformat(),
        "last_on": tried.last_due.isoformat(),
        "total_minor": tried.total_minor,
        "waived": dict(package.waive),
        "waived_minor": tried.waived_minor,
        "upfront_minor": package.upfront_minor,
        "annual_rate": money.rate_text(package.annual_rate),
        "currency": tried.claim.currency,
        "until": clock.legal_day(row.expires_at - A_MOMENT).isoformat(),
    }
    return {"offer": offer}


def _agreement(held: HeldNegotiation, now: datetime) -> dict[str, Any]:
    """The agreement that waits for the creditor's signature on paper."""
    row = Agreement.objects.filter(negotiation=held.negotiation, state="signing").first()
    if row is None or row.base_pdf_id is None:
        raise ActionRefused("letter_no_agreement")
    until = clock.legal_day(row.sign_by - A_MOMENT).isoformat()
    return {"agreement": {"ref": row.ref, "mark": row.terms_hash[:MARK], "until": until}}


BESIDE: Mapping[str, Callable[[HeldNegotiation, datetime], dict[str, Any]]] = MappingProxyType(
    {"counter": _offer, "agreement": _agreement}
)


@whole
def record_refusal(
    held: HeldNegotiation,
    *,
    code: str,
    words: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The creditor refused: with a cure the talks wait for it, without one they end. Raises ActionRefused, StepRefused."""
    found = next((one for one in refusals() if one.code == code), None)
    if found is None:
        raise ActionRefused("refusal_not_in_policy")
    step = "refuse_curable" if found.curable else "refuse"
    row, by = held.negotiation, held.acting("negotiation", step)
    done = take_step(
        row,
        step,
        by=by,
        seen_version=seen_version,
        facts=facts_for(
            row, step, by=by, now=now, has_refusal_code=True, has_cure=True, has_proof=paper is not None
        ),
        said={"refusal": found.code, "cure": found.cure},
        also=consequences(row, step, now=now),
        now=now,
        action_id=action_id,
    )
    item = {"code": found.code, "cure": found.cure}
    keep_request(held, row, step, items=[item], words=words, now=now, refusal=found, is_open=found.curable)
    keep_note(done, words=words, paper=paper, now=now)
    return done


@whole
def record_ask(
    held: HeldNegotiation,
    *,
    items: Sequence[str],
    words: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The creditor asked for something of the list, each with its cure. Raises ActionRefused, StepRefused."""
    if not items or set(items) - set(facts.ASKS):
        raise ActionRefused("ask_not_on_list")
    row, by = held.negotiation, held.acting("negotiation", "ask")
    done = take_step(
        row,
        "ask",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "ask", by=by, now=now, has_cure=True, has_proof=paper is not None),
        said={"items": list(items)},
        now=now,
        action_id=action_id,
    )
    asked = [{"code": code, "cure": facts.ASKS[code].cure} for code in items]
    keep_request(held, row, "ask", items=asked, words=words, now=now)
    keep_note(done, words=words, paper=paper, now=now)
    return done


def by_letter(act: Callable[..., Done]) -> Callable[..., Done]:
    """`act` as the creditor's letter says it: whoever records it keeps the letter beside the entry.

    Raises ActionRefused without the letter, and whatever the act raises.
    """

    def recorded(
        held: HeldNegotiation, *, words: str, paper: bytes | None, now: datetime, action_id: UUID, **said: Any
    ) -> Done:
        if paper is None:
            raise ActionRefused("letter_needs_proof")
        done = act(held, words=words, now=now, action_id=action_id, **said)
        keep_note(done, words=words, paper=paper, now=now)
        return done

    recorded.__qualname__ = f"by_letter.{act.__name__}"  # each is an act of its own in the ledger
    return whole(recorded)


def _offered(held: HeldNegotiation, *, seen_version: int | None = None, **said: Any) -> Done:
    return offers.put(held, notice_seen=True, **said)  # it wrote; nobody here binds it


def _accepted(held: HeldNegotiation, *, words: str, **said: Any) -> Done:
    return accepted(held, legal_notice_seen=True, **said)


def _closed(held: HeldNegotiation, *, step: str, number: int, **said: Any) -> Done:
    return offers.close(
        held, step, number, said["words"], said["seen_version"], said["now"], said["action_id"]
    )


record_facts = by_letter(stated)  # what is owed
record_offer = by_letter(_offered)  # on the table as any offer is
record_acceptance = by_letter(
    _accepted
)  # of the borrower's offer: the agreement is drawn up, and binds by signatures
record_closing = by_letter(
    _closed
)  # it declines the borrower's offer ("reject"), or takes its own back ("withdraw")
