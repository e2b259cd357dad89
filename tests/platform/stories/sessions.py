"""A mediation at its table: words to all and in private, a meeting, minutes, a proposal.

table = opened(cast, now=NOW)                   # borrower, bank and mediator, the figures agreed
said(table, cast.officer, "...", now=NOW)
in_private(table, cast.borrower, "...", now=NOW)
proposed(table, now=NOW); answered(table, cast.borrower, "yes", now=NOW)
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.cases.models import Appointment, Mediation, MediationConsent
from hejie_platform.core import clock
from hejie_platform.mediation import table
from hejie_platform.mediation.actions import meeting, minuting, noting, proposing, speaking
from hejie_platform.mediation.models import Meeting, Minutes, Note, Promise, Proposal
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, pictures
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4


@dataclass(frozen=True, slots=True)
class Table:
    """An open mediation and its talks."""

    ref: str
    story: Story
    mediator: User

    def row(self) -> Mediation:
        return Mediation.objects.get(ref=self.ref)

    def held(self, person: User, now: datetime) -> table.HeldTable:
        return table.table_for(person, self.ref, now=now)


def opened(cast: Cast, *, now: datetime, others: Sequence[Story] = (), story: Story | None = None) -> Table:
    """A mediation that has begun: all have said yes, the mediator told of no ties."""
    talks = story or negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    row = Mediation.objects.create(
        case=talks.row().case, body=cast.body, mediator=cast.mediator, state="open", created_at=now
    )
    row.negotiations.add(talks.row(), *(one.row() for one in others))
    Appointment.objects.create(
        mediation=row, mediator=cast.mediator, asked_at=now, accepted_at=now, disclosed_at=now
    )
    MediationConsent.objects.create(mediation=row, side="borrower", given_by=talks.borrower, given_at=now)
    for one in (talks, *others):
        MediationConsent.objects.create(
            mediation=row, side="lender", negotiation=one.row(), given_by=one.officer, given_at=now
        )
    return Table(row.ref, talks, cast.mediator)


def said(at: Table, person: User, text: str, *, now: datetime, **more: Any) -> int:
    """One saying in the joint room; its number."""
    done = speaking.say(at.held(person, now), text=text, now=now, action_id=new_id(), **more)
    return int(done.entry.facts["message"])


def in_private(at: Table, person: User, text: str, *, now: datetime, party: str = "", **more: Any) -> int:
    """One saying in a caucus: the person's own, or as the mediator that of `party`."""
    held = at.held(person, now)
    own = party or held.mine[0]
    done = speaking.say_in_caucus(held, party=own, text=text, now=now, action_id=new_id(), **more)
    return int(done.entry.facts["message"])


def times_proposed(at: Table, *, now: datetime, days: Sequence[int] = (2, 3), way: str = "text") -> Meeting:
    """The mediator puts ten o'clock of these days forward."""
    ten = now.astimezone(clock.legal_zone()).replace(hour=10, minute=0, second=0, microsecond=0)
    meeting.propose_meeting(
        at.held(at.mediator, now),
        starts=[ten + timedelta(days=day) for day in days],
        minutes_long=90,
        way=way,
        now=now,
        action_id=new_id(),
    )
    return Meeting.objects.filter(mediation__ref=at.ref).latest("proposed_at", "id")


def can_come(
    at: Table, person: User, row: Meeting, *, now: datetime, chosen: Sequence[int] | None = None
) -> Meeting:
    """This person's side can come at these times (all unless said)."""
    held = at.held(person, now)
    slots = list(row.slots.values_list("pk", flat=True)) if chosen is None else list(chosen)
    row.refresh_from_db()
    meeting.choose_times(held, party=held.mine[0], meeting=row, chosen=slots, now=now, action_id=new_id())
    row.refresh_from_db()
    return row


def booked(at: Table, *, now: datetime, way: str = "text") -> Meeting:
    """A meeting in two days to which both sides come."""
    row = times_proposed(at, now=now, way=way)
    for person in (at.story.borrower, at.story.officer):
        can_come(at, person, row, now=now)
    return row


