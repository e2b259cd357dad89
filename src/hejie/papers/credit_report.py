"""The credit centre's report, the best single list of somebody's creditors, read sentence by sentence.

    2024年03月05日某银行股份有限公司发放的50,000元（人民币）个人经营性贷款，2027年03月05日到期。截至2026年05月，余额32,000。

becomes ClaimedLoan(creditor_name="某银行股份有限公司", amount_minor=5000000, balance_minor=3200000, due_on=2027-03-05).
Sentences wrap over lines and pages and page numbers fall inside them, so noise is dropped, the lines are joined, and
only then are entries told apart. An entry with neither an amount nor a limit is listed as unread with its text. The number
of the identity card is never kept.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import pairwise
from typing import Any, Final

from hejie import money, texts
from hejie.papers import pages
from hejie.papers.sheets import Sheet
from hejie.statements import LIMITS, Limits, wording

_SHOWN_CHARS: Final = 300
_MINOR: Final = 100
_MOST_DIGITS: Final = 20
_ID_NUMBER: Final = re.compile(r"(证件号码[:：]?)[0-9A-Za-z*]+")  # of the one for whom the person answers
_CURRENCIES: Final = {"人民币": "CNY", "美元": "USD", "港币": "HKD", "欧元": "EUR", "日元": "JPY"}


@dataclass(frozen=True, slots=True)
class Arrears:
    """What the report says of lateness: now, and in the last five years. None where it says nothing."""

    overdue_now: bool | None
    overdue_minor: int | None
    late_months: int | None
    late_over_90: int | None


@dataclass(frozen=True, slots=True)
class ClaimedLoan:
    """One credit of the report. Amounts are minor units of `currency`, None where the report is silent; `as_of` is the
    first day of the month that balances are of. `kind`: instalment, revolving, card or guarantee; `state`: open,
    settled, closed, unused, bad_debt, transferred. `creditor` is a code of our list, or "". `sentence` is what it was
    read from."""

    creditor_name: str
    creditor: str
    kind: str
    product: str
    state: str
    currency: str
    opened_on: date
    due_on: date | None
    as_of: date | None
    amount_minor: int | None
    limit_minor: int | None
    balance_minor: int | None
    arrears: Arrears
    settled_on: date | None
    tail: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CreditReport:
    """All credits of a report in its order, and the texts of entries that could not be read."""

    number: str
    name: str
    made_on: date | None
    loans: tuple[ClaimedLoan, ...] = ()
    unread: tuple[str, ...] = ()
    faults: tuple[texts.Fault, ...] = ()

    @property
    def open_loans(self) -> tuple[ClaimedLoan, ...]:
        return tuple(loan for loan in self.loans if loan.state in ("open", "bad_debt"))


@dataclass(frozen=True, slots=True)
class _Words:
    noise: tuple[re.Pattern[str], ...]
    head: Mapping[str, re.Pattern[str]]
    title: str
    begins: re.Pattern[str]
    ends: tuple[str, ...]
    ends_alone: frozenset[str]
    kind: Mapping[str, tuple[re.Pattern[str], ...]]
    field: Mapping[str, re.Pattern[str]]
    says: Mapping[str, tuple[str, ...]]


@functools.cache
def _words() -> _Words:
    file = resources.files("hejie.papers") / "words" / "credit_report.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Words(
        noise=tuple(re.compile(pattern) for pattern in table["noise"]),
        head={name: re.compile(table[name]) for name in ("number", "made_at", "name", "opened")},
        title=table["title"],
        begins=re.compile(table["begins"]),
        ends=tuple(table["ends"]),
        ends_alone=frozenset(table["ends_alone"]),
        kind={name: tuple(re.compile(each) for each in some) for name, some in table["kind"].items()},
        field={name: re.compile(pattern) for name, pattern in table["field"].items()},
        says={name: tuple(some) for name, some in table["says"].items()},
    )


def credit_report(data: bytes, *, password: str | None = None, limits: Limits = LIMITS) -> CreditReport:
    """Read a report; faults where the file cannot be opened or is no report. Never raises for any bytes."""
    lines, faults = pages.printed_text(data, password=password, limits=limits)
    return _nothing(*faults) if faults else _read(lines)


def credit_report_of(seen: Sequence[Sheet]) -> CreditReport:
    """Read a report from letters that were found in pictures of its pages."""
    return _read(pages.lines_of(seen))


def _read(lines: Sequence[str]) -> CreditReport:
    kept = [line for line in lines if not any(noise.search(line) for noise in _words().noise)]
    if not any(_words().title in line for line in lines):
        return _nothing(texts.fault("credit_report_not_one", "file"))
    entries = list(_entries("\n".join(kept)))
    read = [(entry, _loan_if_sound(entry)) for entry in entries]
    loans = tuple(loan for _, loan in read if loan is not None)
    unread = tuple(entry[:_SHOWN_CHARS] for entry, loan in read if loan is None)
    head = "\n".join(lines)
    return CreditReport(_first("number", head), _first("name", head), _made_on(head), loans, unread)


def _nothing(*faults: texts.Fault) -> CreditReport:
    return CreditReport("", "", None, faults=faults)


def _first(name: str, text: str) -> str:
    match = _words().head[name].search(text)
    return match[1] if match else ""


def _made_on(text: str) -> date | None:
    match = _words().head["made_at"].search(text)
    return _day(match.groups()) if match else None


def _entries(text: str) -> Iterator[str]:
    """Each entry as one sentence run, without the heading that follows it."""
    starts = [match.start() for match in _words().begins.finditer(text)]
    for start, end in pairwise((*starts, len(text))):
        yield _ID_NUMBER.sub(r"\1***", _until_heading(text[start:end]).replace("\n", ""))


def _until_heading(entry: str) -> str:
    """Lines up to the first that is a heading: a line of its own that begins with one of the known words."""
    kept: list[str] = []
    for line in entry.split("\n"):
        alone = line.rstrip(":：") in _words().ends_alone
        if kept and (alone or any(line.startswith(word) for word in _words().ends)):
            break
        kept.append(line)
    return re.sub(r"\d{1,3}[.、]$", "", "\n".join(kept).rstrip())


class _Absurd(ValueError):
    """A number that no money and no count of months has: whatever says it was not read."""


def _loan_if_sound(entry: str) -> ClaimedLoan | None:
    try:
        return _loan(entry)
    except _Absurd:
        return None


def _loan(entry: str) -> ClaimedLoan | None:
    opened = _words().head["opened"].search(entry)
    first = _day(opened.groups()[:3]) if opened else None
    kind = next(
        (name for name, some in _words().kind.items() if any(each.search(entry) for each in some)), None
    )
    amount, limit = _minor("amount", entry), _minor("limit", entry)
    state = _state(entry)
    if (
        opened is None
        or first is None
        or kind is None
        or (amount is None and limit is None and state == "open")
    ):
        return None
    name = _text("guaranteed_at", entry) if kind == "guarantee" else ""
    name = name or opened[4].strip(",")
    if name == "为":
        return None
    known = wording.credit().creditor(name)
    return ClaimedLoan(
        creditor_name=name,
        creditor=known.code if known else "",
        kind=kind,
        product=_text("product", entry),
        state=state,
        currency=_currency(entry),
        opened_on=first,
        due_on=_date("due", entry) or _date("limit_until", entry),
        as_of=_month("as_of", entry),
        amount_minor=amount,
        limit_minor=limit,
        balance_minor=_balance(entry, state),
        arrears=_arrears(entry),
        settled_on=_month("settled", entry) or _month("closed", entry),
        tail=_text("tail", entry),
        sentence=entry[:_SHOWN_CHARS],
    )


def _currency(entry: str) -> str:
    """Of the amounts: those of an account in other money may stand there in yuan already."""
    if any(word in entry for word in _words().says["converted"]):
        return "CNY"
    return _CURRENCIES.get(_text("currency", entry), "CNY")


def _balance(entry: str, state: str) -> int | None:
    """What is owed, with what a card has yet to bill in instalments; nothing where the report says that it is over."""
    stated = _minor("used", entry)
    stated = stated if stated is not None else _minor("balance", entry)
    unbilled = _minor("unbilled", entry)
    stated = stated if unbilled is None else (stated or 0) + unbilled
    return 0 if stated is None and state in ("settled", "closed", "unused") else stated


def _state(entry: str) -> str:
    says = _words().says
    if _words().field["settled"].search(entry):
        return "settled"
    if _words().field["closed"].search(entry):
        return "closed"
    for state in ("bad_debt", "unused", "transferred"):
        if any(word in entry for word in says[state]):
            return state
    return "open"


def _arrears(entry: str) -> Arrears:
    says = _words().says
    not_late = any(word in entry for word in says["not_late"])
    late = any(word in entry for word in says["late"])
    never = _words().field["never_over_90"].search(entry) is not None
    return Arrears(
        overdue_now=False if not_late else True if late else None,
        overdue_minor=_minor("overdue", entry),
        late_months=_count("late_months", entry),
        late_over_90=0 if never else _count("late_over_90", entry),
    )


def _text(name: str, entry: str) -> str:
    match = _words().field[name].search(entry)
    return next((group for group in match.groups() if group), "") if match else ""


def _minor(name: str, entry: str) -> int | None:
    """Whole yuan, as the report prints them. Raises _Absurd."""
    digits = _text(name, entry).replace(",", "").rstrip(".")
    if not digits:
        return None
    whole, _, cents = digits.partition(".")
    minor = _number(whole or "0") * _MINOR + _number((cents + "00")[:2])
    if minor > money.MAX_MINOR:
        raise _Absurd
    return minor


def _number(digits: str) -> int:
    """Raises _Absurd before a number of any length is computed."""
    if len(digits) > _MOST_DIGITS:
        raise _Absurd
    return int(digits)


def _count(name: str, entry: str) -> int | None:
    digits = _text(name, entry)
    return _number(digits) if digits else None


def _date(name: str, entry: str) -> date | None:
    match = _words().field[name].search(entry)
    return _day(match.groups()) if match else None


def _month(name: str, entry: str) -> date | None:
    match = _words().field[name].search(entry)
    return _day((match[1], match[2], "1")) if match else None


def _day(parts: Sequence[str | None]) -> date | None:
    try:
        year, month, day = (int(part or 0) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def total_owed(loans: Iterable[ClaimedLoan], *, currency: str = "CNY") -> int:
    """What the report says is owed in all, in one currency."""
    return sum(
        loan.balance_minor or 0 for loan in loans if loan.currency == currency and loan.kind != "guarantee"
    )
