"""One act of each room beside the straight path, killed at every named point that it passes.

An act that takes a step moves a row, its clocks and its effects; one that is only recorded writes its entry and rows of its
room. For each room the act was chosen that writes most at once: the yes that sends a mediation to its body, a sealed saying
with a file, minutes that become promises, a breach, a duty shown with a paper, a plan of one's own, a complaint with a paper, a
contact, a copy and an erasure asked for, a lender's invitation, and the borrower who follows it.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hejie_platform.afterwards import actions as afterwards_actions
from hejie_platform.agreements import actions as agreed
from hejie_platform.core import clock
from hejie_platform.intake import actions as intake_actions
from hejie_platform.ledger.actions import Done
from hejie_platform.ledger.models import Entry
from hejie_platform.mediation.actions import asking, minuting, speaking
from hejie_platform.privacy import actions as privacy_actions
from hejie_platform.support import access as support
from hejie_platform.support import actions as support_actions
from tests.platform.cast import Cast
from tests.platform.kills.points import RECORDED, STEPPED
from tests.platform.kills.world import NOW, SPACE
from tests.platform.stories import (
    afterwards,
    agreements,
    keeping,
    mediation,
    negotiation,
    opening,
    pictures,
    sessions,
)


@dataclass(frozen=True, slots=True)
class World:
    """Where each room's act begins."""

    cast: Cast
    asked: mediation.Told
    table: sessions.Table
    minutes: Any
    kept: negotiation.Story
    refused: negotiation.Story
    invitation: Any = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act to do once under its id, and the named points that it passes."""

    name: str
    do: Callable[[World, uuid.UUID], Done]
    points: tuple[str, ...] = field(default=RECORDED)

    @property
    def action_id(self) -> uuid.UUID:
        return uuid.uuid5(SPACE, f"rooms/{self.name}")


def begin(cast: Cast) -> World:
    """Something for every act, and nothing owed any more."""
    asked = mediation.asking(cast, now=NOW)
    table = sessions.opened(cast, now=NOW, story=asked.talks)
    minutes = sessions.minuted(table, now=NOW)
    sessions.confirmed(table, table.story.officer, minutes, now=NOW)
    found = World(
        cast,
        asked,
        table,
        minutes,
        keeping.running(cast, now=NOW - keeping.SIXTY_DAYS),
        afterwards.refused(cast, now=NOW),
    )
    opening.confirmed(cast.stranger)
    negotiation.worked(NOW)
    return found


def _stamp(action_id: uuid.UUID) -> dict[str, Any]:
    return {"now": NOW, "action_id": action_id}


def _consent(world: World, action_id: uuid.UUID) -> Done:
    held = world.asked.held(world.asked.talks.officer, NOW)
    return asking.consent(held, held.mediation, seen_version=None, **_stamp(action_id))


def _say(world: World, action_id: uuid.UUID) -> Done:
    held = world.table.held(world.cast.borrower, NOW)
    given: dict[str, Any] = {"party": "borrower", "text": "底线", "file": pictures.png()}
    return speaking.say_in_caucus(held, **given, **_stamp(action_id))


def _confirm(world: World, action_id: uuid.UUID) -> Done:
    held, seen = world.table.held(world.cast.borrower, NOW), world.minutes.hash
    return minuting.confirm_minutes(
        held, party="borrower", minutes=world.minutes, seen_hash=seen, **_stamp(action_id)
    )


def _show(world: World, action_id: uuid.UUID) -> Done:
    held = keeping.duty(world.kept, world.kept.officer, "duty_stop_collection", now=NOW)
    given: dict[str, Any] = {"note": "已通知", "paper": pictures.png(), "legal_notice_seen": True}
    return agreed.claim_duty(held, **given, seen_version=None, **_stamp(action_id))


def _breach(world: World, action_id: uuid.UUID) -> Done:
    held = agreements.held_by(world.kept.officer, world.kept, NOW)
    return agreed.say_breach(held, note="没有按期", seen_version=None, **_stamp(action_id))


def _plan(world: World, action_id: uuid.UUID) -> Done:
    held = afterwards.case_of(world.refused, NOW)
    loan = held.case.loans.earliest("id")
    given: dict[str, Any] = {"first_on": clock.legal_day(NOW).replace(day=28), "months": 6, "reminds": True}
    shares = [afterwards_actions.Share(loan.ref, 50_000)]
    return afterwards_actions.make_plan(held, shares=shares, **given, **_stamp(action_id))


def _complain(world: World, action_id: uuid.UUID) -> Done:
    told = support_actions.Told(
        topic="manners", happened_on=clock.legal_day(NOW), words="大声呵斥", wish="apologise"
    )
    return support_actions.file_complaint(
        world.cast.borrower,
        subject=support.subject_of(world.cast.borrower, "staff", now=NOW),
        told=told,
        attached=[support_actions.Attached(pictures.png(), "shot.png")],
        **_stamp(action_id),
    )


def _note_contact(world: World, action_id: uuid.UUID) -> Done:
    held = afterwards.case_of(world.refused, NOW)
    told = support_actions.ContactTold(at=NOW, channel="call", number="95000", words="今天还")
    return support_actions.note_contact(held, told=told, **_stamp(action_id))


def _copy(world: World, action_id: uuid.UUID) -> Done:
    return privacy_actions.order_export(world.cast.borrower, **_stamp(action_id))


def _forget(world: World, action_id: uuid.UUID) -> Done:
    return privacy_actions.ask_erasure(world.cast.guarantor, **_stamp(action_id))


def _invite(world: World, action_id: uuid.UUID) -> Done:
    desk = opening.desk(world.cast, now=NOW)
    return intake_actions.invite(desk, opening.opening(), sends=True, **_stamp(action_id))


def _join(world: World, action_id: uuid.UUID) -> Done:
    invited = uuid.uuid5(SPACE, "rooms/invite")
    row = opening.queries.invitation_of(Entry.objects.get(action_id=invited).subject)
    return intake_actions.join(world.cast.stranger, row, **_stamp(action_id))


ACTS = (
    Act("consent", _consent, STEPPED),
    Act("say in private", _say),
    Act("confirm minutes", _confirm),
    Act("show a duty", _show, STEPPED),
    Act("breach", _breach, STEPPED),
    Act("own plan", _plan),
    Act("complain", _complain),
    Act("note a contact", _note_contact),
    Act("copy", _copy),
    Act("forget", _forget),
    Act("invite", _invite, STEPPED),
    Act("join", _join, STEPPED),
)
