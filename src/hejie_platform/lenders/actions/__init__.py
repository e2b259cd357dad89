"""Writes of a lender about itself: its policy, and the keys of its own systems."""

from hejie_platform.lenders.actions.keys import approve_key, make_key, note_call, revoke_key
from hejie_platform.lenders.actions.policies import publish_policy, write_policy

__all__ = ["approve_key", "make_key", "note_call", "publish_policy", "revoke_key", "write_policy"]
