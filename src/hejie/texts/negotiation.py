"""Codes of `hejie.negotiation`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    # Why an offer cannot be answered
    Code("offer_unknown", "fault", ("version",)),
    Code("offer_stale", "fault", ("version", "latest")),
    Code("offer_terms_differ", "fault", ("version",)),
    Code("offer_closed", "fault", ("version", "reason")),
    Code("offer_accepted_already", "fault", ("version",)),
    Code("offer_expired", "fault", ("version",)),
    Code("offer_own", "fault", ("version",)),
    Code("offer_not_own", "fault", ("version",)),
    # Why an offer cannot be put
    Code("offer_same_as_theirs", "fault", ("version",)),
    Code("offer_same_as_own", "fault", ("version",)),
    Code("offer_expiry_past", "fault"),
    # Why a statement of what is owed cannot be taken
    Code("claim_too_old", "fault", ("earliest_on",)),
    Code("claim_loans_differ", "fault"),
    # Why a loan of a creditor's file, or a payment that is disputed, cannot be taken
    Code("account_loan_unknown", "fault"),
    Code("account_loan_twice", "fault"),
    Code("account_loan_none", "fault"),
    Code("payment_says_the_same", "fault"),
    Code("payment_day_needed", "fault"),
    Code("payment_amount_needed", "fault"),
    # What a side should know before it puts one
    Code("concession_withdrawn", "note", ("issue", "unit", "before", "after")),
    # What is compared
    *(
        Code(f"issue_{name}", "note")
        for name in (
            "instalments",
            "every",
            "first_due",
            "grace_instalments",
            "grace",
            "annual_rate",
            "upfront_minor",
            "method",
            "overdue_uplift",
            *("step_rate", "step_every", "season", "balloon_minor", "token_minor", "on_breach"),
            "waive",
            "treat",
        )
    ),
)
