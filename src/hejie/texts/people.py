"""Codes of accounts and proofs of identity: what is wrong with what was typed, and why a proof was not accepted."""

from hejie.texts.codes import Code

_TYPED = (
    Code("id_number_missing", "fault"),
    Code("id_number_length", "fault", ("length",)),
    Code("id_number_not_digits", "fault"),
    Code("id_number_check_digit", "fault"),
    Code("id_number_date", "fault"),
    Code("id_too_young", "fault", ("years",)),
    Code("id_document_number", "fault"),
    Code("id_document_born", "fault"),
    Code("id_region_unknown", "note"),
    Code("id_number_old", "note"),
    Code("legal_name_missing", "fault"),
    Code("identity_photos_needed", "fault"),
    Code("identity_consent_needed", "fault"),
    Code("identity_card_over", "fault", ("until_on",)),
    Code("identity_already_waiting", "fault"),
    Code("identity_already_proven", "fault"),
    Code("identity_not_waiting", "fault"),
    Code("identity_reason_needed", "fault"),
    Code("identity_age_unknown", "fault"),
)

# Why an attempt ended without a proof; each sentence says what to do.
REFUSALS = (
    "identity_photo_unclear",
    "identity_photo_incomplete",
    "identity_name_differs",
    "identity_number_differs",
    "identity_card_expired",
    "identity_not_genuine",
    "identity_mismatch",
    "identity_malformed",
    "identity_needs_papers",
    "identity_withdrawn",
)

CODES: tuple[Code, ...] = (
    *_TYPED,
    *(Code(name, "reason") for name in REFUSALS),
    Code("identity_proven", "note"),
    Code("identity_number_elsewhere", "note"),
)
