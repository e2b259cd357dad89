"""What can be wrong with a file or a name given on the command line."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "cli_file_missing": _("There is no file {file}. Please check the path."),
    "cli_answer_not_written": _("The answer could not be written: {why}. Nothing else was changed."),
    "cli_file_not_readable": _("The file {file} cannot be opened. Please check who may read it."),
    "cli_file_not_writable": _("The file {file} cannot be written. Please check who may write there."),
    "cli_file_too_large": _("The file {file} is too large; at most {most_bytes}. Please give a shorter one."),
    "cli_file_not_text": _("The file {file} is not plain text. Please save it as UTF-8."),
    "cli_file_no_table": _("The file {file} holds one value or a list; fields with names are needed."),
    "cli_file_too_deep": _("The file {file} has more brackets within brackets than can be meant."),
    "cli_file_number_too_long": _("The file {file} has a number of thousands of digits."),
    "cli_file_field_twice": _("The file {file} names the field “{name}” twice. Please keep one of them."),
    "cli_file_same": _(
        "The file {file} is read and would be written over. Please choose another name for the result."
    ),
    "cli_file_not_toml": _("The file {file} is not written in TOML: {why}. Please correct that place."),
    "cli_country_unknown": _("There is no law pack for “{given}”. Please choose another country."),
    "cli_rule_unknown": _("There is no rule “{given}”. Near to it are: {near}."),
    "cli_rule_value_unknown": _("“{name}” has no value on {day_on}: {why}."),
    "cli_machine_unknown": _("There is no table of steps called “{given}”. Known are: {known}."),
    "cli_kept_back": _("{received_minor} of {face_minor} was received; the rest was kept back."),
    "cli_only_weekends": _("No holidays are known for this time, so only weekends were taken as days off."),
}