def minuted(
    at: Table, *, now: datetime, text: str = "双方说明了情况。", row: Meeting | None = None
) -> Minutes:
    """Minutes with one promise of each side."""
    today = clock.legal_day(now)
    minuting.write_minutes(
        at.held(at.mediator, now),
        text=text,
        promises=(
            minuting.Promised("borrower", "补交工资单", today + timedelta(days=5)),
            minuting.Promised(f"lender-{at.story.ref}", "暂停电话催收", today + timedelta(days=2)),
        ),
        meeting=row,
        now=now,
        action_id=new_id(),
    )
    return Minutes.objects.filter(mediation__ref=at.ref).latest("number")


def confirmed(at: Table, person: User, row: Minutes, *, now: datetime) -> Minutes:
    """This person's side confirms the minutes as they are."""
    held = at.held(person, now)
    minuting.confirm_minutes(
        held, party=held.mine[0], minutes=row, seen_hash=row.hash, now=now, action_id=new_id()
    )
    row.refresh_from_db()
    return row


def proposed(at: Table, *, now: datetime, others: Sequence[Story] = (), **changes: Any) -> Proposal:
    """The mediator's proposal: the usual modest package for each lender."""
    proposing.propose(
        at.held(at.mediator, now),
        cause="means",
        analysis="收入下降是主要原因。",
        reasoning="延长期限后每月负担可以承受。",
        packages={one.ref: negotiation.package(one, now=now, **changes) for one in (at.story, *others)},
        now=now,
        action_id=new_id(),
    )
    return Proposal.objects.filter(mediation__ref=at.ref).latest("number")


def answered(at: Table, person: User, answer: str, *, now: datetime) -> None:
    """This person's side answers the open proposal in secret."""
    held = at.held(person, now)
    proposing.answer_proposal(
        held,
        party=held.mine[0],
        proposal=Proposal.objects.filter(mediation__ref=at.ref).latest("number"),
        answer=answer,
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        now=now,
        action_id=new_id(),
    )


def noted(at: Table, text: str, *, now: datetime, **more: Any) -> Note:
    """A note of the mediator."""
    noting.write_note(at.held(at.mediator, now), text=text, now=now, action_id=new_id(), **more)
    return Note.objects.filter(book__mediation__ref=at.ref).latest("seq")


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A table at which something of everything has happened; at a second one minutes and a meeting are open."""
    at = opened(cast, now=now)
    said(at, cast.mediator, "请双方先说说各自的想法。", now=now, floor="borrower")
    shown = said(at, at.story.borrower, "这是我的工资单。", now=now, file=pictures.png())
    own = in_private(at, at.story.borrower, "我每月最多能还两千。", now=now, file=pictures.png())
    in_private(at, cast.mediator, "我记下了。", now=now, party="borrower")
    met = booked(at, now=now)
    final = minuted(at, now=now, row=met)
    for person in (at.story.borrower, at.story.officer):
        confirmed(at, person, final, now=now)
    return {
        "table": at,
        "table_file": shown,
        "caucus_file": own,
        "meeting": met,
        "promise": Promise.objects.get(minutes=final, party="borrower"),
        "minutes": minuted(at, now=now, row=met),
        "proposal": proposed(at, now=now),
        "table_note": noted(at, "下次先问收入。", now=now, due_on=clock.legal_day(now)),
    }


def _at(world: Any, **more: Any) -> dict[str, Any]:
    return {"ref": world.objects["table"].ref, **more}


SAMPLES = {
    "table": _at,
    "caucus": lambda world: _at(world, party="borrower"),
    "table_file": lambda world: _at(world, number=world.objects["table_file"]),
    "caucus_file": lambda world: _at(world, party="borrower", number=world.objects["caucus_file"]),
    "caucus_saying": lambda world: _at(world, party="borrower", number=world.objects["caucus_file"]),
    "meeting": lambda world: _at(world, meeting=world.objects["meeting"].ref),
    "agenda_item": lambda world: _at(world, meeting=world.objects["meeting"].ref, place=1),
    "minutes": lambda world: _at(world, minutes=world.objects["minutes"].ref),
    "promise": lambda world: _at(world, promise=world.objects["promise"].ref),
    "proposal": lambda world: _at(world, proposal=world.objects["proposal"].ref),
    "table_note": lambda world: _at(world, number=world.objects["table_note"].seq),
}
