"""What the borrower's side says against a repayment in the creditor's file, or of a payment that the file lacks.

    dispute_payment(held, loan, key=key, how="otherwise", day=day, minor=50_000, words="", now=now, action_id=...)

The file's row stays as it is. From then on the account is computed with what the borrower says, and the statement of account
tells the difference that it makes. It is a fact that is disputed like any other: both sides are told, a task is opened, and an
agreement to the figures ends.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from hejie import texts
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.actions.claims import figures_open
from hejie_platform.negotiation.actions.room import lock, message_if_any
from hejie_platform.negotiation.models import Claim, PaymentDispute

MOST: Final = 100


@whole
def dispute_payment(
    held: HeldNegotiation,
    loan: str,
    *,
    key: str,
    how: str,
    day: date | None = None,
    minor: int | None = None,
    words: str = "",
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say that the row of this key is wrong, or (`key` empty) that a payment is lacking. Raises ActionRefused, texts.Faulty."""
    row, by = lock(held), held.acting("negotiation", "dispute_fact")
    if not held.is_borrower_side:
        raise ActionRefused("payment_not_yours")
    account = _account(held, loan)
    told = _checked(account, key, how, day, minor, clock.legal_day(now))
    said = message_if_any(row, words, by=by, now=now)
    done = take_step(
        row,
        "dispute_fact",
        by=by,
        facts=figures_open(row),
        said={"account": account.file, "payment": key, "how": how, **said},
        now=now,
        action_id=action_id,
    )
    PaymentDispute.objects.create(negotiation=row, loan=loan, key=key, said_by=held.user, said_at=now, **told)
    claim = queries.latest_claim(row)
    if claim is not None:
        Claim.objects.filter(pk=claim.pk).update(borrower_agreed_by=None, borrower_agreed_at=None)
    return done


def _account(held: HeldNegotiation, loan: str) -> queries.LoanAccount:
    """The loan in the newest file, if that tells of any repayment. Raises ActionRefused."""
    file = queries.account_file(held.negotiation, None)
    found = next((one for one in file.loans if one.ref == loan), None) if file else None
    if found is None or not found.repayments:
        raise ActionRefused("payment_gone")
    return found


def _checked(
    account: queries.LoanAccount, key: str, how: str, day: date | None, minor: int | None, today: date
) -> dict[str, object]:
    """What is kept of it. Raises ActionRefused for a row that is not there, texts.Faulty for what is wrong with the words."""
    rows = dict(account.repayments)
    if how not in facts.HOWS or (how == facts.LACKING) == bool(key) or (key and key not in rows):
        raise ActionRefused("payment_gone")
    if key in account.disputes:
        raise ActionRefused("payment_disputed_already")
    if len(account.disputes) + len(account.lacking) >= MOST:
        raise ActionRefused("payment_disputes_many", most=MOST)
    if how == facts.NOT_MADE:
        return {"how": how, "day": None, "minor": None}
    faults = list(_faults(day, minor, today))
    if not faults and key and (day, minor) == (rows[key].day, rows[key].total_minor):
        faults.append(texts.fault("payment_says_the_same", "minor"))
    if faults:
        raise texts.Faulty(tuple(faults))
    return {"how": how, "day": day, "minor": minor}


def _faults(day: date | None, minor: int | None, today: date) -> "list[texts.Fault]":
    faults = []
    if day is None:
        faults.append(texts.fault("payment_day_needed", "day"))
    elif day > today:
        faults.append(texts.fault("answer_in_future", "day", latest_on=today.isoformat()))
    if not minor or minor < 0:
        faults.append(texts.fault("payment_amount_needed", "minor"))
    return faults


@whole
def undispute_payment(
    held: HeldNegotiation, ref: str, *, now: datetime, action_id: UUID, seen_version: int | None = None
) -> Done:
    """Take back what was said against a row, while the figures are open. Raises ActionRefused, StepRefused."""
    row, by = lock(held), held.acting("negotiation", "undispute_payment")
    if not held.is_borrower_side:
        raise ActionRefused("payment_not_yours")
    mine = PaymentDispute.objects.filter(negotiation=row, ref=ref, taken_back_at__isnull=True)
    if not mine.exists():
        raise ActionRefused("payment_gone")
    done = take_step(
        row,
        "undispute_payment",
        by=by,
        facts=figures_open(row),
        said={"dispute": ref},
        now=now,
        action_id=action_id,
    )
    mine.update(taken_back_at=now)
    return done
