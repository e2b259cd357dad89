"""What is owed: said by the creditor, checked and answered by the borrower's side, agreed for these talks only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from hejie import dates, loans, steps, texts
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, whole
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.actions.room import lock, message_if_any
from hejie_platform.negotiation.models import Claim
from hejie_platform.people.models import User


@whole
def state_facts(
    held: HeldNegotiation,
    *,
    as_of: date,
    buckets: Mapping[str, int],
    contracts: Sequence[facts.Contract],
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say what is owed on a day, bucket by bucket in minor units, and what each loan's contract says.

    A newer statement takes the place of the older one, with every answer to it. Raises texts.Faulty with all faults.
    """
    return stated(
        held,
        as_of=as_of,
        buckets=buckets,
        contracts=contracts,
        words=words,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )


def stated(
    held: HeldNegotiation,
    *,
    as_of: date,
    buckets: Mapping[str, int],
    contracts: Sequence[facts.Contract],
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The same inside an action of another room: whoever records it for a creditor outside keeps its proof beside it."""
    row, by = lock(held), held.acting("negotiation", "state_facts")
    owed = _checked(row, as_of, buckets, contracts, clock.legal_day(now))
    number = (
        Claim.objects.filter(negotiation=row).order_by("-number").values_list("number", flat=True).first()
        or 0
    ) + 1
    claim = Claim(
        negotiation=row,
        number=number,
        as_of=as_of,
        currency=owed.currency,
        buckets=dict(owed.items()),
        contract=facts.contracts_to_json(contracts),
        hash=facts.claim_hash(as_of=as_of, buckets=owed, contracts=contracts),
        stated_by=held.user,
        stated_at=now,
    )
    said = message_if_any(row, words, by=by, now=now)
    done = take_step(
        row,
        "state_facts",
        by=by,
        seen_version=seen_version,
        facts=figures_open(row),
        said={"claim": number, "claim_hash": claim.hash, **said},
        now=now,
        action_id=action_id,
    )
    claim.save(force_insert=True)
    return done


def figures_open(row: Negotiation, *, notice_seen: bool = True) -> steps.StepFacts:
    """Figures may be spoken of before an agreement, and while a change of it is asked for."""
    is_open = row.state != "agreed" or row.is_varying
    return steps.StepFacts(figures_open=is_open, legal_notice_seen=notice_seen)


def restated(
    before: Claim, *, as_of: date, buckets: loans.Buckets, by: User, agreed_by: User | None, now: datetime
) -> Claim:
    """The figures of a running agreement as a new claim, not yet saved: they follow from what both sides signed and from
    confirmed payments. `agreed_by`: who of the borrower's side asks on these figures; None where they still have to agree."""
    contracts = [_once_late(one, before) for one in facts.contracts_from_json(before.contract)]
    newest = Claim.objects.filter(negotiation=before.negotiation).order_by("-number")
    return Claim(
        negotiation=before.negotiation,
        number=(newest.values_list("number", flat=True).first() or 0) + 1,
        as_of=as_of,
        currency=buckets.currency,
        buckets=dict(buckets.items()),
        contract=facts.contracts_to_json(contracts),
        hash=facts.claim_hash(as_of=as_of, buckets=buckets, contracts=contracts),
        stated_by=by,
        stated_at=now,
        borrower_agreed_by=agreed_by,
        borrower_agreed_at=now if agreed_by else None,
    )


def _once_late(one: facts.Contract, before: Claim) -> facts.Contract:
    """A loan that was late when it was agreed about stays one that is restructured, however well it is kept since."""
    if one.unpaid_since or not facts.buckets_of(before).overdue_principal:
        return one
    return replace(one, unpaid_since=before.as_of)


def _checked(
    row: Negotiation,
    as_of: date,
    buckets: Mapping[str, int],
    contracts: Sequence[facts.Contract],
    today: date,
) -> loans.Buckets:
    """The buckets, or every fault of the statement at once."""
    found: list[texts.Fault] = []
    if as_of > today:
        found.append(texts.fault("answer_in_future", "as_of", latest_on=today.isoformat()))
    elif as_of < dates.add_months(today, -1):
        found.append(
            texts.fault("claim_too_old", "as_of", earliest_on=dates.add_months(today, -1).isoformat())
        )
    try:
        owed = loans.Buckets.of(buckets, currency=law_of(row).currency)
    except texts.Faulty as faulty:
        raise texts.Faulty((*found, *faulty.faults)) from None
    if owed.total == 0:
        found.append(texts.fault("loan_nothing_owed", "buckets"))
    if _refs(row) != sorted(one.ref for one in contracts):
        found.append(texts.fault("claim_loans_differ", "contracts"))
    found += _day_faults(contracts, as_of)
    if found:
        raise texts.Faulty(tuple(found))
    return owed


def _refs(row: Negotiation) -> list[str]:
    found = ClaimedLoan.objects.filter(negotiation=row, removed_at__isnull=True).order_by("ref")
    return list(found.values_list("ref", flat=True))


def _day_faults(contracts: Sequence[facts.Contract], as_of: date) -> list[texts.Fault]:
    """A contract was made before its figures, and ends after it was made."""
    found = []
    for one in contracts:
        if one.contract_on and one.contract_on > as_of:
            found.append(texts.fault("answer_in_future", "contract_on", latest_on=as_of.isoformat()))
        if one.contract_on and one.matures_on and one.matures_on < one.contract_on:
            told = one.contract_on.isoformat()
            found.append(texts.fault("maturity_before_contract", "matures_on", contract_on=told))
    return found


@whole
def dispute_fact(
    held: HeldNegotiation,
    *,
    claim_hash: str,
    figures: Mapping[str, int] = {},
    words: str = "",
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say that figures are not right: the borrower's side gives its own for each bucket; the lender answers in words.

    An agreement to the figures ends with it. Raises ActionRefused, texts.Faulty.
    """
    row, by = lock(held), held.acting("negotiation", "dispute_fact")
    claim = _as_shown(row, claim_hash)
    differing = _differing(claim, figures) if held.is_borrower_side else dict(claim.disputed)
    if not differing and not words.strip():
        raise ActionRefused("dispute_nothing")
    said = message_if_any(row, words, by=by, now=now)
    done = take_step(
        row,
        "dispute_fact",
        by=by,
        facts=figures_open(row),
        said={"claim": claim.number, "buckets": sorted(differing), **said},
        now=now,
        action_id=action_id,
    )
    if held.is_borrower_side:
        Claim.objects.filter(pk=claim.pk).update(
            disputed=differing, borrower_agreed_by=None, borrower_agreed_at=None
        )
    return done


def _differing(claim: Claim, figures: Mapping[str, int]) -> dict[str, int]:
    """The borrower's figures that differ from the creditor's. Raises texts.Faulty."""
    given = loans.Buckets.of(figures, currency=claim.currency)
    return {name: given[name] for name in figures if given[name] != claim.buckets.get(name, 0)}


@whole
def agree_facts(
    held: HeldNegotiation,
    *,
    claim_hash: str,
    legal_notice_seen: bool,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Agree to the figures that the page showed, for these talks only.

    The borrower's side agrees to what the creditor stated, and its plans are made. The lender agrees to what the
    borrower's side gave instead: they become its new statement, which the borrower then agrees to with the notice seen.
    """
    row, by = lock(held), held.acting("negotiation", "agree_facts")
    claim = _as_shown(row, claim_hash)
    if held.is_borrower_side:
        if facts.is_agreed(claim):
            raise ActionRefused("claim_agreed_already")
    elif not claim.disputed:
        raise ActionRefused("claim_not_disputed")
    done = take_step(
        row,
        "agree_facts",
        by=by,
        facts=figures_open(row, notice_seen=legal_notice_seen),
        said={"claim": claim.number, "claim_hash": claim.hash, "only_for_these_talks": True},
        owed=(_plans_owed(claim),) if held.is_borrower_side else (),
        now=now,
        action_id=action_id,
    )
    if held.is_borrower_side:
        Claim.objects.filter(pk=claim.pk).update(
            disputed={}, borrower_agreed_by=held.user, borrower_agreed_at=now
        )
    else:
        _adopt(claim, held, now)
    return done


def _plans_owed(claim: Claim) -> Owed:
    return Owed(kind="plans.compute", payload={"claim": str(claim.pk)})


def _adopt(claim: Claim, held: HeldNegotiation, now: datetime) -> Claim:
    """The creditor's statement with the borrower's figures."""
    contracts = facts.contracts_from_json(claim.contract)
    owed = loans.Buckets.of({**claim.buckets, **claim.disputed}, currency=claim.currency)
    if owed.total == 0:
        raise texts.Faulty((texts.fault("loan_nothing_owed", "buckets"),))
    return Claim.objects.create(
        negotiation=claim.negotiation,
        number=claim.number + 1,
        as_of=claim.as_of,
        currency=claim.currency,
        buckets=dict(owed.items()),
        contract=claim.contract,
        hash=facts.claim_hash(as_of=claim.as_of, buckets=owed, contracts=contracts),
        stated_by=held.user,
        stated_at=now,
    )


def _as_shown(row: Negotiation, claim_hash: str) -> Claim:
    """The newest claim, if it is the one that the page showed. Raises ActionRefused."""
    claim = queries.latest_claim(row)
    if claim is None:
        raise ActionRefused("claim_missing")
    if claim.hash != claim_hash:
        raise ActionRefused("claim_changed")
    return claim
