"""What to bring for which hardship, and for everything that is missing, how to get it.

    for need in papers.still_needed("illness", have={"wallet_statement"}):
        need.any_of, need.ways        # ("medical_record", "medical_bill"), each with where, how long, and whether free

The same list serves the application, the review and the policies of lenders: one hardship, one set of papers.
"""

import functools
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from hejie import texts


@dataclass(frozen=True, slots=True)
class Way:
    """Where a paper comes from: `days` is how long it usually takes; `how` is the sentence that says what to do."""

    paper: str
    where: str
    days: int
    is_free: bool
    is_read: bool
    how: texts.Message


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to hand in: any one of these kinds of paper; the quickest and freest way first."""

    any_of: tuple[str, ...]
    ways: tuple[Way, ...]


@functools.cache
def _table() -> Mapping[str, Any]:
    file = resources.files("hejie.papers") / "words" / "checklists.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def causes() -> tuple[str, ...]:
    """Every hardship that has a list, in the order of the page."""
    return tuple(_table()["cause"])


def checklist(cause: str) -> tuple[Need, ...]:
    """All that is asked for a hardship; nothing for a cause that is not known."""
    return tuple(_need(tuple(any_of)) for any_of in _table()["cause"].get(cause, ()))


def still_needed(cause: str, *, have: Collection[str]) -> tuple[Need, ...]:
    """What is missing beside the kinds of paper that are there."""
    return tuple(need for need in checklist(cause) if not set(need.any_of) & set(have))


def _need(any_of: tuple[str, ...]) -> Need:
    ways = sorted((way(paper) for paper in any_of), key=lambda each: (each.days, not each.is_free))
    return Need(any_of, tuple(ways))


def way(paper: str) -> Way:
    """How to get one kind of paper. Raises KeyError for a kind that does not exist."""
    about = _table()["paper"][paper]
    how = texts.message(f"how_paper_{paper}")
    return Way(paper, about["where"], about["days"], about["free"], about["reads"], how)
