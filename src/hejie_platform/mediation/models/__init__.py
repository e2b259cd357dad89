"""What a mediation keeps beside its state, one module for each part of it."""

from hejie_platform.mediation.models.choosing import Choice, Objection, Ranking, TieStatement
from hejie_platform.mediation.models.meetings import (
    AgendaItem,
    HalfHour,
    Meeting,
    RecordingConsent,
    Slot,
    SlotChoice,
)
from hejie_platform.mediation.models.outcomes import (
    Minutes,
    MinutesConfirmation,
    Promise,
    Proposal,
    ProposalAnswer,
    ProposalPart,
)
from hejie_platform.mediation.models.rooms import (
    Caucus,
    CaucusSaying,
    JointRoom,
    JointSaying,
    Note,
    NoteBook,
    Release,
)
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
    "AgendaItem",
    "BodyTerms",
    "Caucus",
    "CaucusSaying",
    "Choice",
    "Engagement",
    "ExtraTime",
    "ExtraTimeAnswer",
    "HalfHour",
    "JointRoom",
    "JointSaying",
    "Listing",
    "Meeting",
    "Minutes",
    "MinutesConfirmation",
    "Note",
    "NoteBook",
    "Objection",
    "Promise",
    "Proposal",
    "ProposalAnswer",
    "ProposalPart",
    "Ranking",
    "RecordingConsent",
    "Release",
    "Shown",
    "Slot",
    "SlotChoice",
    "Tie",
    "TieStatement",
    "Wish",
]
