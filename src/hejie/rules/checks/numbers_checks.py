"""Do a resident's identity number and a company's code have the right form? Form alone: it proves nobody's identity.

    11010519491231002X      in order (the worked example of the standard)
    91350211M0000XUF46      a real company's code that fails its own checksum: a warning, never more

The arithmetic is that of the two standards: a weight for each place, a sum, and what is left of it.
"""

from datetime import date
from typing import Final

from hejie.rules.checks.findings import Maker
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Strength

LENGTH: Final = 18
ID_MODULUS: Final = 11
ID_CHECKS: Final = "10X98765432"
CODE_MODULUS: Final = 31
CODE_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_resident_id(given: str, *, pack: LawPack) -> tuple[Finding, ...]:
    """Length and digits, a day of birth that exists, and the check digit (GB 11643)."""
    text = given.strip().upper()
    return _answer("RESIDENT_ID", "resident_id", _id_fault(text), pack, "block")


def check_company_code(given: str, *, pack: LawPack) -> tuple[Finding, ...]:
    """Length, letters and check digit (GB 32100). Some issued codes fail, so that a fault only warns."""
    text = given.strip().upper()
    return _answer("COMPANY_CODE", "company_code", _code_fault(text), pack, "warn")


def _answer(check: str, code: str, fault: str, pack: LawPack, strength: Strength) -> tuple[Finding, ...]:
    maker = Maker(pack, check, (), strength)
    return (maker.broken(f"{code}_wrong", part=fault) if fault else maker.make("pass", f"{code}_in_order"),)


def _id_fault(text: str) -> str:
    digits = text[:-1]
    if len(text) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return "form"
    if not _is_day(text[6:14]):
        return "birthday"
    left = sum(int(digit) * _id_weight(place) for place, digit in enumerate(digits)) % ID_MODULUS
    return "" if ID_CHECKS[left] == text[-1] else "check_digit"


def _id_weight(place: int) -> int:
    return pow(2, LENGTH - 1 - place, ID_MODULUS)


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def _code_fault(text: str) -> str:
    if len(text) != LENGTH or any(one not in CODE_LETTERS for one in text):
        return "form"
    total = sum(CODE_LETTERS.index(one) * pow(3, place, CODE_MODULUS) for place, one in enumerate(text[:-1]))
    return "" if CODE_LETTERS[-total % CODE_MODULUS] == text[-1] else "check_digit"
