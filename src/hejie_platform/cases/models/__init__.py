"""The rows of a case: those with a state, the dated ones beside them, the desk's tasks, letters, and help."""

from hejie_platform.cases.models.assisted import Assistance
from hejie_platform.cases.models.dated import CreditorChange, Proceeding
from hejie_platform.cases.models.desk import Task, TaskNote
from hejie_platform.cases.models.outside import OutsideLetter, SpokenPromise
from hejie_platform.cases.models.rows import (
    Appointment,
    Authority,
    Case,
    Clock,
    Hold,
    Interruption,
    Mediation,
    MediationConsent,
    Negotiation,
    Party,
    PendingAct,
    Standstill,
    Stepped,
    known_state,
)

__all__ = [
    "Appointment",
    "Assistance",
    "Authority",
    "Case",
    "Clock",
    "CreditorChange",
    "Hold",
    "Interruption",
    "Mediation",
    "MediationConsent",
    "Negotiation",
    "OutsideLetter",
    "Party",
    "PendingAct",
    "Proceeding",
    "SpokenPromise",
    "Standstill",
    "Stepped",
    "Task",
    "TaskNote",
    "known_state",
]
