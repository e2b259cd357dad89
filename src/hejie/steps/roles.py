"""Who may act, and on which side they stand. One list, read by tables, pages, API and tests.

A side is what matters between parties: a representative acts for the borrower, a checker for the lender. `clock` is the
system when a time limit runs out; `system` is the consequence of another step in the same action. Four roles watch and
take no step: adviser, complaint handler, regulator, auditor.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

BORROWER: Final = ("borrower", "representative")
LENDER: Final = ("officer", "checker")
PARTIES: Final = (*BORROWER, *LENDER)
SIGNERS: Final = (*BORROWER, "guarantor", *LENDER)
DESK: Final = ("reviewer", "supervisor")
CLOCK: Final = "clock"
SYSTEM: Final = "system"
MACHINERY: Final = (CLOCK, SYSTEM)

SIDES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "borrower": "borrower",
        "representative": "borrower",
        "guarantor": "borrower",
        "officer": "lender",
        "checker": "lender",
        "mediator": "mediation",
        "body_admin": "mediation",
        "reviewer": "platform",
        "supervisor": "platform",
        "operator": "platform",
        "adviser": "none",
        "complaint_handler": "none",
        "regulator": "none",
        "auditor": "none",
        CLOCK: "none",
        SYSTEM: "none",
    }
)
ROLES: Final = tuple(SIDES)
PEOPLE: Final = tuple(role for role in ROLES if role not in MACHINERY)
