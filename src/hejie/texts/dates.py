"""Codes of `hejie.dates`: what can be wrong with a date, an order of dates or a calendar rule."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("date_missing", "fault"),
    Code("date_not_understood", "fault", ("given",)),
    Code("date_not_in_calendar", "fault", ("given",)),
    Code("date_too_early", "fault", ("given_on", "earliest_on")),
    Code("date_too_late", "fault", ("given_on", "latest_on")),
    Code("date_order", "fault", ("start_on", "end_on")),
    Code("date_rule_unknown", "fault", ("given", "known")),
    Code("date_count_of_periods", "fault", ("given", "least", "most")),
)
