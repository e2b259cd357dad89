"""How a verb speaks: answers to standard output, faults to standard error, in one of two languages.

Amounts are printed as plain decimals and lined up on the right; a Chinese character is two columns wide.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, TextIO

from hejie import money, texts
from hejie.cli import sentences


@dataclass(frozen=True, slots=True)
class Say:
    """The voice of one command."""

    as_json: bool = False
    language: str = "en"

    def line(self, text: str = "") -> None:
        _write(sys.stdout, text)

    def json(self, value: object) -> None:
        _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2, default=_plain))

    def table(
        self, headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()
    ) -> None:
        """Columns as wide as their widest cell; those in `right` lean to the right."""
        cells = [tuple(headings), *(tuple(row) for row in rows)]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            padded = (_pad(cell, widths[k], right=k in right) for k, cell in enumerate(row))
            self.line("  ".join(padded).rstrip())

    def messages(self, messages: Iterable[texts.Message]) -> None:
        for each in messages:
            self.line("* " + self.sentence(each.code, each.facts))

    def faults(self, faults: Sequence[texts.Fault], *, where: str = "") -> int:
        """Print each fault with its field; returns the exit status."""
        for fault in faults:
            place = ": ".join(part for part in (where, fault.field) if part)
            sentence = self.sentence(fault.code, fault.facts)
            _write(sys.stderr, f"{place}: {sentence}" if place else sentence)
        return 1 if faults else 0

    def sentence(self, code: str, facts: Mapping[str, texts.Fact]) -> str:
        return sentences.sentence(code, facts, language=self.language)

    def word(self, english: str, chinese: str) -> str:
        """A heading in the chosen language."""
        return chinese if self.language == "zh" else english


def voice_behind(act: argparse.ArgumentParser) -> None:
    """Let --json and --language stand also behind the act of a verb, where people write them."""
    act.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON instead of a table"
    )
    act.add_argument(
        "--language",
        choices=sentences.LANGUAGES,
        default=argparse.SUPPRESS,
        help="of sentences (default: en)",
    )


def spelled(message: texts.Message | texts.Fault) -> dict[str, object]:
    """A code with its facts, for JSON."""
    field = {"field": message.field} if isinstance(message, texts.Fault) else {}
    return {"code": message.code, **field, "facts": dict(message.facts)}


def fields(value: object) -> dict[str, object]:
    """The fields of a result, for JSON."""
    plain = texts.plain(value)
    return dict(plain) if isinstance(plain, Mapping) else {"value": plain}


def amount(minor: int, currency: str = "CNY") -> str:
    return money.decimal_text(minor, currency)


def _plain(value: object) -> object:
    """What JSON has no word for: dates as ISO, rates as exact decimals, read-only collections as plain ones."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return money.rate_text(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


_STEERING: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that move a cursor or ring a bell."""


def _write(stream: TextIO, text: str) -> None:
    """A terminal without the characters shows question marks and goes on; none is steered by what a file says."""
    text = _STEERING.sub("?", text)
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=stream)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _pad(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space
