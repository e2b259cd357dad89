"""The law book as shelves: which subject a rule belongs to, by the beginning of its id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hejie import rules

COUNTRY: Final = "cn"
# subject -> the beginnings of ids on that shelf, in the order in which they are shown
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "rates": ("CN-RATE", "CN-LPR"),
        "restructuring": ("CN-RST",),
        "contracts": ("CN-CON", "CN-INS", "CN-ID"),
        "collection": ("CN-COL",),
        "credit": ("CN-CRD",),
        "mediation": ("CN-MED",),
        "time": ("CN-LIM", "CN-TIME"),
        "complaints": ("CN-CMP",),
        "signatures": ("CN-ESG",),
        "data": ("CN-PII",),
        "platform": ("HJ-",),
    }
)


def pack() -> rules.LawPack:
    """The law book that is on the shelves."""
    return rules.load_pack(COUNTRY)


def subject_of(rule: rules.Rule) -> str:
    """The shelf of a rule. LookupError for an id that belongs nowhere."""
    for subject, beginnings in SUBJECTS.items():
        if rule.id.startswith(beginnings):
            return subject
    raise LookupError(f"no shelf for {rule.id}")
