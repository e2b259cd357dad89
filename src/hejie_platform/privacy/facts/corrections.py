"""What somebody may ask to have corrected, and why the desk may say no."""

from typing import Final

# legal_name changes the proof of identity itself; the others stand as a correction beside the record.
ABOUT: Final = ("legal_name", "loan", "paper", "payment", "contact", "decision", "other")
WITH_CASE: Final = frozenset({"loan", "paper", "payment", "contact", "decision"})
REASONS: Final = ("not_shown", "record_right", "theirs_to_change", "not_ours")
