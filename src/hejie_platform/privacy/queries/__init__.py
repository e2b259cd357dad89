"""Reads about one's own data: who looked, what is held and why, what stands against erasing it, what an export contains."""

from hejie_platform.privacy.facts import proof as _proof
from hejie_platform.privacy.facts.corrections import ABOUT, REASONS, WITH_CASE
from hejie_platform.privacy.facts.purposes import REASONS as PURPOSES
from hejie_platform.privacy.facts.retention import CLASSES, TIMES
from hejie_platform.privacy.queries.looks import Look, looks_at
from hejie_platform.privacy.queries.mine import (
    correction_of,
    corrections_of,
    corrections_waiting,
    erasure_of,
    erasures,
    export_key,
    export_of,
)
from hejie_platform.privacy.queries.papers import Disclosed, Filed, evidence_index
from hejie_platform.privacy.queries.standing import Standing, Stays, Stop, standing
from hejie_platform.privacy.queries.sweep import Overdue, overdue

check_export = _proof.check

__all__ = [
    "ABOUT",
    "CLASSES",
    "PURPOSES",
    "REASONS",
    "TIMES",
    "WITH_CASE",
    "Disclosed",
    "Filed",
    "Look",
    "Overdue",
    "Standing",
    "Stays",
    "Stop",
    "check_export",
    "correction_of",
    "corrections_of",
    "corrections_waiting",
    "erasure_of",
    "erasures",
    "evidence_index",
    "export_key",
    "export_of",
    "looks_at",
    "overdue",
    "standing",
]
