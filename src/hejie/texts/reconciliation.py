"""Codes of `hejie.loans.reconciliation`: why what is claimed is not what contract and payments give."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("owed_equal", "reason", ("total_minor",)),
    Code("owed_differs", "reason", ("claimed_minor", "computed_minor")),
    Code("owed_cause_called_in", "reason", ("amount_minor",)),
    Code("owed_cause_fee", "reason", ("bucket", "amount_minor")),
    Code("owed_cause_payment_missing", "reason", ("paid_on", "paid_minor")),
    Code("owed_cause_payment_booked", "reason", ("paid_on", "paid_minor", "booked_on", "booked_minor")),
    Code("owed_cause_allocation", "reason", ("first",)),
    Code("owed_cause_cap", "reason", ("cap_rate",)),
    Code("owed_cause_day_count", "reason", ("contract", "claimed")),
    Code("owed_cause_rounding", "reason", ("contract", "claimed", "unit_minor")),
    Code("owed_cause_rate", "reason", ("contract_rate", "claimed_rate")),
    Code("owed_cause_penalty_rate", "reason", ("contract_rate", "claimed_rate")),
    Code("owed_cause_compound", "reason", ("contract_rate", "claimed_rate")),
    Code("owed_cause_compound_on_penalty", "reason", ("claimed_rate",)),
    Code("owed_more_unexplained", "reason", ("bucket", "amount_minor")),
    Code("owed_less_unexplained", "reason", ("bucket", "amount_minor")),
)
