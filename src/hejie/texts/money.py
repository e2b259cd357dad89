"""Codes of `hejie.money`: what can be wrong with an amount or a rate that a person typed."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("money_missing", "fault"),
    Code("money_not_a_number", "fault", ("given",)),
    Code("money_separator_unclear", "fault", ("given",)),
    Code("money_negative", "fault", ("given",)),
    Code("money_too_many_decimals", "fault", ("given", "decimals")),
    Code("money_too_large", "fault", ("most_minor", "currency")),
    Code("money_too_small", "fault", ("least_minor", "currency")),
    Code("money_currency_unknown", "fault", ("given",)),
    Code("money_currency_other", "fault", ("given", "wanted")),
    Code("money_rounding_unknown", "fault", ("given",)),
    Code("money_split_weights", "fault"),
    Code("rate_missing", "fault"),
    Code("rate_not_a_number", "fault", ("given",)),
    Code("rate_negative", "fault", ("given",)),
    Code("rate_percent_sign_missing", "fault", ("given",)),
    Code("rate_too_large", "fault", ("given", "most_rate")),
)
