"""The lists of an application as data: causes with the papers each needs, kinds of papers, reasons, consent sheet.

    lists.LISTS.causes["illness"].papers      # (("wallet_statement", "bank_statement"), ("medical_record", ...))

The file carries a version; a story, a classification and a consent keep the version they were chosen from.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from hejie import papers


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of hardship: its usual track, and the papers it needs, each with what will do instead."""

    code: str
    track: str
    papers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the dispute is about: what its track looks at first, in order, and the papers that the talks need."""

    code: str
    first: tuple[str, ...]
    papers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper. `reads`: it is a statement that is read line by line."""

    code: str
    reads: bool


@dataclass(frozen=True, slots=True)
class Decline:
    """A reason for which the desk may decline, and the ways that remain."""

    code: str
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The consent sheet: items a lender needs, items the borrower may leave out, and how many months it runs."""

    version: str
    purpose: str
    needed: tuple[str, ...]
    choice: tuple[str, ...]
    months: int
    most_months: int

    @property
    def items(self) -> tuple[str, ...]:
        """Every item of the sheet, needed ones first."""
        return self.needed + self.choice


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one application may hold; pixels per picture; pages that are looked at for letters, and how long each."""

    loans: int
    papers: int
    pixels: int
    looked_pages: int
    page_seconds: int


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything in lists.toml."""

    version: str
    causes: Mapping[str, Cause]
    disputes: Mapping[str, Dispute]
    papers: Mapping[str, Paper]
    declines: Mapping[str, Decline]
    changes: tuple[str, ...]
    income_share: Fraction
    sheet: Sheet
    limits: Limits


def _cause(row: Mapping[str, Any]) -> Cause:
    needs = papers.checklist(row["code"])
    return Cause(row["code"], row["track"], tuple(need.any_of for need in needs))


def _dispute(row: Mapping[str, Any]) -> Dispute:
    return Dispute(row["code"], tuple(row["first"]), tuple(map(tuple, row["papers"])))


def _sheet(row: Mapping[str, Any]) -> Sheet:
    return Sheet(**{**row, "needed": tuple(row["needed"]), "choice": tuple(row["choice"])})


def _read(text: str) -> Lists:
    data = tomllib.loads(text)
    return Lists(
        version=data["version"],
        causes=MappingProxyType({row["code"]: _cause(row) for row in data["cause"]}),
        disputes=MappingProxyType({row["code"]: _dispute(row) for row in data["dispute"]}),
        papers=MappingProxyType(
            {row["code"]: Paper(row["code"], row.get("reads", False)) for row in data["paper"]}
        ),
        declines=MappingProxyType(
            {row["code"]: Decline(row["code"], tuple(row["routes"])) for row in data["decline"]}
        ),
        changes=tuple(data["change"]["kinds"]),
        income_share=Fraction(data["change"]["income_share"]),
        sheet=_sheet(data["consent"]),
        limits=Limits(**data["limits"]),
    )


LISTS: Final = _read(resources.files(__package__).joinpath("lists.toml").read_text(encoding="utf-8"))
TRACKS: Final = tuple(LISTS.disputes)
