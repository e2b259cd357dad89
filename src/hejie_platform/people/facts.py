"""What a resident identity number says by itself, before anybody is asked about it.

    read_resident_id("11010519491231002X", today=..., adult_age=18)    born 1949-12-31, check digit X fits

Eighteen characters: six of the region of first registration, eight of the birth date, three of sequence, one check
digit (GB 11643-1999, ISO 7064 MOD 11-2). A region missing from the table is a note for the reviewer and never a
refusal: districts are founded and renamed, and residents of Hong Kong, Macao and Taiwan have numbers here too. The
fifteen digits in use before 1999 have no check digit, so a person looks at them. Public fragments such as the
number above are examples of the standard.
"""

import re
from dataclasses import dataclass
from datetime import date

from stdnum import numdb
from stdnum.cn.ric import calc_check_digit

from hejie import texts

LENGTH, OLD_LENGTH = 18, 15
EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A number that can be one. `notes` are codes for the reviewer."""

    number: str
    born: date
    notes: tuple[str, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether no machine can check it: an old number has no check digit."""
        return len(self.number) == OLD_LENGTH


Read = tuple[ResidentId | None, tuple[texts.Fault, ...]]


def read_resident_id(text: str, *, today: date, adult_age: int, field: str = "number") -> Read:
    """The number that `text` says, or what is wrong with it. `adult_age` in years, from the law pack."""
    number = re.sub(r"[\s-]", "", text).translate(_FULL_WIDTH).upper()
    if fault := _shape_fault(number):
        return None, (_fault(fault, field, number),)
    born = _born(number)
    if born is None or not date(EARLIEST_YEAR, 1, 1) <= born <= today:
        return None, (texts.fault("id_number_date", field),)
    if years_on(born, today) < adult_age:
        return None, (texts.fault("id_too_young", field, years=adult_age),)
    return ResidentId(number, born, _notes(number)), ()


_FULL_WIDTH = str.maketrans("０１２３４５６７８９ＸｘΧх", "0123456789XXXX")


def _shape_fault(number: str) -> str:
    if not number:
        return "id_number_missing"
    if len(number) not in (LENGTH, OLD_LENGTH):
        return "id_number_length"
    digits = number if len(number) == OLD_LENGTH else number[:-1]
    if not (digits.isascii() and digits.isdigit()) or not re.fullmatch("[0-9X]", number[-1]):
        return "id_number_not_digits"
    if len(number) == LENGTH and calc_check_digit(number) != number[-1]:
        return "id_number_check_digit"
    return ""


def _fault(code: str, field: str, number: str) -> texts.Fault:
    return texts.fault(code, field, **({"length": len(number)} if code == "id_number_length" else {}))


def _born(number: str) -> date | None:
    said = number[6:14] if len(number) == LENGTH else "19" + number[6:12]
    try:
        return date(int(said[:4]), int(said[4:6]), int(said[6:]))
    except ValueError:
        return None


def years_on(born: date, day: date) -> int:
    """Full years of life on `day`; somebody born on 29 February completes a year on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _notes(number: str) -> tuple[str, ...]:
    notes = [] if _region_is_known(number[:6]) else ["id_region_unknown"]
    return tuple(notes + (["id_number_old"] if len(number) == OLD_LENGTH else []))


def _region_is_known(region: str) -> bool:
    return any(properties for _part, properties in numdb.get("cn/loc").info(region))


def masked(number: str) -> str:
    """The number as it is shown to its owner: 110105********002X."""
    return number[:6] + "*" * (len(number) - 10) + number[-4:]
