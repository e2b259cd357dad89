"""What a lender is given of a household's money: the standard statement and what the borrower adds, never a row.

    content = hardship.content(statement, day=today, ...)      # plain data with a hash, frozen when it was given
    hardship.bundle({"statement.pdf": b"...", "statement.json": b"..."})    # a ZIP, the same bytes for the same files

Creditors stand as one sum: a lender learns of its own loans and of nobody else's.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from hejie import texts
from hejie.budget import StandardStatement

VERSION: Final = "hardship-1"
NEEDED: Final = ("statement",)
CHOICE: Final = ("cause", "household", "own_loans", "papers")
ITEMS: Final = NEEDED + CHOICE
# A ZIP has no time zone and no year before 1980: every entry carries the same moment, so that equal files are equal bytes.
STILL: Final = (1980, 1, 1, 0, 0, 0)


def statement_json(made: StandardStatement) -> dict[str, Any]:
    """The statement as data; what is paid to creditors today is one sum with their count."""
    told = asdict(made)
    debts = told.pop("creditors")
    paid = sum(one["paid_minor"] for one in debts)
    return {**told, "months": list(made.months), "debts": {"count": len(debts), "paid_minor": paid}}


def content(
    statement: Mapping[str, Any],
    *,
    day: date,
    cause: Mapping[str, Any] | None = None,
    household: Mapping[str, Any] | None = None,
    own_loans: Iterable[Mapping[str, Any]] | None = None,
    papers: Iterable[Mapping[str, Any]] | None = None,
    guidelines: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything that is given; what the borrower left out is not there at all."""
    given = {
        "cause": cause,
        "household": household,
        "own_loans": None if own_loans is None else list(own_loans),
        "papers": None if papers is None else list(papers),
        "guidelines": guidelines,
    }
    told = {name: value for name, value in given.items() if value is not None}
    return {"version": VERSION, "made_on": day.isoformat(), "statement": dict(statement), **told}


def digest(told: Mapping[str, Any]) -> str:
    """The fingerprint by which two copies are the same."""
    return texts.digest(told)


def as_bytes(told: Mapping[str, Any]) -> bytes:
    """The content as JSON for people's programs."""
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def bundle(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name, STILL), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
