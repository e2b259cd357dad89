"""Every code the engine can answer with, the facts each carries, and one canonical spelling for hashing.

Wording is not here: it lives with the faces, in every language, and a test there demands a sentence for each code.
A room adds its codes in the file of its name (`hejie/texts/money.py` holds those of `hejie.money`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from hejie.texts import (
    agreements,
    budget,
    certificates,
    checks,
    cli,
    dates,
    intake,
    loans,
    money,
    negotiation,
    opening,
    papers,
    people,
    plans,
    reconciliation,
    rules,
    statements,
    steps,
)
from hejie.texts.canonical import canonical_json, digest, plain
from hejie.texts.codes import (
    Code,
    Fact,
    Facts,
    Fault,
    Faulty,
    Kind,
    Message,
    declare,
    declared,
    fault,
    message,
)
from hejie.texts.level import chinese_level, english_level

ROOMS = (
    money,
    dates,
    loans,
    reconciliation,
    rules,
    checks,
    statements,
    papers,
    budget,
    steps,
    plans,
    negotiation,
    agreements,
    certificates,
    cli,
    intake,
    opening,
    people,
)
for room in ROOMS:
    declare(room.CODES)

CODES: Mapping[str, Code] = MappingProxyType(declared())

__all__ = [
    "CODES",
    "ROOMS",
    "Code",
    "Fact",
    "Facts",
    "Fault",
    "Faulty",
    "Kind",
    "Message",
    "canonical_json",
    "chinese_level",
    "digest",
    "english_level",
    "fault",
    "message",
    "plain",
]
