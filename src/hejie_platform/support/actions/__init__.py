"""Writes around the case, one function for each verb."""

from hejie_platform.support.actions.advising import (
    Sheet,
    answer_question,
    ask,
    ask_again,
    end_question,
    end_sharing,
    hand_on,
    note_look,
)
from hejie_platform.support.actions.advising import take as take_question
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
    plan_contact,
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
from hejie_platform.support.actions.learning import note_lesson, prepare
from hejie_platform.support.actions.library import index_law
from hejie_platform.support.actions.limits import run_out
from hejie_platform.support.actions.papers import Attached, show
from hejie_platform.support.actions.rests import answer_broken, raise_broken
from hejie_platform.support.actions.statutes import bring_statutes
from hejie_platform.support.actions.suspicions import look_at, report_suspicion, set_phrase

__all__ = [
    "Attached",
    "Caller",
    "ContactTold",
    "Sheet",
    "Told",
    "accept",
    "add_words",
    "answer",
    "answer_broken",
    "answer_feedback",
    "answer_question",
    "answer_report",
    "ask",
    "ask_again",
    "ask_other_side",
    "bring_statutes",
    "comment",
    "end_question",
    "end_sharing",
    "extend",
    "file_complaint",
    "hand_on",
    "index_law",
    "look_at",
    "note_contact",
    "note_lesson",
    "note_look",
    "note_payers_seen",
    "note_read",
    "plan_contact",
    "post_contact",
    "prepare",
    "raise_broken",
    "reassign",
    "report_collection",
    "report_suspicion",
    "run_out",
    "send_back",
    "set_phrase",
    "show",
    "take_back",
    "take_question",
    "withdraw",
]
