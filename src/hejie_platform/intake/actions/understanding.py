"""What a statement turns out to be: read, locked, of columns that nobody knows, or for a person to look at.

understand(data, media_type=look.media_type, filename="bill.zip", password=None, person=user, currency="CNY", now=now).state
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hejie import statements, texts
from hejie_platform.core import clock
from hejie_platform.intake.actions.reading import BUSY, STOPPED, read_in_child
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import opened, papers
from hejie_platform.intake.models import ColumnAnswer
from hejie_platform.people.models import User

PASSWORD_NEEDED = "statement_password_needed"
PASSWORD_WRONG = "statement_password_wrong"
BY_EYE = ({"code": "paper_by_eye", "facts": {}},)


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of looking at a file: its type, the state it will have, and what was read of it."""

    media_type: str
    state: str
    source: str = ""
    reading: dict[str, Any] | None = None
    notes: tuple[dict[str, Any], ...] = ()


def understand(
    data: bytes,
    *,
    media_type: str,
    filename: str,
    password: str | None,
    person: User,
    currency: str,
    now: datetime,
    maps: tuple[statements.ColumnMap, ...] = (),
    is_wanted: Callable[[], bool] = lambda: True,
) -> Understood:
    """Read a statement; what only a person can look at, a picture or a PDF without rows, is said to be so.

    What `person` said of columns before is known; `maps` come before that. `currency` is that of the case, for a file
    that names none. Raises Wrong with the cure.
    """
    by_eye = Understood(media_type, "not_read", notes=(*BY_EYE, *noticed(data)))
    if media_type in papers.SEEN_BY_EYE and media_type != papers.PDF:
        return by_eye
    reading = read_in_child(
        data,
        filename=filename,
        password=password,
        day=clock.legal_day(now),
        maps=(*maps, *told_columns(person)),
        currency=currency,
        is_wanted=is_wanted,
        whose=str(person.pk),
    )
    if reading == BUSY:
        raise refuse(opened.BUSY_CODE, "file")
    found = _found(reading, media_type, has_password=bool(password))
    if found is not None:
        return found
    is_stopped = reading == STOPPED
    if media_type == papers.PDF and not password:
        return replace(by_eye, notes=(*(STOPPED["faults"] if is_stopped else ()), *by_eye.notes))
    if media_type == papers.PDF and not is_stopped:
        raise refuse("paper_pdf_locked", "password")
    raise Wrong(tuple(texts.fault(one["code"], "file", **one["facts"]) for one in reading["faults"]))


def noticed(data: bytes) -> tuple[dict[str, Any], ...]:
    """What a paper shows of its own making, as observations; nothing for anything but a PDF, or where the child fell.
    Raises Wrong where too many papers are read at once."""
    if not data.startswith(b"%PDF"):
        return ()
    try:
        return tuple(opened.answer(data, {"do": "observe"})["notes"])
    except opened.Ended as ended:
        if ended.why == "busy":
            raise refuse(opened.BUSY_CODE, "file") from None
        return ()


def _found(reading: dict[str, Any], media_type: str, *, has_password: bool) -> Understood | None:
    """Rows, or what the borrower is asked for; None if this is no statement that a machine can read."""
    notes = tuple(_in_its_money(one, reading) for one in reading["faults"] + reading["notes"])
    if {PASSWORD_NEEDED, PASSWORD_WRONG} & {fault["code"] for fault in reading["faults"]}:
        return Understood(media_type, "needs_password", notes=notes)
    if reading["rows"]:
        return Understood(media_type, "read", reading["source"], reading, notes)
    if reading["unmapped"]:
        asked = {"unmapped": reading["unmapped"], "is_locked": has_password}
        return Understood(media_type, "needs_columns", reading=asked, notes=notes)
    return None


def _in_its_money(note: dict[str, Any], reading: dict[str, Any]) -> dict[str, Any]:
    """A note whose amounts are read in the currency of the file, whatever page shows it."""
    has_amounts = any(name.endswith("_minor") for name in note["facts"])
    money = reading.get("currency")
    return {**note, "facts": {"currency": money, **note["facts"]}} if has_amounts and money else note


def told_columns(person: User) -> tuple[statements.ColumnMap, ...]:
    """What this person said of the columns of earlier files, the newest first."""
    rows = ColumnAnswer.objects.filter(person=person).order_by("-told_at", "-id")
    return tuple(statements.ColumnMap(row.shape, row.columns, row.sign, row.currency) for row in rows)
