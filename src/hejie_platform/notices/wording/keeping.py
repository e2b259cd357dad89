"""Keeping an agreement: what a sheet of payments, a pause, an early payoff or a review may be refused for."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "duty_is_no_review": _("This is no look at the budget. Please open the one that is due."),
    "life_event_no_clause": _(
        "This agreement has no clause for changes of life. Ask for a change instead: while it is open, nothing it covers is a breach."
    ),
    "life_event_not_named": _(
        "The agreement does not name this cause for a pause. Ask for a change instead: while it is open, nothing it covers is a breach."
    ),
    "life_event_beyond_limit": _(
        "The agreement allows {most} paused instalments in all, and {left} are left. For more, ask for a change."
    ),
    "life_event_too_late": _(
        "This instalment is late beyond the days of grace, so the clause no longer reaches it. Ask for a change instead."
    ),
    "life_event_needs_proof": _("Please add a paper that shows what happened; the agreement asks for one."),
    "payoff_below": _("Paying off on that day takes {wanted_minor}. Less does not settle everything."),
    "surplus_none": _("With this payment nothing came too much."),
    "payment_not_contested": _("Nobody contests this payment, so there is nothing to prove."),
    "proof_empty": _("Please write something or add a paper."),
    "follow_up_done": _("This call was noted already."),
    "closing_not_over": _("The agreement still runs. At its end you are asked how it went."),
    "closing_given": _("Thank you, you have answered this already."),
    "sheet_too_large": _("The file is larger than {most_mb} MB. Please split it."),
    "sheet_not_text": _(
        "This is no text file. In your spreadsheet choose “Save as”, then CSV (UTF-8 or GB18030)."
    ),
    "sheet_not_csv": _("A quotation mark in the file is never closed. Please save it as CSV again."),
    "sheet_empty": _("The file has no lines under its head. Please choose the right file."),
    "sheet_too_long": _("The file has more than {most} lines. Please split it."),
    "sheet_column_missing": _("This column is missing. Please add it with this name in the first line."),
    "sheet_line_width": _(
        "This line has {given} columns, the head has {wanted}. Please check the separators in it."
    ),
    "sheet_cell_long": _("A cell of this line has more than {most} characters. Please shorten it."),
    "row_agreement_unknown": _(
        "No agreement of yours has this number. Please check it, or match the line by hand."
    ),
    "row_agreement_over": _("This agreement has ended, so the money belongs to no open instalment."),
    "row_reference_missing": _(
        "The line has no reference of the payment. Without one a payment could be booked twice."
    ),
    "row_booked_before": _("This reference was booked before. It is not booked again."),
    "row_twice_in_file": _("This reference stands in the file twice. Only its first line is booked."),
    "row_already_booked": _("This line was booked already."),
    "row_not_to_book": _("This line cannot be booked as it is. Match it by hand or set it aside."),
    "sheet_confirmed": _("This file was confirmed already."),
}
