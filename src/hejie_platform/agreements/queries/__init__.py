"""Reads about agreements: what follows from a step, how one stands, what its pages and documents show."""

from hejie_platform.agreements.facts import consequences
from hejie_platform.agreements.facts.paper import seen_hash
from hejie_platform.agreements.queries.attempts import attempt, open_steps
from hejie_platform.agreements.queries.choosing import (
    choices_for,
    first_consent_ref,
    first_lender_ref,
    organisation,
    person,
    told_on,
    waiting_act_ref,
)
from hejie_platform.agreements.queries.circumstances import (
    Circumstances,
    circumstances,
    has_consent,
    has_sheet,
    loans_without_creditor,
    notes_of,
    paper_signatures,
    proofs,
    reasons_for_care,
)
from hejie_platform.agreements.queries.confirming import (
    Confirmation,
    confirmation_of,
    confirmation_pack,
)
from hejie_platform.agreements.queries.looking import (
    Duty,
    Look,
    claimed_by,
    left_of,
    look,
    newest_of,
    open_deeds,
    to_answer,
    to_sign_for_lender,
    waiting_on,
)
from hejie_platform.agreements.queries.papers import (
    LETTER_DUTY,
    Bound,
    Changing,
    Known,
    bound_of,
    changing,
    letter_by_code,
    letter_of,
    settled_mediation_ref,
)
from hejie_platform.agreements.queries.reading import serious_risks, to_acknowledge
from hejie_platform.agreements.queries.verifying import is_licensed, root_certificate, verify
from hejie_platform.agreements.signing import PAPER
from hejie_platform.agreements.signing.verification import Verdict

__all__ = [
    "LETTER_DUTY",
    "PAPER",
    "Bound",
    "Changing",
    "Circumstances",
    "Confirmation",
    "Duty",
    "Known",
    "Look",
    "Verdict",
    "attempt",
    "bound_of",
    "changing",
    "choices_for",
    "circumstances",
    "claimed_by",
    "confirmation_of",
    "confirmation_pack",
    "consequences",
    "first_consent_ref",
    "first_lender_ref",
    "has_consent",
    "has_sheet",
    "is_licensed",
    "left_of",
    "letter_by_code",
    "letter_of",
    "loans_without_creditor",
    "look",
    "newest_of",
    "notes_of",
    "open_deeds",
    "open_steps",
    "organisation",
    "paper_signatures",
    "person",
    "proofs",
    "reasons_for_care",
    "root_certificate",
    "seen_hash",
    "serious_risks",
    "settled_mediation_ref",
    "to_acknowledge",
    "to_answer",
    "to_sign_for_lender",
    "told_on",
    "verify",
    "waiting_act_ref",
    "waiting_on",
]
