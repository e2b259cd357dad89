"""What recomputing a certificate says, and what keeps it from being read."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "certificate_equal": _("Equal: every figure was recomputed and is the same."),
    "certificate_differs": _("Different. Figures that recomputing does not give: {number}."),
    "certificate_difference": _("At {path} the file says {told}; recomputed it is {computed}."),
    "certificate_more_differences": _("And {number} more."),
    "certificate_hash_broken": _("The file was changed after it was made: its hash does not fit."),
    "certificate_other_engine": _("It was made by version {made_by} and recomputed by version {here}."),
    "certificate_too_large": _("The file is larger than {most_bytes}, so it is no certificate of ours."),
    "certificate_not_json": _("This is not a JSON file. Please choose the certificate as it was downloaded."),
    "certificate_name_twice": _("“{given}” stands in the file twice."),
    "certificate_not_whole": _("“{given}” is not a whole number; certificates hold no others."),
    "certificate_too_deep": _("The file is nested deeper than {most} levels."),
    "certificate_too_many_values": _("The file holds more than {most} values."),
    "certificate_text_too_long": _("This text is longer than {most} characters."),
    "certificate_number_too_long": _("A number has more than {most} digits."),
    "certificate_field_missing": _(
        "A part of the certificate is missing here. Please choose the file as it was downloaded."
    ),
    "certificate_field_unknown": _(
        "This is not part of a certificate. Please choose the file as it was downloaded."
    ),
    "certificate_field_wrong": _("This does not fit a certificate; it should be: {wanted}."),
    "certificate_format_unknown": _(
        "The format {given} is not known here, only {known}. A newer version may read it."
    ),
    "certificate_kind_unknown": _("The kind “{given}” is not known here. Known are: {known}."),
    "certificate_event_unknown": _("“{given}” is not an event of a loan. Known are: {known}."),
    "certificate_too_much_work": _(
        "Recomputing this would take too long here. The program hejie verify on your own computer does it."
    ),
}
