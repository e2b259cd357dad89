"""Why what is claimed is not what contract and payments give: each cause in one sentence."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "owed_equal": _("The figures are equal to the cent: {total_minor}."),
    "owed_differs": _("The lender says {claimed_minor}; computed from the contract it is {computed_minor}."),
    "owed_cause_called_in": _(
        "All principal counts as overdue: {amount_minor} that were not yet due by the contract."
    ),
    "owed_cause_fee": _(
        "{amount_minor} of {bucket} stand in no contract that we know. Please ask what they are for."
    ),
    "owed_cause_payment_missing": _(
        "The payment of {paid_minor} on {paid_on} does not count. Please show the receipt."
    ),
    "owed_cause_payment_booked": _(
        "{paid_minor} paid on {paid_on} count as {booked_minor} on {booked_on}. Please show the receipt."
    ),
    "owed_cause_allocation": _("Payments filled another order than was agreed; first: {first}."),
    "owed_cause_cap": _("Interest was computed above the limit of {cap_rate}."),
    "owed_cause_day_count": _("Days are counted as {claimed}; the contract says {contract}."),
    "owed_cause_rounding": _("Figures are rounded {claimed}; the contract says {contract}."),
    "owed_cause_rate": _(
        "Interest was computed at {claimed_rate} a year; the contract says {contract_rate}."
    ),
    "owed_cause_penalty_rate": _(
        "Interest for lateness was computed at {claimed_rate} a year; by the contract it is {contract_rate}."
    ),
    "owed_cause_compound": _(
        "Interest on interest was computed at {claimed_rate} a year; the contract says {contract_rate}."
    ),
    "owed_cause_compound_on_penalty": _(
        "Interest for lateness itself bears interest, at {claimed_rate} a year. That is not agreed."
    ),
    "owed_more_unexplained": _(
        "{amount_minor} more of {bucket} are unexplained. Please ask the lender how they come about."
    ),
    "owed_less_unexplained": _(
        "{amount_minor} less of {bucket} are claimed than computed; why is not known."
    ),
    "word_periods": _("whole periods"),
    "word_act/360": _("days of a year of 360"),
    "word_act/365F": _("days of a year of 365"),
    "word_NL/365": _("days of a year of 365, leap days left out"),
    "word_act/364": _("days of a year of 364"),
    "word_act/act ISDA": _("days of the real year"),
    "word_act/act end": _("days of the real year, by its end"),
    "word_30E/360": _("months of 30 days"),
    "word_30E/365": _("months of 30 days in a year of 365"),
    "word_30/360 US": _("months of 30 days, US rule"),
    "word_30U/360": _("months of 30 days, US rule without February"),
    "word_half_up": _("to the nearest"),
    "word_half_even": _("to the nearest even"),
    "word_up": _("up"),
    "word_down": _("down"),
}
