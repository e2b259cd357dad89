"""A creditor without a desk here: registered by the platform's desk, written to, and what its staff said noted.

    register_creditor(desk, loan, name_zh="某消费金融公司", ...)     the loan has a creditor that letters can go to
    written(held, kind="invitation", ...)                        frozen words; the print is drawn from them
    mark_sent(held, letter, sent_on=..., way="post", paper=...)  with the proof of posting
    note_promise(held, said_by="客服 021", ...)                   noted, and binding nobody

Nothing goes to such a creditor without the borrower's consent sheet for it, exactly as with one that is here.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from hejie import dates, texts
from hejie_platform.cases.access import HeldCase, HeldNegotiation
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case, OutsideLetter, SpokenPromise
from hejie_platform.core import clock
from hejie_platform.intake.actions.proofs import kept
from hejie_platform.intake.models import ClaimedLoan, Consent, Story
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.intake.queries.missing import label_of
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.people.models import Organisation
from hejie_platform.people.queries import proven_identity
from hejie_platform.people.registry import register_organisation

ANSWER_DAYS = 15  # working days that our letters ask for; our own wish, no time limit of a law


def registered_outside(
    name_zh: str, *, name_en: str = "", lender_type: str = "", now: datetime
) -> Organisation:
    """The lender of that name, registered as one outside unless it is known. A lender that is here stays here."""
    name = name_zh.strip()[:120]
    return register_organisation(
        "lender",
        name_zh=name,
        name_en=name_en.strip()[:120] or name,
        now=now,
        lender_type=lender_type,
        channel="outside",
    )


@whole
def register_creditor(
    held: HeldCase,
    loan: ClaimedLoan,
    *,
    name_zh: str,
    name_en: str = "",
    lender_type: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Give a loan, and every other loan of the case told under the same name, its creditor. Raises ActionRefused."""
    if not name_zh.strip():
        raise ActionRefused("creditor_not_named")
    if loan.creditor_id is not None or loan.negotiation_id is not None:
        raise ActionRefused("creditor_known_already")
    _touch(held.case, seen_version)
    creditor = registered_outside(name_zh, name_en=name_en, lender_type=lender_type, now=now)
    told = ClaimedLoan.objects.filter(case=held.case, creditor__isnull=True, removed_at__isnull=True)
    same = told.filter(pk=loan.pk) | (
        told.filter(creditor_name=loan.creditor_name) if loan.creditor_name else told.none()
    )
    refs = sorted(same.values_list("ref", flat=True))
    told.filter(ref__in=refs).update(creditor=creditor)
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="case.register_creditor",
        subject=held.case.id,
        facts={"recipient": creditor.ref, "loans": refs},
        now=now,
        action_id=action_id,
    )


def _touch(case: Case, seen_version: int | None) -> None:
    rows = Case.objects.filter(pk=case.pk)
    rows = rows if seen_version is None else rows.filter(version=seen_version)
    if not rows.update(version=F("version") + 1):
        raise ActionRefused("stale")


def written(
    held: HeldNegotiation, *, kind: str, address: str, more: Mapping[str, Any], now: datetime, action_id: UUID
) -> Done:
    """Write to the creditor of these talks; the entry names the letter. `more` is what rooms above put into it: an offer, an
    agreement. Call inside a `whole` action. Raises ActionRefused without a consent sheet."""
    row, day = held.negotiation, clock.legal_day(now)
    if row.creditor.channel != "outside":
        raise ActionRefused("creditor_is_here")
    if kind not in OutsideLetter.KINDS:
        raise ActionRefused("letter_kind_unknown")
    sheet = Consent.objects.filter(
        case=row.case, recipient=row.creditor, withdrawn_at__isnull=True, until_day__gte=day
    ).first()
    if sheet is None:
        raise ActionRefused("letter_needs_consent")
    letter = OutsideLetter(negotiation=row, kind=kind, made_by=held.user, made_at=now)
    letter.said = _said(held, letter, sheet.items, address, day) | dict(more)
    letter.hash = texts.digest(letter.said)
    letter.save()
    return _record(
        held, "negotiation.letter_written", letter, {"kind": kind, "hash": letter.hash}, now, action_id
    )


