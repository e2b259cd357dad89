"""Writes about agreements, and the one door for every plain step of every machine."""

from hejie_platform.agreements.actions.accept_offer import accept_offer
from hejie_platform.agreements.actions.plain import take_plain_step
from hejie_platform.agreements.actions.run_out import run_out

__all__ = ["accept_offer", "run_out", "take_plain_step"]
