"""The lists that forms offer and rows keep: codes only, with their words in notices/wording and the pages."""

from typing import Final

ABOUT: Final = ("lender", "collector", "mediator", "body", "staff", "decision", "adviser", "other")
TOPICS: Final = (
    "contacts",
    "figures",
    "delay",
    "refusal",
    "manners",
    "partiality",
    "privacy",
    "agreement",
    "fees",
    "access",
    "other",
)
WISHES: Final = ("stop", "explain", "correct", "apologise", "look_again", "repay", "other")
RETURN_REASONS: Final = ("unclear", "same_again", "not_ours", "no_authority")
OUTCOMES: Final = ("upheld", "partly", "not_upheld", "no_finding")
ROUTES: Final = (
    "second_look",
    "regulator",
    "central_bank",
    "body_association",
    "legal_aid",
    "court",
    "police",
)
REPORT_OUTCOMES: Final = ("confirmed", "not_confirmed", "stopped")
STAGES: Final = ("submission", "review", "offer", "mediation", "signing", "completion")
FEEDBACK_SIDES: Final = ("borrower", "lender", "mediation")
PAPERS_AT_MOST: Final = 10
