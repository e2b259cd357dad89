"""What a wallet or bank statement holds, told by its content and not by its name."""

import argparse
from dataclasses import replace

from hejie import statements, texts
from hejie.cli import files
from hejie.cli.say import Say, amount, fields, spelled
from hejie.money import DIGITS

HELP = "read wallet or bank statements and print what they hold"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="CSV, XLS, XLSX, PDF, web page, mail or ZIP, as the wallet or bank sent it",
    )
    parser.add_argument("--password", help="opens a locked archive; it is not kept")
    add_currency(parser)
    parser.add_argument(
        "--proved", action="store_true", help="refuse a file whose balances do not follow from row to row"
    )
    parser.add_argument("--rows", action="store_true", help="print every row, not only the summary")


def add_currency(parser: argparse.ArgumentParser) -> None:
    """The household's money, for files that name none."""
    parser.add_argument(
        "--currency",
        default="",
        metavar="CODE",
        type=str.upper,
        choices=sorted(DIGITS),
        help="the money of files that name none, as GBP",
    )


def run(given: argparse.Namespace, say: Say) -> int:
    readings = read_all(given, say)
    if given.json:
        say.json([{"file": name, **as_json(reading)} for name, reading in readings.items()])
    else:
        for name, reading in readings.items():
            _print(name, reading, say, rows=given.rows)
    return status(given, readings, say)


def read_all(given: argparse.Namespace, say: Say) -> dict[str, statements.Reading]:
    """Every file that can be opened at all; raises Faulty with all the others."""
    readings: dict[str, statements.Reading] = {}
    faults: list[texts.Fault] = []
    for name in given.files:
        try:
            data = files.read_bytes(name)
            reading = statements.read(data, filename=name, password=given.password, currency=given.currency)
            readings[name] = _proved(reading) if getattr(given, "proved", False) else reading
        except texts.Faulty as faulty:
            faults += faulty.faults
    if faults:
        raise texts.Faulty(tuple(faults))
    return readings


def _proved(reading: statements.Reading) -> statements.Reading:
    """The reading if its rows add up from balance to balance, else none of its rows and what breaks it."""
    _, faults = statements.proof(reading.rows)
    return replace(reading, rows=(), faults=(*reading.faults, *faults)) if faults else reading


def status(given: argparse.Namespace, readings: dict[str, statements.Reading], say: Say) -> int:
    """Print the faults of every file; returns the exit status."""
    return max(say.faults(reading.faults, where=name) for name, reading in readings.items())


def as_json(reading: statements.Reading) -> dict[str, object]:
    spoken = {
        "proofs": [fields(one) for one in statements.proof(reading.rows)[0]],
        "notes": [spelled(note) for note in reading.notes],
        "faults": [spelled(f) for f in reading.faults],
    }
    return {**fields(reading), **spoken}


def _print(name: str, reading: statements.Reading, say: Say, *, rows: bool) -> None:
    say.line(name)
    for label, value in _summary(reading, say):
        say.line(f"  {label}: {value}")
    say.messages(reading.notes)
    if rows and reading.rows:
        _print_rows(reading, say)


def _summary(reading: statements.Reading, say: Say) -> list[tuple[str, str]]:
    period = reading.period
    lines = [
        (say.word("format", "格式"), reading.source),
        (say.word("account", "账户"), reading.account),
        (say.word("period", "期间"), f"{period.first} - {period.last}" if period else ""),
        (say.word("currency", "币种"), say.word(*_said_by(reading)) if reading.currency else ""),
        (say.word("rows", "笔数"), str(len(reading.rows)) if reading.rows else ""),
    ]
    lines += _asked(reading.bill, reading.currency, say) if reading.bill else []
    lines += [
        (
            say.word("balance", "余额"),
            f"{amount(one.opening_minor)} - {amount(one.closing_minor, one.currency)}",
        )
        for one in statements.proof(reading.rows)[0]
    ]
    lines += [
        (_direction(total.direction, say), f"{total.count} / {amount(total.amount_minor, reading.currency)}")
        for total in reading.totals.read
    ]
    return [(label, value) for label, value in lines if value]


def _asked(bill: statements.Bill, currency: str, say: Say) -> list[tuple[str, str]]:
    owed, least = bill.owed_minor, bill.least_minor
    return [
        (say.word("owed", "应还"), "" if owed is None else amount(owed, currency)),
        (say.word("least payment", "最低还款"), "" if least is None else amount(least, currency)),
        (say.word("due on", "到期日"), str(bill.due_on or "")),
    ]


_BY = {
    "household": (" (the file does not say; your word)", "（账单未写明，按您的指定）"),
    "words": (" (the file does not say; its columns are named in Chinese)", "（账单未写明，列名为中文）"),
}


def _said_by(reading: statements.Reading) -> tuple[str, str]:
    english, chinese = _BY.get(reading.currency_by, ("", ""))
    return reading.currency + english, reading.currency + chinese


_DIRECTIONS = {"in": ("in", "收入"), "out": ("out", "支出"), "neutral": ("neither", "不计收支")}


def _direction(name: str, say: Say) -> str:
    return say.word(*_DIRECTIONS[name])


def _print_rows(reading: statements.Reading, say: Say) -> None:
    rows = [
        (
            f"{row.occurred_at:%Y-%m-%d %H:%M}",
            _direction(row.direction, say),
            f"{amount(row.amount_minor, row.currency)} {row.currency}",
            row.counterparty_name,
            row.narration,
            row.status_raw,
        )
        for row in reading.rows
    ]
    english = ("time", "way", "amount", "counterparty", "for", "state")
    chinese = ("时间", "收/支", "金额", "对方", "说明", "状态")
    say.table(tuple(map(say.word, english, chinese)), rows, right=(2,))
