"""The words of statements, read once from the data files in `wording/`, as tables that answer questions.

No word of any bank, wallet or shop stands in Python: a new wording is a line of a TOML file.
"""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from hejie.statements import layouts
from hejie.statements.rows import Row
from hejie.statements.words import Words

UNKNOWN_CREDITOR = "unknown"
_PERSON = re.compile(r"[\u4e00-\u9fff·*]{2,4}")


@dataclass(frozen=True, slots=True)
class Category:
    """`group` is income, spending, debt or not_counted; `line` the line of the budget, or "" if never counted."""

    code: str
    group: str
    line: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of rules.toml; an empty condition holds for every row."""

    id: str
    category: str
    confidence: int
    directions: frozenset[str]
    raw: frozenset[str]
    raw_starts: tuple[str, ...]
    person: bool
    has_words: bool

    def fits(self, direction: str, raw: str, person: bool) -> bool:
        """All conditions but the words, which are looked up for all rules at once."""
        return (
            (not self.directions or direction in self.directions)
            and (not self.raw or raw in self.raw)
            and (not self.raw_starts or raw.startswith(self.raw_starts))
            and (not self.person or person)
        )


@dataclass(frozen=True, slots=True)
class Creditor:
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class CreditWords:
    """Words about borrowing: who lends, and whether a row lends or repays."""

    creditors: tuple[Creditor, ...]
    naming: Words
    codes: frozenset[str]
    repay: tuple[str, ...]
    repay_alone: tuple[str, ...]
    lenders_only: frozenset[str]
    lend: tuple[str, ...]
    lend_not: tuple[str, ...]
    speaks: re.Pattern[str]
    raw: frozenset[str]
    card_method: str
    buy_now: frozenset[str]

    def creditor(self, text: str) -> Creditor | None:
        """The named creditor of highest priority, if any is named."""
        found = self.naming.found(text)
        return self.creditors[min(found)] if found else None


def is_person(name: str) -> bool:
    """Two to four Chinese characters: most private persons, and hardly any company."""
    return _PERSON.fullmatch(name) is not None


def described(row: Row) -> str:
    """What the row says of itself, in lower case: counterparty, goods and note; of a bank also the kind of booking,
    which is its own word for the row ("代发工资") and not a category of goods."""
    said = f"{row.counterparty_name}\n{row.narration}\n{row.note}".lower()
    return said if is_wallet(row.source) else f"{said}\n{row.category_raw}".lower()


@functools.lru_cache(maxsize=256)
def is_wallet(source: str) -> bool:
    return layouts.kinds_of_sources().get(source) == "wallet"


@functools.lru_cache(maxsize=256)
def is_card(source: str) -> bool:
    return layouts.kinds_of_sources().get(source) == "card"


def bank_of(source: str) -> str:
    """The creditor behind a bank's statement: "cmb" of "cmb_card"; "" where the format names no bank."""
    code = source.removesuffix("_card")
    return code if code in credit().codes else ""


def _table(name: str) -> dict[str, Any]:
    file = resources.files("hejie.statements") / "wording" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def categories() -> Mapping[str, Category]:
    """Every category by its code."""
    return MappingProxyType(
        {
            code: Category(code, group, line)
            for group, members in _table("categories").items()
            for code, line in members.items()
        }
    )


@functools.cache
def moving() -> Mapping[str, tuple[str, ...]]:
    """Words of money that comes back and of money that only moves, by use: see moving.toml."""
    return MappingProxyType({name: tuple(words) for name, words in _table("moving").items()})


@functools.cache
def exports() -> tuple[tuple[str, ...], ...]:
    """The formats in which one wallet prints the same payments, the fullest first."""
    return tuple(tuple(sources) for sources in _table("exports").values())


@functools.cache
def statuses() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(state, words) in order of priority."""
    return tuple((state, tuple(words)) for state, words in _table("statuses").items())


def status(row: Row) -> str:
    """closed, failed, waiting, no_money, lent, repaid, refunded_whole, refund, or "" for an ordinary one."""
    return _status(row.status_raw)


@functools.lru_cache(maxsize=4096)
def _status(printed: str) -> str:
    return next((state for state, words in statuses() if any(word in printed for word in words)), "")


@functools.cache
def rules() -> tuple[Rule, ...]:
    """In order of priority. Raises ValueError when a rule names a category that does not exist."""
    return tuple(_rule(table) for table in _table("rules")["rule"])


def _rule(table: Mapping[str, Any]) -> Rule:
    if table["category"] not in categories():
        raise ValueError(f"rule {table['id']}: no category is called {table['category']}")
    return Rule(
        id=table["id"],
        category=table["category"],
        confidence=table["confidence"],
        directions=frozenset(table.get("directions", ())),
        raw=frozenset(table.get("raw", ())),
        raw_starts=tuple(table.get("raw_starts", ())),
        person=table.get("person", False),
        has_words="words" in table,
    )


@functools.cache
def rule_words() -> Words:
    """The words of all rules; the number is the place of the rule."""
    return Words(
        (word, place)
        for place, table in enumerate(_table("rules")["rule"])
        for word in table.get("words", ())
    )


@functools.cache
def words_by_rule() -> Mapping[str, tuple[str, ...]]:
    """The words of each rule that has some."""
    return MappingProxyType(
        {each["id"]: tuple(each["words"]) for each in _table("rules")["rule"] if "words" in each}
    )


@functools.lru_cache(maxsize=4096)
def wordless_rule(direction: str, raw: str, person: bool) -> int:
    """The place of the first rule that holds without any words."""
    return next(
        place
        for place, rule in enumerate(rules())
        if not rule.has_words and rule.fits(direction, raw, person)
    )


@functools.lru_cache(maxsize=4096)
def first_rule(said: str, direction: str, raw: str, person: bool) -> Rule:
    """The first rule that holds, by words or without: the last wordless rules hold for every row. People go to the
    same shops, so what a row says is looked through once."""
    plain = wordless_rule(direction, raw, person)
    hit = sorted(place for place in rule_words().found(said) if place < plain)
    fits = (place for place in hit if rules()[place].fits(direction, raw, person))
    return rules()[next(fits, plain)]


@functools.cache
def credit() -> CreditWords:
    table = _table("creditors")
    listed = table["creditor"]
    return CreditWords(
        creditors=tuple(Creditor(each["code"], each["kind"]) for each in listed),
        naming=Words((word, place) for place, each in enumerate(listed) for word in each["words"]),
        codes=frozenset(each["code"] for each in listed),
        repay=tuple(table["repay"]),
        repay_alone=tuple(table["repay_alone"]),
        lenders_only=frozenset(table["lenders_only"]),
        lend=tuple(table["lend"]),
        lend_not=tuple(table["lend_not"]),
        speaks=re.compile("|".join(map(re.escape, (*table["repay"], *table["lend"])))),
        raw=frozenset(table["raw"]),
        card_method=table["card_method"],
        buy_now=frozenset(table["buy_now"]),
    )
