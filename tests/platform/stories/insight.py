"""Figures by real actions: a period counted, objected to, published; an order; an automatic result.

row = prepared(cast, now=NOW)            # the days before today
objected(cast.officer, row, now=NOW)     # its lender says what is wrong
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.cases.models import Case
from hejie_platform.core import clock
from hejie_platform.insight import access, actions
from hejie_platform.insight.models import Correction, LawfulOrder, Publication
from hejie_platform.ledger.models import Determination
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import negotiation

new_id = uuid.uuid4


def prepared(cast: Cast, *, now: datetime, days: int = 90, ends: int = 1) -> Publication:
    """The figures of some days, up to yesterday unless said."""
    day = clock.legal_day(now)
    done = actions.prepare(
        access.desk_for(cast.supervisor, "supervisor", now=now),
        since=day - timedelta(days=days),
        until=day - timedelta(days=ends),
        now=now,
        action_id=new_id(),
    )
    return Publication.objects.get(pk=done.subject)


def objected(person: User, row: Publication, *, now: datetime) -> Correction:
    """The lender says that its card is wrong."""
    card = access.card_for(person, row.ref, now=now)
    done = actions.object_to(card, words="我们在第二天就答复了。", now=now, action_id=new_id())
    return Correction.objects.get(pk=done.subject)


def published(cast: Cast, row: Publication, *, now: datetime) -> Publication:
    """Shown to everybody, when the lenders' days are over."""
    desk = access.desk_for(cast.supervisor, "supervisor", now=now)
    actions.publish(desk, publication=row, seen_version=None, now=now, action_id=new_id())
    row.refresh_from_db()
    return row


def ordered(cast: Cast, case: Case, *, now: datetime, scope: str = "course_and_access") -> LawfulOrder:
    """An order of the authority about one case, for ten days."""
    done = actions.record_order(
        access.desk_for(cast.supervisor, "supervisor", now=now),
        number="〔2026〕12",
        authority_ref=cast.authority.ref,
        case_ref=case.ref,
        scope=scope,
        until=clock.legal_day(now) + timedelta(days=10),
        now=now,
        action_id=new_id(),
    )
    return LawfulOrder.objects.get(pk=done.subject)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A published period, one that a lender objects to, an order, and the plans of some talks."""
    talks = negotiation.facts_agreed(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    earlier = now - timedelta(days=20)
    published(cast, prepared(cast, now=earlier, days=90, ends=60), now=now)
    row = prepared(cast, now=now, days=30)
    return {
        "publication": row,
        "objection": objected(cast.officer, row, now=now),
        "order": ordered(cast, talks.row().case, now=now),
        "result": Determination.objects.filter(subject=talks.row().pk, kind="plans").latest("made_at"),
    }


SAMPLES = {
    "publication": lambda world: {"ref": world.objects["publication"].ref},
    "card": lambda world: {"ref": world.objects["publication"].ref},
    "objection": lambda world: {"ref": world.objects["objection"].ref},
    "order": lambda world: {"ref": world.objects["order"].ref},
    "result": lambda world: {"ref": world.objects["result"].ref},
}
