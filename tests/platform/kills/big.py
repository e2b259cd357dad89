"""The acts that change most, each killed at every named point: an offer accepted, and both signatures.

An acceptance ends the offer, agrees the talks and draws up the agreement; the last signature puts it in force and begins
the duties of both sides. What a kill inside leaves is, row by row and column by column, what was there before.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from hejie_platform.agreements import access
from hejie_platform.agreements import actions as agreements
from hejie_platform.agreements.models import Agreement, Obligation, Signature
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.actions import Done
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.negotiation.models import Offer
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.kills.world import NOW, SPACE
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story

OURS = (
    *("core", "people", "ledger", "lenders", "cases", "intake", "negotiation", "agreements"),
    *("mediation", "afterwards", "support", "notices", "privacy"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act to do once under its id; what it must have left when it is whole; what is done before the next one."""

    name: str
    do: Callable[[Story, uuid.UUID], Done]
    left: Callable[[Story], Mapping[str, Any]]
    wanted: Mapping[str, Any]

    @property
    def action_id(self) -> uuid.UUID:
        return uuid.uuid5(SPACE, f"big/{self.name}")


def begin(cast: Cast) -> Story:
    """The bank's offer on the table, and nothing owed any more."""
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=NOW), now=NOW)
    negotiation.offer_put(story, now=NOW)
    negotiation.worked(NOW)
    return story


def _accept(story: Story, action_id: uuid.UUID) -> Done:
    offer = Offer.objects.get(negotiation__ref=story.ref)
    return agreements.accept_offer(
        story.borrowers(NOW),
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        now=NOW,
        action_id=action_id,
    )


def _sign(person: Callable[[Story], User]) -> Callable[[Story, uuid.UUID], Done]:
    def act(story: Story, action_id: uuid.UUID) -> Done:
        held = access.agreement_for(person(story), stories.agreement_of(story).ref, now=NOW)
        return agreements.sign(held, brought=stories.brought(story), now=NOW, action_id=action_id)

    return act


def _states(story: Story) -> dict[str, Any]:
    """Where everything stands that these acts move."""
    agreement = Agreement.objects.filter(negotiation__ref=story.ref).first()
    return {
        "offer": Offer.objects.get(negotiation__ref=story.ref).state,
        "talks": story.row().state,
        "agreement": agreement.state if agreement else "",
        "signatures": Signature.objects.count(),
        "instalments": Obligation.objects.filter(kind="instalment").count(),
        "lender duties": Obligation.objects.filter(side="lender").exists(),
    }


_DRAWN_UP = {
    "offer": "accepted",
    "talks": "agreed",
    "agreement": "signing",
    "signatures": 0,
    "instalments": 0,
    "lender duties": False,
}
_IN_FORCE = {"agreement": "effective", "signatures": 2, "instalments": 36, "lender duties": True}
ACTS = (
    Act("accept", _accept, _states, _DRAWN_UP),
    Act("first signature", _sign(lambda story: story.borrower), _states, _DRAWN_UP | {"signatures": 1}),
    Act("last signature", _sign(lambda story: story.checker), _states, _DRAWN_UP | _IN_FORCE),
)


def snapshot() -> dict[str, list[Any]]:
    """Every row of the platform's own tables, column by column."""
    return {model._meta.label: list(_rows(model)) for label in OURS for model in _tables(label)}


def _tables(label: str) -> Iterator[type[models.Model]]:
    yield from apps.get_app_config(label).get_models()


def _rows(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    for row in model._default_manager.order_by("pk").values_list():
        yield tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)


def changed(before: Mapping[str, list[Any]], after: Mapping[str, list[Any]]) -> list[str]:
    """The tables that differ."""
    return [name for name in before if before[name] != after[name]]


def entry_faults(act: Any) -> Iterator[str]:
    """One entry, every effect with it, chains unbroken."""
    yield from once_recorded(act)
    if not Effect.objects.filter(entry__action_id=act.action_id).exists():
        yield f"{act.name}: nobody is told"


def once_recorded(act: Any) -> Iterator[str]:
    """One entry, chains unbroken."""
    entries = list(Entry.objects.filter(action_id=act.action_id))
    if len(entries) != 1:
        yield f"{act.name}: {len(entries)} entries"
        return
    yield from (f"{act.name}: chain broken: {place}" for place in ledger.broken_places())
