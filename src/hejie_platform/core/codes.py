"""Every code with which the platform itself refuses, and the facts it carries; the engine's are in hejie.texts.

Wording lives in notices/wording, in every language; a test there demands a sentence for each.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hejie.texts import Code

_CODES: Final = (
    # any action
    Code("stale", "fault"),
    Code("act_already_waiting", "fault"),
    # lenders
    Code("policy_needs_checker", "fault"),
    Code("policy_own_writing", "fault"),
    Code("policy_other_lender_type", "fault"),
)

CODES: Final[Mapping[str, Code]] = MappingProxyType({code.name: code for code in _CODES})
