"""Codes by which a stranger checks that something is ours: N-7K2M9-QX0TA-4F9KD2.

A letter for the kind, the reference of the row, and six letters that follow from what the row says, under our key.
Whoever guesses a reference does not know its six letters; a notice whose words were changed has others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from hejie.texts import canonical_json
from hejie_platform.core import ids, keys

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"N": "notice", "M": "person", "B": "organisation", "A": "agreement", "C": "certificate"}
)
LETTERS: Final[Mapping[str, str]] = MappingProxyType({kind: letter for letter, kind in KINDS.items()})
CHECK: Final = 6
BITS: Final = 5  # of one letter in base 32


@dataclass(frozen=True, slots=True)
class Code:
    """What was typed, taken apart."""

    kind: str
    ref: str
    check: str


def code_of(kind: str, ref: str, content: Any) -> str:
    """The code of a row that says `content` (JSON)."""
    return f"{LETTERS[kind]}-{ref[:5]}-{ref[5:]}-{_check(kind, ref, content)}"


def parse(text: str) -> Code | None:
    """The code that somebody typed, forgiving small letters, missing dashes and an O for a zero; None if it is none."""
    letter, rest = text.strip()[:1].upper(), "".join(text.strip()[1:].upper().replace("-", " ").split())
    kind = KINDS.get(letter)
    if kind is None or len(rest) != ids.LENGTH + CHECK:
        return None
    ref, check = ids.parse(rest[: ids.LENGTH]), _cleaned(rest[ids.LENGTH :])
    return Code(kind, ref, check) if ref and check else None


def is_true(code: Code, content: Any) -> bool:
    """Whether the code belongs to a row that says `content`."""
    return code.check == _check(code.kind, code.ref, content)


def _cleaned(text: str) -> str:
    padded = ids.parse(text + "0" * (ids.LENGTH - len(text)))
    return padded[: len(text)] if padded else ""


def _check(kind: str, ref: str, content: Any) -> str:
    said = canonical_json([kind, ref, content])
    number = int(keys.keyed_hash(said, purpose="verification code"), 16)
    return "".join(ids.ALPHABET[number >> (BITS * place) & 31] for place in range(CHECK))
