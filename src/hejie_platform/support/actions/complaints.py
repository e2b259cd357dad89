"""What the two sides do with a complaint: file it, say more, take it back; say how the other side sees it.

`file_complaint` gives it a number, its two limits and a handler at once: nobody waits for somebody to be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from hejie_platform.core import clock
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, Owed, whole
from hejie_platform.people.models import Membership, User
from hejie_platform.support.access import HANDLERS, HeldComplaint, Subject
from hejie_platform.support.actions import papers
from hejie_platform.support.actions.taking import note, take
from hejie_platform.support.actions.telling import tell_complainant, tell_desk
from hejie_platform.support.facts import complaint_steps as steps
from hejie_platform.support.facts import handlers, lists, times
from hejie_platform.support.models import Complaint, ComplaintPaper, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody complains of, in codes of the lists and in their words."""

    topic: str
    happened_on: date
    words: str
    wish: str
    wish_words: str = ""
    about_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody without an account, or without their phone at hand, who told an operator. What was written was read back."""

    name: str
    reach: str
    account: User | None = None


@whole
def file_complaint(
    person: User,
    *,
    subject: Subject,
    told: Told,
    attached: Sequence[papers.Attached] = (),
    caller: Caller | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take a complaint in; its receipt names its number and both limits. Raises ActionRefused, Wrong for a paper."""
    _guard(told, attached, now)
    by = Actor(person, "recorder" if caller else "complainant")
    row = _new(person, subject, told, caller, now)
    row.state = steps.decide("file", state=steps.NONE, role=by.role)
    _limit(row, now)
    _assign(row, now)
    row.save(force_insert=True)
    for one in attached:
        _keep_paper(row, one, person, now)
    said = {"to": row.state, "about": row.about, "topic": row.topic, "papers": len(attached)}
    return note(row, "file", by=by, said=said, owed=_receipts(row, now), now=now, action_id=action_id)


def _guard(told: Told, attached: Sequence[papers.Attached], now: datetime) -> None:
    if told.topic not in lists.TOPICS or told.wish not in lists.WISHES:
        raise ActionRefused("complaint_not_on_list")
    if not told.words.strip():
        raise ActionRefused("complaint_says_nothing")
    if told.happened_on > clock.legal_day(now):
        raise ActionRefused("complaint_day_ahead")
    if len(attached) > lists.PAPERS_AT_MOST:
        raise ActionRefused("complaint_papers_many", most=lists.PAPERS_AT_MOST)


def _new(person: User, subject: Subject, told: Told, caller: Caller | None, now: datetime) -> Complaint:
    return Complaint(
        complainant=caller.account if caller else person,
        recorder=person if caller else None,
        caller={"name": caller.name, "reach": caller.reach} if caller else {},
        case=subject.case,
        negotiation=subject.negotiation,
        about=subject.about,
        about_organisation=subject.organisation,
        about_person=subject.person,
        about_words=told.about_words,
        earlier=subject.earlier,
        topic=told.topic,
        happened_on=told.happened_on,
        words=told.words,
        wish=told.wish,
        wish_words=told.wish_words,
        received_at=now,
    )


def _limit(row: Complaint, now: datetime) -> None:
    accept, answer = times.due("accept", start=now), times.due("simple", start=now)
    row.accept_due_at = accept.at if accept else None
    row.answer_due_at = answer.at if answer else None
    row.is_provisional = bool(answer and answer.is_provisional)


def _assign(row: Complaint, now: datetime) -> None:
    chosen = handlers.choose(candidates(now=now), barred=barred(row), theirs=row.about_organisation_id)
    row.handler_id = chosen.person if chosen else None
    row.handler_is_of_theirs = bool(chosen and chosen.is_of_theirs)


def barred(row: Complaint) -> set[UUID]:
    """Who has nothing to do at the desk of this complaint: those in it, and those it was about before."""
    people = {row.complainant_id, row.recorder_id, row.about_person_id}
    if row.earlier is not None:
        people |= {row.earlier.handler_id, row.earlier.about_person_id}
    if row.case is not None:
        people |= set(row.case.parties.order_by("id").values_list("user_id", flat=True))
    return {one for one in people if one}


def candidates(*, now: datetime) -> list[handlers.Candidate]:
    """Everybody who may handle complaints today, with all the houses they belong to and their open complaints."""
    day = clock.legal_day(now)
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    rows = Membership.objects.filter(in_force, user__is_active=True).order_by("id")
    able = rows.filter(role__in=HANDLERS)
    houses: dict[UUID, set[UUID]] = {}
    for user, house in rows.filter(user__in=able.values("user")).values_list("user_id", "organisation_id"):
        houses.setdefault(user, set()).add(house)
    first = set(able.filter(role="complaint_handler").values_list("user_id", flat=True))
    open_rows = Complaint.objects.filter(state__in=steps.OPEN, handler__in=list(houses))
    load = dict(open_rows.order_by().values_list("handler").annotate(Count("id")))
    return [
        handlers.Candidate(user, frozenset(found), user in first, load.get(user, 0))
        for user, found in houses.items()
    ]


def _receipts(row: Complaint, now: datetime) -> tuple[Owed, ...]:
    facts: dict[str, Any] = {}
    if row.answer_due_at:
        facts["due_on"] = last_day(row.answer_due_at).isoformat()
    told = "complaint_received" if "due_on" in facts else "complaint_received_undated"
    return (
        *tell_complainant(row, told, **facts),
        *tell_desk(row, "complaint_to_handle", now=now),
    )


def last_day(due_at: datetime) -> date:
    """The last day of a limit that ends at midnight."""
    return date.fromordinal(clock.legal_day(due_at).toordinal() - 1)


def _keep_paper(row: Complaint, one: papers.Attached, person: User, now: datetime) -> None:
    file, name = papers.keep(one, may_be_heard=True, now=now)
    if file is not None:
        ComplaintPaper.objects.create(complaint=row, file=file, name=name, filed_by=person, filed_at=now)


@whole
def add_words(
    held: HeldComplaint,
    *,
    words: str,
    attached: papers.Attached | None = None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say more, or hand in a paper."""
    row = held.complaint
    if not words.strip() and attached is None:
        raise ActionRefused("complaint_says_nothing")
    if attached is not None and row.papers.count() >= lists.PAPERS_AT_MOST:
        raise ActionRefused("complaint_papers_many", most=lists.PAPERS_AT_MOST)
    if words.strip():
        Statement.objects.create(complaint=row, side="complainant", by=held.user, at=now, words=words)
    if attached is not None:
        _keep_paper(row, attached, held.user, now)
    return take(
        row,
        "add",
        by=held.acting("add"),
        changes={},
        said={"papers": int(attached is not None)},
        owed=tell_desk(row, "complaint_more", now=now),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )


@whole
def withdraw(held: HeldComplaint, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Take the complaint back; it ends the same day."""
    row = held.complaint
    return take(
        row,
        "withdraw",
        by=held.acting("withdraw"),
        changes={"ended_at": now},
        said={},
        owed=tell_desk(row, "complaint_withdrawn", now=now),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )


@whole
def comment(
    held: HeldComplaint, *, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """How the side complained of sees it."""
    row = held.complaint
    if not words.strip():
        raise ActionRefused("complaint_says_nothing")
    Statement.objects.create(complaint=row, side="subject", by=held.user, at=now, words=words)
    return take(
        row,
        "comment",
        by=held.acting("comment"),
        changes={},
        said={},
        owed=tell_desk(row, "complaint_commented", now=now),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
