"""Writes about cases: taking a step, and what lies over a whole case (holds, the vulnerability flag)."""

from hejie_platform.cases.actions.over_case import flag_vulnerable, lift_hold, place_hold, unflag_vulnerable
from hejie_platform.cases.actions.take_step import SYSTEM, Also, take_step

__all__ = [
    "SYSTEM",
    "Also",
    "flag_vulnerable",
    "lift_hold",
    "place_hold",
    "take_step",
    "unflag_vulnerable",
]