def _said(
    held: HeldNegotiation, letter: OutsideLetter, items: list[str], address: str, day: date
) -> dict[str, Any]:
    """Everything that the letter says, and nothing that the consent sheet does not name."""
    row = held.negotiation
    borrower = row.case.borrower
    proof = proven_identity(borrower, day) if borrower else None
    story = Story.objects.filter(case=row.case).first()
    loans = loans_of(row.case).filter(negotiation=row)
    return {
        "ref": letter.ref,
        "talks": row.ref,
        "creditor_zh": row.creditor.name_zh,
        "creditor_en": row.creditor.name_en,
        "address": address.strip(),
        "borrower": (proof.legal_name if proof else borrower.name) if borrower else "",
        "cause": story.cause if story and "hardship" in items else "",
        "loans": [
            {
                "label": label_of(one),
                "contract": one.contract_number,
                "balance_minor": one.balance_minor,
                "currency": one.currency,
            }
            for one in loans
        ],
        "written_on": day.isoformat(),
        "answer_by": dates.add_working_days(day, ANSWER_DAYS, law_of(row).holidays).isoformat(),
    }


@whole
def mark_sent(
    held: HeldNegotiation,
    letter: OutsideLetter,
    *,
    sent_on: date,
    way: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Note how and when the letter left, with the proof of it. Raises ActionRefused, texts.Faulty for the paper."""
    if paper is None:
        raise ActionRefused("letter_needs_proof")
    if way not in OutsideLetter.WAYS:
        raise ActionRefused("letter_way_unknown")
    if not clock.legal_day(letter.made_at) <= sent_on <= clock.legal_day(now):
        raise ActionRefused("letter_day_wrong")
    rows = OutsideLetter.objects.filter(pk=letter.pk, sent_on__isnull=True)
    rows = rows if seen_version is None else rows.filter(version=seen_version)
    changed = rows.update(
        sent_on=sent_on, sent_way=way, sent_proof=kept(paper, now=now), version=F("version") + 1
    )
    if not changed:
        raise ActionRefused("stale")
    said = {"way": way, "sent_on": sent_on.isoformat()}
    return _record(held, "negotiation.letter_sent", letter, said, now, action_id)


@whole
def note_promise(
    held: HeldNegotiation,
    *,
    said_by: str,
    said_on: date,
    way: str,
    words: str,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Note what somebody of the creditor's staff promised. It changes no state and binds nobody. Raises ActionRefused."""
    row = held.negotiation
    if row.creditor.channel != "outside":
        raise ActionRefused("creditor_is_here")
    if way not in SpokenPromise.WAYS:
        raise ActionRefused("letter_way_unknown")
    if not words.strip() or not said_by.strip():
        raise ActionRefused("promise_needs_words")
    if said_on > clock.legal_day(now):
        raise ActionRefused("letter_day_wrong")
    noted = SpokenPromise.objects.create(
        negotiation=row,
        said_by=said_by.strip(),
        said_on=said_on,
        way=way,
        words=words.strip(),
        noted_by=held.user,
        noted_at=now,
    )
    said = {"way": way, "said_on": said_on.isoformat(), "binds": False}
    return _record(held, "negotiation.promise_noted", noted, said, now, action_id)


def _record(
    held: HeldNegotiation,
    verb: str,
    about: OutsideLetter | SpokenPromise,
    said: dict[str, Any],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(held.negotiation.id, "borrower"),
        by=held.actor,
        verb=verb,
        subject=held.negotiation.id,
        facts={"thing": about.ref, **said},
        now=now,
        action_id=action_id,
    )
