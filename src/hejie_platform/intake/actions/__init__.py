"""Writes of an application: open it, answer, add loans and papers, consent, hand in, decide, tell what changed."""

from hejie_platform.intake.actions.answers import save_budget, save_story, save_wish
from hejie_platform.intake.actions.application import open_application, submit, withdraw
from hejie_platform.intake.actions.changes import tell_change
from hejie_platform.intake.actions.consents import end_consent, give_consent
from hejie_platform.intake.actions.loans import add_loan, remove_loan, save_loan
from hejie_platform.intake.actions.papers import hand_in, remove_paper, show_paper, unlock
from hejie_platform.intake.actions.review import admit, classify, decline, send_back
from hejie_platform.intake.actions.wrong import Wrong
from hejie_platform.intake.facts.fields import Given

__all__ = [
    "Given",
    "Wrong",
    "add_loan",
    "admit",
    "classify",
    "decline",
    "end_consent",
    "give_consent",
    "hand_in",
    "open_application",
    "remove_loan",
    "remove_paper",
    "save_budget",
    "save_loan",
    "save_story",
    "save_wish",
    "send_back",
    "show_paper",
    "submit",
    "tell_change",
    "unlock",
    "withdraw",
]
