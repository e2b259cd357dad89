"""What a bank or wallet file lacks, and what its rows say."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "statement_empty_file": _("The file is empty. Please export the statement again and send that file."),
    "statement_too_large": _(
        "The file has {size_bytes}; we can take {most_bytes}. Please export a shorter period."
    ),
    "statement_unpacks_too_large": _(
        "Unpacked, the file is larger than {most_bytes}. Please export a shorter period."
    ),
    "statement_password_needed": _(
        "The file is locked. Please enter its password; it came with the message that brought the file."
    ),
    "statement_password_wrong": _(
        "This password does not open the file. Please copy it from the message once more."
    ),
    "statement_archive_broken": _("The archive is damaged. Please download it again."),
    "statement_archive_empty": _(
        "There is no statement in the archive. Please send the one with the CSV or XLSX file."
    ),
    "statement_archive_several": _(
        "There are {count} statements in the archive. Please send them one by one."
    ),
    "statement_wrong_kind": _(
        "This is {kind}. Please send the CSV or XLSX file that the app exports for a statement."
    ),
    "statement_workbook_broken": _("The spreadsheet cannot be opened. Please export it again."),
    "statement_encoding_broken": _(
        "The text in the file cannot be read. Please send it as it was exported, without opening it in another program."
    ),
    "statement_format_unknown": _(
        "We do not know this format yet; its columns are: {columns}. You can enter the amounts by hand."
    ),
    "statement_signs_unclear": _(
        "The amounts in this table do not show whether money came in or went out. Please say what its columns are."
    ),
    "statement_currency_unclear": _(
        "Nothing in this table says in which currency it is. Please say what its columns are, and the currency."
    ),
    "statement_columns_missing": _(
        "This looks like a statement of {source}, but columns are missing: {columns}. Please export it again in full."
    ),
    "statement_balance_row_breaks": _(
        "In line {line} the balance should be {expected_minor}, but {given_minor} is printed. A row may be missing; please send the file as it was exported."
    ),
    "statement_balance_missing": _(
        "The statement prints no balance, so nobody can tell from it whether a row is missing."
    ),
    "statement_no_rows": _(
        "The statement of {source} has no rows. Please choose a period in which there were payments."
    ),
    "statement_too_many_rows": _("The statement has more than {most} rows. Please export a shorter period."),
    "statement_library_missing": _(
        "This kind of file cannot be read here at present. Please send the CSV file instead."
    ),
    "statement_row_cut": _("Line {line} is cut off. Please send the file as it was exported."),
    "statement_date_unreadable": _(
        "In line {line} the day “{given}” cannot be read. Please send the file as it was exported."
    ),
    "statement_date_absurd": _("In line {line} the day “{given}” cannot be right. Please check the file."),
    "statement_amount_unreadable": _(
        "In line {line} the amount “{given}” cannot be read. Please send the file as it was exported."
    ),
    "statement_amount_negative": _(
        "In line {line} the amount “{given}” is below zero, which this format never has. Please send the file as it was exported."
    ),
    "statement_amount_absurd": _(
        "In line {line} the amount “{given}” is too large to be right. Please check the file."
    ),
    "statement_direction_unknown": _(
        "In line {line} we cannot tell whether money came in or went out (“{given}”). Please send the file as it was exported."
    ),
    "statement_more_rows_unread": _("Further lines that could not be read: {count}."),
    # oddities
    "statement_characters_lost": _(
        "Characters of the file that could not be read and were left out: {count}."
    ),
    "statement_count_differs": _(
        "The file says it has {stated} rows; we read {read}. Please check whether it is complete."
    ),
    "statement_total_differs": _(
        "For {direction} the file states {stated_minor}; its rows add up to {read_minor}."
    ),
    "statement_rows_outside_period": _("Lines outside the period that the file names: {count}."),
    "statement_card_least": _("The card bill asks for at least {least_minor} by {due_on}."),
    "statement_numbers_repeated": _(
        "Lines with a number that occurred before: {count}. Each was counted once."
    ),
    "statement_rows_overlap": _(
        "Lines that also stand in another file of yours: {count}. Each was counted once."
    ),
    # meaning
    "statement_repayment_failed": _(
        "Failed repayments to {creditor}: {count}. In all {amount_minor}, the last on {last_on}."
    ),
    "statement_new_borrowing": _(
        "There are new loans from {creditor}: {count}. In all {amount_minor}, the last on {last_on}."
    ),
    "statement_refund_unmatched": _(
        "Refunds that belong to no payment in this file: {count} ({amount_minor})."
    ),
    "statement_bought_on_credit": _("Purchases paid by credit of {creditor}: {count} ({amount_minor})."),
    "statement_other_currency": _(
        "Lines in another currency ({currency}): {count}. They are kept and do not count in the budget."
    ),
    "statement_gambling_words": _(
        "Lines with words that are used in gambling: {count} ({amount_minor}). No lender sees this; help is free and confidential."
    ),
    "statement_workbook_locked": _(
        "The spreadsheet is locked with a password. Please open it, save a copy without the password, and send the copy."
    ),
    "statement_pdf_broken": _("The PDF cannot be opened. Please download it from the bank again."),
    "statement_pdf_too_long": _(
        "The PDF has {count} pages; we can read {most}. Please export a shorter period."
    ),
    "statement_pdf_without_text": _(
        "The PDF holds only pictures of pages. Please export the statement from the bank’s app instead of scanning it."
    ),
    "statement_map_column_unknown": _(
        "There is no column “{given}” in this file. Please choose from the columns shown."
    ),
    "statement_map_sign_unknown": _(
        "We do not know this way of showing money in and out: “{given}”. Please choose one from the list."
    ),
    "statement_map_field_unknown": _("A column cannot mean “{given}”. Please choose one from the list."),
    "statement_map_field_twice": _("Two columns cannot both be “{given}”. Please choose one of them."),
    "statement_map_currency_unknown": _("We do not know the currency “{given}”."),
    "statement_map_field_missing": _("Please say which column is “{given}”."),
    "statement_balance_breaks": _(
        "At {count} of {of} places the running balance does not follow, first at line {line}. A row may be missing."
    ),
    "statement_balance_unproved": _(
        "The running balance could not be followed at {count} of {of} places; it may be printed for display only."
    ),
    "statement_days_without_rows": _(
        "There are no rows for {count} days, from {from_on} to {until_on}. If another account was used, its statement would help."
    ),
    "statement_pdf_added_to": _(
        "Something was added to the PDF {count} times after it was made; a signature or a stamp does that too."
    ),
    "statement_pdf_from_editor": _(
        "The PDF was saved by {given}. If you merged or reprinted it, please add the file as the bank sent it."
    ),
    "statement_override_row_unknown": _(
        "This row ({given}) is not in your statements any more. Please open the page again."
    ),
    "statement_override_category_unknown": _(
        "There is no category “{given}”. Please choose one from the list."
    ),
    "statement_override_reason_missing": _(
        "Please say in a few words why, so that the other side can follow."
    ),
    "statement_override_needs_reviewer": _(
        "Money that was lent or came back cannot become income here. If it was income, please write to the reviewer."
    ),
    "statement_sign_fast_through": _(
        "Money that came in and went on within a day: {count} times ({amount_minor} in all, last on {last_on}). There may be a simple reason; a word about it helps."
    ),
    "statement_sign_minimum_only": _(
        "In {count} months little more than the least was repaid to {creditor}. What is left over grows; a plan can end that."
    ),
    "statement_sign_related_parties": _(
        "With {count} private persons money went both ways: {came_minor} came, {went_minor} went. Family or friends, most likely; please say so if it is."
    ),
    "statement_sign_large_single": _(
        "{count} single payments are large ({amount_minor} in all, the largest {most_minor}). If they do not come again, they say little about a usual month."
    ),
}
