"""Who reads what somebody wrote for few: each canary with exactly the seats that find it in the crawl.

A seat is a person of the cast. Whoever is not named must not find the word anywhere: on no page, in no file, no answer of the
API, no stream. Whoever is named must find it: a word that its reader no longer finds proves nothing by being absent elsewhere.
Each line says why just these.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

BORROWER: Final = ("borrower",)
OWN_SIDE: Final = ("borrower", "representative")
BANK: Final = ("officer", "checker")
MICRO: Final = ("other_officer", "other_checker")
DESK: Final = ("reviewer", "supervisor", "operator")
COMPLAINTS: Final = ("complaint_handler", "supervisor")
# A guarantor sits where the loan is talked about for which they stand: the bank's, and the mediation of it.
AT_BANKS_TABLE: Final = (*OWN_SIDE, "guarantor", *BANK, "mediator")
AT_MICROS_TABLE: Final = (*OWN_SIDE, *MICRO, "mediator")
AT_THE_TABLE: Final = (*AT_BANKS_TABLE, *MICRO)

READERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # The sealed conversations: that party and the mediator.
        "CAUCUSOWN": (*OWN_SIDE, "mediator"),
        "CAUCUSANSWER": (*OWN_SIDE, "mediator"),
        "CAUCUSBANK": (*BANK, "mediator"),
        "CAUCUSMICRO": (*MICRO, "mediator"),
        "NOTE": ("mediator",),
        # Said to all at the table, and only there: not to the head of the body, not to the platform.
        "JOINT": AT_THE_TABLE,
        "MINUTES": AT_THE_TABLE,
        # Ties are told to everybody whom they concern, and looked at by the desk.
        "TIES": (*AT_THE_TABLE, "body_admin", *DESK),
        # An objection is decided by the head of the body; the mediator and the other side do not read it.
        "OBJECTION": ("body_admin", "supervisor"),
        # Walls between lenders: words, offers and sums of the talks with each.
        "TOBANK": AT_BANKS_TABLE,
        "FROMBANK": AT_BANKS_TABLE,
        "OFFERBANK": AT_BANKS_TABLE,
        "BANKSUM": AT_BANKS_TABLE,
        "TOMICRO": AT_MICROS_TABLE,
        "FROMMICRO": AT_MICROS_TABLE,
        "OFFERMICRO": AT_MICROS_TABLE,
        "MICROSUM": AT_MICROS_TABLE,
        "OFFERENDED": (*BORROWER, *BANK),
        "SHEET": (*BORROWER, *BANK),
        # What was handed in is read by the borrower's side and the desk; the story by those it was given to.
        "STORY": (*OWN_SIDE, *BANK, *MICRO, *DESK, "adviser"),
        "LOANBANK": (*OWN_SIDE, *DESK),
        "LOANMICRO": (*OWN_SIDE, *DESK),
        "PAPER": (*OWN_SIDE, *DESK),
        "FRAIL": DESK,
        # The borrower's alone.
        "DRAFT": BORROWER,
        "GOAL": BORROWER,
        "STOP": BORROWER,
        "WISHED": (*BORROWER, "operator", "supervisor"),
        "WHY": (*BORROWER, "operator", "supervisor"),
        # A complaint about the house is read by its desk; one about the bank by the bank too, which comments on it.
        "COMPLAINT": (*BORROWER, *COMPLAINTS),
        "OFBANK": (*BORROWER, *BANK, *COMPLAINTS),
        "COMMENT": (*BORROWER, *BANK, *COMPLAINTS),
        # A record of contacts, of which the borrower has reported this one to the bank.
        "CONTACT": (*OWN_SIDE, *BANK, *COMPLAINTS),
        "REPORT": (*OWN_SIDE, *BANK, *COMPLAINTS),
        "QUESTION": (*BORROWER, "adviser"),
        "INVITED": BANK,
        # A quarrel about a payment of the agreement with the microloan company.
        "PAYNOTE": (*BORROWER, *MICRO, *DESK),
        "CONTEST": (*BORROWER, *MICRO, *DESK),
        "BREACH": (*BORROWER, *MICRO),
        "FLOOR": BANK,  # the lender's own limits, at the desk where they are written and published
    }
)

# Kept, and on no page: what was written for the record alone.
# Who wrote it, or whom it is about, may find it in the copy of everything that is theirs.
KEPT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "PENDING": (),
        "HEADNOTE": (),
        "ADMIT": BORROWER,
        "GAVEUP": BORROWER,
        "CREDIT": BORROWER,
        "FRAIL": BORROWER,
    }
)
