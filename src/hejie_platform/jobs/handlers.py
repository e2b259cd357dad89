"""Which function does which kind of effect: the one table that the worker reads.

A handler is `handle(effect, *, now)` in the actions of the room that owns the kind. It may run twice (a worker
that dies after the work and before the tick leaves the effect to the next), so it does its work under the
effect's id: a message carries it, a file is named by it, an action takes it as `action_id`. It returns
nothing; raising anything means "not done, try again later". Imported when first needed: a handler that makes
PDF files must not slow down one that sends a notice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from types import MappingProxyType
from typing import Protocol

from hejie.steps import EFFECTS
from hejie_platform.ledger.actions import Effect


class Handler(Protocol):
    def __call__(self, effect: Effect, *, now: datetime) -> None: ...


TELL = "hejie_platform.notices.actions:tell"

# Effects of the step tables that do more than tell somebody.
_SYSTEM = "hejie_platform.notices.systems:tell_system"
_TASK = "hejie_platform.notices.tasks:open_and_tell"
_OTHERS: Mapping[str, str] = {
    "tell_lender_system": _SYSTEM,
    "stop_clocks": _SYSTEM,
    "resume_clocks": _SYSTEM,
    **dict.fromkeys((kind for kind in EFFECTS if kind.startswith("task_")), _TASK),
    "escalate_supervisor": _TASK,
    "draw_document": "hejie_platform.agreements.actions:draw_document",
    "appoint_if_ranked": "hejie_platform.mediation.actions.choosing:appoint_if_ranked",
    "seal_document": "hejie_platform.agreements.actions:seal_document",
}

# What takes long and has a worker of its own (`reader`), so that no notice waits behind it.
SLOW = frozenset({"paper.look"})

# kind -> the function, as "module:name". A test imports each one and demands one for each effect of the tables.
TABLE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(EFFECTS, TELL),
        **_OTHERS,
        "task.reassess": "hejie_platform.notices.tasks:reassess",
        "assisted.code": "hejie_platform.intake.actions.assisting:text_code",
        "identity.check": "hejie_platform.intake.actions.identity:check_with_provider",
        "identity.forget_photos": "hejie_platform.intake.actions.identity:forget_photos",
        "plans.renew": "hejie_platform.notices.tasks:renew_plans",
        "plans.compute": "hejie_platform.negotiation.actions:compute_plans",
        "policy.try": "hejie_platform.insight.actions:run_trial",
        "payments.book": "hejie_platform.agreements.actions:book",
        "agreement.take_effect": "hejie_platform.agreements.actions:take_effect",
        "agreement.equal_treatment": "hejie_platform.agreements.actions:treat_equally",
        "letter.seal": "hejie_platform.agreements.actions:seal_letter",
        "keys.destroy": "hejie_platform.agreements.actions:destroy_keys",
        "offer.send": "hejie_platform.negotiation.actions:perform_offer",
        "paper.read": "hejie_platform.intake.actions:read_dropped",
        "paper.look": "hejie_platform.intake.actions:look",
        "opening.open": "hejie_platform.intake.actions:open_rows",
        "invitation.send": "hejie_platform.notices.invitations:send",
        "meeting.remind": "hejie_platform.mediation.actions.meeting:remind_of_meeting",
        "promise.remind": "hejie_platform.mediation.actions.minuting:remind_of_promise",
        "proposal.conclude": "hejie_platform.mediation.actions.proposing:conclude_proposal",
        "proposal.carry": "hejie_platform.mediation.actions.proposing:carry_out",
        "court_pack.draw": "hejie_platform.afterwards.actions:draw_pack",
        "export.make": "hejie_platform.privacy.actions:make_export",
        "notice.send": "hejie_platform.notices.actions:send",
        "notice.deliver": "hejie_platform.notices.actions:deliver",
        "notice.digest": "hejie_platform.notices.actions:send_digest",
    }
)


class UnknownKind(LookupError):
    """No room handles this kind of effect."""


def find(kind: str) -> Callable[..., None]:
    """The handler of a kind. Raises UnknownKind."""
    if kind not in TABLE:
        raise UnknownKind(f"no handler for effects of kind {kind!r}")
    module, _, name = TABLE[kind].partition(":")
    handler: Callable[..., None] = getattr(import_module(module), name)
    return handler
