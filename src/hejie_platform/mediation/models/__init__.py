"""What a mediation keeps beside its state, one module for each part of it."""

from hejie_platform.mediation.models.choosing import Choice, Objection, Ranking, TieStatement
from hejie_platform.mediation.models.roster import Absence, Listing, Tie
from hejie_platform.mediation.models.terms import (
    BodyTerms,
    Engagement,
    ExtraTime,
    ExtraTimeAnswer,
    Shown,
    Wish,
)

__all__ = [
    "Absence",
    "BodyTerms",
    "Choice",
    "Engagement",
    "ExtraTime",
    "ExtraTimeAnswer",
    "Listing",
    "Objection",
    "Ranking",
    "Shown",
    "Tie",
    "TieStatement",
    "Wish",
]
