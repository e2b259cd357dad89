"""Codes of `hejie.cli`: what can be wrong with a file or a name given on the command line, and what it adds."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("cli_file_missing", "fault", ("file",)),
    Code("cli_answer_not_written", "fault", ("why",)),
    Code("cli_file_not_readable", "fault", ("file",)),
    Code("cli_file_not_writable", "fault", ("file",)),
    Code("cli_file_too_large", "fault", ("file", "most_bytes")),
    Code("cli_file_not_text", "fault", ("file",)),
    Code("cli_file_not_toml", "fault", ("file", "why")),
    Code("cli_file_no_table", "fault", ("file",)),
    Code("cli_file_too_deep", "fault", ("file",)),
    Code("cli_file_number_too_long", "fault", ("file",)),
    Code("cli_file_field_twice", "fault", ("file", "name")),
    Code("cli_file_same", "fault", ("file",)),
    Code("cli_country_unknown", "fault", ("given",)),
    Code("cli_rule_unknown", "fault", ("given", "near")),
    Code("cli_rule_value_unknown", "fault", ("name", "day_on", "why")),
    Code("cli_machine_unknown", "fault", ("given", "known")),
    Code("cli_only_weekends", "note"),
    Code("cli_kept_back", "note", ("received_minor", "face_minor", "currency")),
)
