"""Writes of a lender about itself: its policy, and the keys of its own systems."""

from hejie_platform.lenders.actions.drafts import begin_draft, drop_draft, hand_in_draft, save_part
from hejie_platform.lenders.actions.keys import approve_key, make_key, note_call, revoke_key
from hejie_platform.lenders.actions.policies import (
    publish_policy,
    return_policy,
    withdraw_policy,
    write_policy,
)

__all__ = [
    "approve_key",
    "begin_draft",
    "drop_draft",
    "hand_in_draft",
    "make_key",
    "note_call",
    "publish_policy",
    "return_policy",
    "revoke_key",
    "save_part",
    "withdraw_policy",
    "write_policy",
]
