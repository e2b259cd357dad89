"""What was read of a paper <-> JSON, so that it crosses from a child process and rests in a sealed column."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from hejie import loans, papers
from hejie.papers import Contract, CreditReport, LenderFile, Seen, Sheet
from hejie_platform.intake.facts import readings

Json = dict[str, Any]


def of_contract(found: Contract) -> Json:
    """Suggestions and clauses with their places in hundredths of a point, and how clear the letters are in percent."""
    return {
        "pages": found.pages,
        "clarity": round(found.clarity * 100),
        "suggestions": [_with_boxes(one) for one in found.suggestions],
        "clauses": [_with_boxes(one) for one in found.clauses],
        "faults": readings.messages_to_json(found.faults),
    }


def _with_boxes(one: Any) -> Json:
    made = {field.name: getattr(one, field.name) for field in fields(one) if field.name != "boxes"}
    places = [
        [box.page, *(round(side * 100) for side in (box.left, box.top, box.right, box.bottom))]
        for box in one.boxes
    ]
    return made | {"boxes": places}


def of_report(found: CreditReport) -> Json:
    """Every entry in the order of the report, and what could not be read."""
    return {
        "number": found.number,
        "made_on": _plain(found.made_on),
        "loans": [{name: _plain(value) for name, value in asdict(one).items()} for one in found.loans],
        "unread": list(found.unread),
        "faults": readings.messages_to_json(found.faults),
    }


def of_lender_file(found: LenderFile) -> Json:
    """The plan, the repayments with their buckets, what does not add up, and each line that cannot be read."""
    return {
        "plan": [{name: _plain(value) for name, value in asdict(one).items()} for one in found.plan],
        "repayments": [
            {name: _plain(value) for name, value in asdict(one).items()} for one in found.repayments
        ],
        "findings": readings.messages_to_json(found.findings),
        "faults": readings.messages_to_json(found.faults),
    }


def lender_file(stored: Mapping[str, Any]) -> LenderFile:
    """A stored file as the engine reads it, without what was said of it."""
    plan = tuple(_planned(dict(one)) for one in stored["plan"])
    return LenderFile(plan, repayments(stored))


def _planned(given: Json) -> papers.PlannedInstalment:
    for name in ("start", "end"):
        given[name] = date.fromisoformat(given[name]) if given[name] else None
    return papers.PlannedInstalment(**given)


def repayments(stored: Mapping[str, Any]) -> tuple[papers.Repayment, ...]:
    """The repayments of a stored file, as the engine replays them."""
    return tuple(_repayment(dict(one)) for one in stored["repayments"])


def _repayment(given: Json) -> papers.Repayment:
    given["day"] = date.fromisoformat(given["day"])
    for side in ("before", "paid"):
        given[side] = loans.Buckets(**given[side]) if given[side] is not None else None
    return papers.Repayment(**given)


def sheet(page: Mapping[str, Any]) -> Sheet:
    """A page that was looked at in the child, in points again."""
    seen = tuple(_seen(*run) for run in page["seen"])
    return Sheet(page["page"], page["width"] / 100, page["height"] / 100, seen)


def _seen(left: int, top: int, right: int, bottom: int, text: str, score: int, tilt: int) -> Seen:
    return Seen(left / 100, top / 100, right / 100, bottom / 100, text, score / 1000, tilt / 10_000)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
