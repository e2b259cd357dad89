"""Codes of `hejie.statements`: what can be wrong with a file, what is odd about it, and what its rows say."""

from hejie.texts.codes import Code

_FILE = (
    Code("statement_empty_file", "fault"),
    Code("statement_too_large", "fault", ("size_bytes", "most_bytes")),
    Code("statement_unpacks_too_large", "fault", ("most_bytes",)),
    Code("statement_password_needed", "fault"),
    Code("statement_password_wrong", "fault"),
    Code("statement_archive_broken", "fault"),
    Code("statement_archive_empty", "fault"),
    Code("statement_archive_several", "fault", ("count",)),
    Code("statement_wrong_kind", "fault", ("kind",)),
    Code("statement_workbook_broken", "fault"),
    Code("statement_workbook_locked", "fault"),
    Code("statement_pdf_broken", "fault"),
    Code("statement_pdf_too_long", "fault", ("count", "most")),
    Code("statement_pdf_without_text", "fault"),
    Code("statement_encoding_broken", "fault"),
    Code("statement_format_unknown", "fault", ("columns",)),
    Code("statement_signs_unclear", "fault"),
    Code("statement_currency_unclear", "fault"),
    Code("statement_columns_missing", "fault", ("source", "columns")),
    Code("statement_balance_row_breaks", "fault", ("line", "expected_minor", "given_minor")),
    Code("statement_balance_missing", "fault"),
    Code("statement_no_rows", "fault", ("source",)),
    Code("statement_too_many_rows", "fault", ("most",)),
    Code("statement_library_missing", "fault", ("library",)),
)
_ROW = (
    Code("statement_row_cut", "fault", ("line",)),
    Code("statement_date_unreadable", "fault", ("line", "given")),
    Code("statement_date_absurd", "fault", ("line", "given")),
    Code("statement_amount_unreadable", "fault", ("line", "given")),
    Code("statement_amount_negative", "fault", ("line", "given")),
    Code("statement_amount_absurd", "fault", ("line", "given")),
    Code("statement_direction_unknown", "fault", ("line", "given")),
    Code("statement_more_rows_unread", "fault", ("count",)),
)
_MAPPING = (
    Code("statement_map_column_unknown", "fault", ("given",)),
    Code("statement_map_sign_unknown", "fault", ("given",)),
    Code("statement_map_field_unknown", "fault", ("given",)),
    Code("statement_map_field_twice", "fault", ("given",)),
    Code("statement_map_field_missing", "fault", ("given",)),
    Code("statement_map_currency_unknown", "fault", ("given",)),
)
_OVERRIDES = (
    Code("statement_override_row_unknown", "fault", ("given",)),
    Code("statement_override_category_unknown", "fault", ("given",)),
    Code("statement_override_reason_missing", "fault"),
    Code("statement_override_needs_reviewer", "fault"),
)
_NOTES = (
    Code("statement_characters_lost", "note", ("count",)),
    Code("statement_count_differs", "note", ("stated", "read")),
    Code("statement_total_differs", "note", ("direction", "stated_minor", "read_minor")),
    Code("statement_rows_outside_period", "note", ("count",)),
    Code("statement_numbers_repeated", "note", ("count",)),
    Code("statement_card_least", "note", ("least_minor", "due_on")),
    Code("statement_rows_overlap", "note", ("count",)),
    Code("statement_balance_breaks", "note", ("count", "of", "line")),
    Code("statement_balance_unproved", "note", ("count", "of")),
    Code("statement_days_without_rows", "note", ("count", "from_on", "until_on")),
    Code("statement_pdf_added_to", "note", ("count",)),
    Code("statement_pdf_from_editor", "note", ("given",)),
)
_MEANING = (
    Code("statement_repayment_failed", "finding", ("creditor", "count", "amount_minor", "last_on")),
    Code("statement_new_borrowing", "finding", ("creditor", "count", "amount_minor", "last_on")),
    Code("statement_refund_unmatched", "finding", ("count", "amount_minor")),
    Code("statement_bought_on_credit", "finding", ("creditor", "count", "amount_minor")),
    Code("statement_other_currency", "finding", ("currency", "count")),
    Code("statement_gambling_words", "finding", ("count", "amount_minor")),
    Code("statement_sign_fast_through", "finding", ("count", "amount_minor", "last_on")),
    Code("statement_sign_minimum_only", "finding", ("creditor", "count")),
    Code("statement_sign_related_parties", "finding", ("count", "came_minor", "went_minor")),
    Code("statement_sign_large_single", "finding", ("count", "amount_minor", "most_minor")),
)

CODES: tuple[Code, ...] = _FILE + _ROW + _MAPPING + _OVERRIDES + _NOTES + _MEANING
