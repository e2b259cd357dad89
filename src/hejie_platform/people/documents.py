"""What people prove themselves by, as their country's law pack says: the number of an identity card, or an official document.

    read("ab 123456", country="uk", born_on=date(1990, 5, 1), today=...)      "AB123456" of a "uk_document"

In mainland China the number itself says a good deal (people.facts). Elsewhere a passport or a driving licence carries a
number whose form each office chooses; nothing is guessed from it, the day of birth is asked for, and a person looks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from hejie import rules, texts
from hejie_platform.people import facts

RESIDENT_ID: Final = "cn_resident_id"
LEAST, MOST = 5, 24
SIDES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({RESIDENT_ID: ("front", "back")})
"""The photos that a person needs to look at; a document has one page with the portrait."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that can be one, of a paper of this kind. `notes` are codes for the reviewer."""

    kind: str
    number: str
    born: date
    notes: tuple[str, ...] = ()
    needs_a_person: bool = True

    @property
    def sides(self) -> tuple[str, ...]:
        """The photos that a person needs."""
        return SIDES.get(self.kind, ("front",))


Read = tuple[Shown | None, tuple[texts.Fault, ...]]


def kind_in(country: str) -> str:
    """The kind of paper that proves who somebody is: "cn_resident_id", else "<country>_document"."""
    return rules.load_pack(country).identity or f"{country}_document"


def adult_age(country: str, day: date) -> int | None:
    """From which age one acts alone there; None where the law pack does not say."""
    row = rules.load_pack(country).as_of("adult_age", day)
    return row.value if isinstance(row, rules.Row) and isinstance(row.value, int) else None


def read(text: str, *, country: str, born_on: date | None, today: date, adult_age: int) -> Read:
    """The paper that somebody names, or everything that is wrong with what they typed."""
    kind = kind_in(country)
    return READERS.get(kind, _document)(text, kind, born_on, today, adult_age)


def _resident(text: str, kind: str, born_on: date | None, today: date, adult_age: int) -> Read:
    found, faults = facts.read_resident_id(text, today=today, adult_age=adult_age)
    if found is None:
        return None, faults
    return Shown(kind, found.number, found.born, found.notes, found.needs_a_person), ()


def _document(text: str, kind: str, born_on: date | None, today: date, adult_age: int) -> Read:
    number = re.sub(r"[\s-]", "", text).upper()
    faults = [texts.fault(code, field) for code, field in _gaps(number, born_on, today) if code]
    if born_on and not faults and facts.years_on(born_on, today) < adult_age:
        faults.append(texts.fault("id_too_young", "born_on", years=adult_age))
    return (None, tuple(faults)) if faults or born_on is None else (Shown(kind, number, born_on), ())


def _gaps(number: str, born_on: date | None, today: date) -> tuple[tuple[str, str], ...]:
    is_number = number.isascii() and number.isalnum() and LEAST <= len(number) <= MOST
    is_day = born_on is not None and date(facts.EARLIEST_YEAR, 1, 1) <= born_on <= today
    return (
        ("" if is_number else "id_document_number", "number"),
        ("" if is_day else "id_document_born", "born_on"),
    )


READERS: Final[Mapping[str, Callable[[str, str, date | None, date, int], Read]]] = MappingProxyType(
    {RESIDENT_ID: _resident}
)
