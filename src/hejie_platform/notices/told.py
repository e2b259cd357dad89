"""Which sentence a notice says: by the step it tells of, and by the side that reads it.

    key_for("tell_other_side", machine="offer", step="put", side="borrower", role="borrower")   "offer.put"

An effect that belongs to no single step (a reminder, a task, an escalation) has a sentence of its own. For a
step the reader's role is asked first, then the side, then the step alone.
"""

from hejie_platform.notices.wording import Text, sentences
from hejie_platform.notices.wording.told import NOTICES

# What may leave the house, by the kind of the notice. They name no debt, no lender and no amount.
PUSH_NEWS, PUSH_TURN, PUSH_REMINDER = "push.news", "push.turn", "push.reminder"
PUSH_WORK, PUSH_DIGEST = "push.work", "push.digest"
STAFF_SIDES = frozenset({"lender", "mediation", "platform"})
REMINDERS = frozenset(
    {
        "tell_borrower_other_channel",
        "remind_parties",
        "remind_owing_side",
        "remind_owing_side_soon",
        "remind_grace_ends",
        "remind_owed_side",
    }
)


def key_for(effect: str, *, machine: str, step: str, side: str, role: str) -> str:
    """The key of the sentence. Raises LookupError when nobody has written one."""
    names = [f"{effect}@{side}", effect, *(f"{machine}.{step}{who}" for who in (f"@{role}", f"@{side}", ""))]
    for name in names:
        if name in NOTICES:
            return name
    raise LookupError(f"no sentence for {effect} of {machine}.{step} to {side}")


def text_of(key: str) -> Text:
    """The sentence of a key, in every language: of a step or effect, or of any code. Raises LookupError."""
    return NOTICES[key] if key in NOTICES else sentences()[key]


def push_key(key: str, *, side: str, has_deadline: bool) -> str:
    """Which text may appear on this reader's locked screen."""
    if side in STAFF_SIDES:
        return PUSH_WORK
    if key in REMINDERS:
        return PUSH_REMINDER
    return PUSH_TURN if has_deadline else PUSH_NEWS
