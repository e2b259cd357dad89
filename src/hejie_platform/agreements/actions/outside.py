"""Talks with a creditor that has no desk here: begun by the borrower, its refusals recorded by the operator with proof.

Its other answers are recorded by the ordinary acts: whoever records is named, "for the lender", and the paper lies beside.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from hejie import plans, rules
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import consequences, facts_for
from hejie_platform.cases.access import HeldCase, HeldNegotiation, NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.models import Consent
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.actions import offers
from hejie_platform.negotiation.actions.asking import keep_request
from hejie_platform.negotiation.actions.claims import stated
from hejie_platform.people.models import Organisation

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


@whole
def record_facts(
    held: HeldNegotiation,
    *,
    as_of: date,
    buckets: Mapping[str, int],
    contracts: Sequence[facts.Contract],
    words: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """What the creditor's letter says is owed. Raises ActionRefused without the letter, texts.Faulty, StepRefused."""
    if paper is None:
        raise ActionRefused("letter_needs_proof")
    done = stated(
        held,
        as_of=as_of,
        buckets=buckets,
        contracts=contracts,
        words=words,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=words, paper=paper, now=now)
    return done


@whole
def record_offer(
    held: HeldNegotiation,
    *,
    package: plans.Package,
    days_open: int,
    words: str,
    paper: bytes | None,
    seen_offer: int,
    seen_version: int | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """What the creditor offers in its letter, on the table as any offer is. Raises ActionRefused without the letter,
    texts.Faulty, StepRefused for what the law does not allow."""
    if paper is None:
        raise ActionRefused("letter_needs_proof")
    done = offers.put(
        held,
        package=package,
        days_open=days_open,
        words=words,
        notice_seen=True,  # it wrote; nobody here binds it
        seen_offer=seen_offer,
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=words, paper=paper, now=now)
    return done


@whole
def record_closing(
    held: HeldNegotiation,
    *,
    step: str,
    number: int,
    words: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The creditor declines the borrower's offer ("reject"), or takes its own back ("withdraw"). Raises as above."""
    if paper is None:
        raise ActionRefused("letter_needs_proof")
    done = offers.close(held, step, number, words, seen_version, now, action_id)
    keep_note(done, words=words, paper=paper, now=now)
    return done
