"""Writes around the case, one function for each verb."""

from hejie_platform.support.actions.complaints import (
    Caller,
    Told,
    add_words,
    comment,
    file_complaint,
    withdraw,
)
from hejie_platform.support.actions.contacts import (
    ContactTold,
    answer_report,
    note_contact,
    post_contact,
    report_collection,
    take_back,
)
from hejie_platform.support.actions.feedback import answer_feedback, note_payers_seen, note_read
from hejie_platform.support.actions.handling import (
    accept,
    answer,
    ask_other_side,
    extend,
    reassign,
    send_back,
)
from hejie_platform.support.actions.limits import run_out
from hejie_platform.support.actions.papers import Attached, show
from hejie_platform.support.actions.suspicions import look_at, report_suspicion, set_phrase

__all__ = [
    "Attached",
    "Caller",
    "ContactTold",
    "Told",
    "accept",
    "add_words",
    "answer",
    "answer_feedback",
    "answer_report",
    "ask_other_side",
    "comment",
    "extend",
    "file_complaint",
    "look_at",
    "note_contact",
    "note_payers_seen",
    "note_read",
    "post_contact",
    "reassign",
    "report_collection",
    "report_suspicion",
    "run_out",
    "send_back",
    "set_phrase",
    "show",
    "take_back",
    "withdraw",
]
