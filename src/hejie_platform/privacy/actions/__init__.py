"""Writes about one's own data, one function for each verb, and what the scheduler does when time is up."""

from hejie_platform.privacy.actions.correcting import (
    Wished,
    ask_correction,
    decide_correction,
    withdraw_correction,
)
from hejie_platform.privacy.actions.erasing import ask_erasure, call_off_erasure, erase, erase_due
from hejie_platform.privacy.actions.exporting import end_exports, fetch_export, make_export, order_export
from hejie_platform.privacy.actions.looking import note_shared_look
from hejie_platform.privacy.actions.sweeping import sweep

__all__ = [
    "Wished",
    "ask_correction",
    "ask_erasure",
    "call_off_erasure",
    "decide_correction",
    "end_exports",
    "erase",
    "erase_due",
    "fetch_export",
    "make_export",
    "note_shared_look",
    "order_export",
    "sweep",
    "withdraw_correction",
]
