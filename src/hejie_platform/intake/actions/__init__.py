"""Writes of an application: open it, answer, add loans and papers, consent, hand in, decide, tell what changed."""

from hejie_platform.intake.actions.answers import save_budget, save_story, save_wish
from hejie_platform.intake.actions.application import open_application, submit, withdraw
from hejie_platform.intake.actions.authority import (
    accept_mandate,
    end_authority,
    invite_guarantor,
    name_representative,
    record_authority,
    return_mandate,
    show_mandate_paper,
)
from hejie_platform.intake.actions.changes import tell_change
from hejie_platform.intake.actions.columns import name_columns
from hejie_platform.intake.actions.confirming import answer_value, fill_loan, leave_entry, take_entry
from hejie_platform.intake.actions.consents import end_consent, give_consent
from hejie_platform.intake.actions.dropping import drop_file, read_dropped, sort_paper, stop_reading
from hejie_platform.intake.actions.forecasting import choose_forecast, save_forecast
from hejie_platform.intake.actions.guidelines import explain_line, question_line
from hejie_platform.intake.actions.hardship import ITEMS as HARDSHIP_ITEMS
from hejie_platform.intake.actions.hardship import PURPOSES as HARDSHIP_PURPOSES
from hejie_platform.intake.actions.hardship import end_file, give_file, open_file
from hejie_platform.intake.actions.importing import confirm_file, open_rows, take_file
from hejie_platform.intake.actions.joining import (
    decline as decline_invitation,
)
from hejie_platform.intake.actions.joining import (
    join,
    join_as_guarantor,
    join_as_representative,
    note_opened,
)
from hejie_platform.intake.actions.laying_by import tell_savings
from hejie_platform.intake.actions.loans import add_loan, remove_loan, save_loan
from hejie_platform.intake.actions.looking import (
    can_be_read,
    draw_page,
    look,
    look_at_reading,
    pages_of,
    read_paper,
    stop_looking,
)
from hejie_platform.intake.actions.opening import invite, invite_again, renew, retract, send_again
from hejie_platform.intake.actions.papers import hand_in, remove_paper, show_paper, unlock
from hejie_platform.intake.actions.review import admit, classify, decline, send_back
from hejie_platform.intake.actions.rows import correct_rows, look_at_rows, side_of, undo_row
from hejie_platform.intake.actions.wrong import Wrong
from hejie_platform.intake.facts.fields import Given
from hejie_platform.intake.facts.opening import Opening

__all__ = [
    "HARDSHIP_ITEMS",
    "HARDSHIP_PURPOSES",
    "Given",
    "Opening",
    "Wrong",
    "accept_mandate",
    "add_loan",
    "admit",
    "answer_value",
    "can_be_read",
    "choose_forecast",
    "classify",
    "confirm_file",
    "correct_rows",
    "decline",
    "decline_invitation",
    "draw_page",
    "drop_file",
    "end_authority",
    "end_consent",
    "end_file",
    "explain_line",
    "fill_loan",
    "give_consent",
    "give_file",
    "hand_in",
    "invite",
    "invite_again",
    "invite_guarantor",
    "join",
    "join_as_guarantor",
    "join_as_representative",
    "leave_entry",
    "look",
    "look_at_reading",
    "look_at_rows",
    "name_columns",
    "name_representative",
    "note_opened",
    "open_application",
    "open_file",
    "open_rows",
    "pages_of",
    "question_line",
    "read_dropped",
    "read_paper",
    "record_authority",
    "remove_loan",
    "remove_paper",
    "renew",
    "retract",
    "return_mandate",
    "save_budget",
    "save_forecast",
    "save_loan",
    "save_story",
    "save_wish",
    "send_again",
    "send_back",
    "show_mandate_paper",
    "show_paper",
    "side_of",
    "sort_paper",
    "stop_looking",
    "stop_reading",
    "submit",
    "take_entry",
    "take_file",
    "tell_change",
    "tell_savings",
    "undo_row",
    "unlock",
    "withdraw",
]
