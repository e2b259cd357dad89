"""Frozen terms -> what one language's part of the document says: sections with paragraphs and tables.

Clauses of one code that follow each other (the changes of a contract) are one section with one table. A fact is shown by
the end of its name, as everywhere: `*_minor` an amount, `*_on` a day, `*_rate` a percentage; the other facts are words of
the engine and are looked up as "fact.value".
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from itertools import groupby
from types import MappingProxyType
from typing import Any

from hejie import money, rules
from hejie_platform.core import formats

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True)
class Table:
    """Head, rows of texts, how many columns at the right are figures, and which column takes the room that is left."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: int = 0
    total: Sequence[str] = ()
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section."""

    title: str
    text: Sequence[str] = field(default_factory=tuple)
    table: Table | None = None


MONEY = "CNY"
"""The currency that the files of wording name; in another one its code stands in its place."""


class Language:
    """The wording of one language in one currency, and how it shows figures.

    `alone`: it is the only language of the document, so that what it says about the other one is said otherwise.
    """

    def __init__(self, code: str, currency: str = MONEY, *, alone: bool = False) -> None:
        found = resources.files("hejie_platform.agreements.document").joinpath(f"{code}.toml")
        said = tomllib.loads(found.read_text(encoding="utf-8").replace(MONEY, currency))
        other = said.pop("alone", {}) if alone else {}
        clauses = said["clauses"] | other.pop("clauses", {})
        self.said: Mapping[str, Any] = said | other | {"clauses": clauses}
        self.code = code
        self.currency = currency

    def word(self, value: Any, kind: str = "") -> str:
        """A word of the engine, looked up as "kind.value", then alone; a name stays as it is."""
        words = self.said["words"]
        return str(words.get(f"{kind}.{value}", words.get(str(value), value)))

    def amount(self, minor: int) -> str:
        """Grouped, with every decimal of the currency, without unit: for tables."""
        whole, point, rest = money.decimal_text(minor, self.currency).partition(".")
        return f"{int(whole):,}{point}{rest}"

    def money(self, minor: int) -> str:
        """An amount with its unit."""
        if self.code == "zh":
            return f"{self.amount(minor)} {'元' if self.currency == MONEY else self.currency}"
        return f"{self.currency} {self.amount(minor)}"

    def day(self, text: str) -> str:
        """A day in full."""
        day = date.fromisoformat(text)
        if self.code == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def month(self, text: str) -> str:
        """A calendar month, told as "2026-02"."""
        year, number = map(int, text.split("-"))
        return f"{year}年{number}月" if self.code == "zh" else f"{MONTHS[number - 1]} {year}"

    def rate(self, text: str) -> str:
        """A rate or share in percent, exact to six decimals."""
        percent = Fraction(text) * 100
        return f"{float(percent):.6f}".rstrip("0").rstrip(".") + "%"

    def fact(self, name: str, value: Any) -> str:
        """A fact as this language shows it."""
        if isinstance(value, list):
            kind = {"causes": "cause"}.get(name, name)
            return str(self.word("list")).join(self.word(item, kind) for item in value)
        for ending, show in (("_minor", self.money), ("_on", self.day), ("_rate", self.rate)):
            if name.endswith(ending) and value not in (None, ""):
                return show(value)
        return self.word(value, name)

    def fill(self, text: str, facts: Mapping[str, Any]) -> str:
        """A sentence with its facts."""
        said = text.format_map({name: self.fact(name, value) for name, value in facts.items()})
        return formats.singular(said) if self.code == "en" else said


@lru_cache(maxsize=8)
def language(code: str, currency: str = MONEY, *, alone: bool = False) -> Language:
    """The wording of zh or en."""
    return Language(code, currency, alone=alone)


def languages_of(terms: Mapping[str, Any]) -> tuple[Language, ...]:
    """The languages of a document, the binding one first: Chinese with an English text for reading where the law of the
    terms binds in Chinese, else English alone. Amounts are in the currency of the claim."""
    currency = terms["claim"]["currency"]
    if rules.load_pack(terms["law"]["country"]).binding_language.startswith("zh"):
        return language("zh", currency), language("en", currency)
    return (language("en", currency, alone=True),)


def sections(terms: Mapping[str, Any], lang: Language) -> Iterator[Section]:
    """Every clause as a section, in the order of the terms."""
    for code, group in groupby(terms["clauses"], key=lambda one: one["code"]):
        yield _section(code, [one["facts"] for one in group], lang)


def _section(code: str, facts: Sequence[Mapping[str, Any]], lang: Language) -> Section:
    said = lang.said["clauses"][code]
    text = tuple(lang.fill(paragraph, facts[0]) for paragraph in said["text"])
    build = TABLES.get(code)
    return Section(said["title"], text, build(facts, said["head"], lang) if build else None)


def duties(terms: Mapping[str, Any], lang: Language) -> Section:
    """Both sides' duties with their days and amounts; the instalments are one row, their days stand in the schedule."""
    rows = []
    for kind, group in groupby(_in_groups(terms["obligations"]), key=lambda one: one["kind"]):
        ones = list(group)
        rows += [_instalments(ones, lang)] if kind == "instalment" else [_duty(one, lang) for one in ones]
    table = Table(lang.said["duties_head"], rows, figures=1, wide=1)
    return Section(lang.said["duties_title"], (lang.said["duties_text"],), table)


def _in_groups(obligations: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Payments first, then what the lender owes, then what both do; each in the order of its numbers."""
    order = ("upfront", "instalment", "duty", "review")
    return sorted(obligations, key=lambda one: (order.index(one["kind"]), one["number"]))


def _instalments(ones: Sequence[Mapping[str, Any]], lang: Language) -> tuple[str, ...]:
    said = lang.said["duties"]["all_instalments"].format(count=len(ones))
    days = lang.said["from_until"].format(
        first=lang.day(ones[0]["due_on"]), last=lang.day(ones[-1]["due_on"])
    )
    return lang.word("borrower"), said, days, lang.amount(sum(one["amount_minor"] for one in ones))


def _duty(one: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    amount = lang.amount(one["amount_minor"]) if one["amount_minor"] else lang.said["no_amount"]
    what = lang.fill(lang.said["duties"][one["code"]], one["facts"])
    return lang.word(one["side"]), what, _when(one, lang), amount


def _when(one: Mapping[str, Any], lang: Language) -> str:
    if one["anchor"] == "date":
        return lang.day(one["due_on"])
    if one["anchor"] == "effect" and not one["days"]:
        return str(lang.said["on_effect"])
    name = "after_effect" if one["anchor"] == "effect" else "after_last"
    return lang.fill(lang.said[name], {"days": one["days"]})


def risks(terms: Mapping[str, Any], lang: Language) -> Section:
    """The serious risks that each signer acknowledged."""
    said = lang.said["risks"]
    text = [lang.fill(said[one["code"]], one["facts"]) for one in terms["risks"] if one["serious"]]
    return Section(lang.said["risks_title"], (lang.said["risks_text"], *(f"• {one}" for one in text)))


# --- tables ----------------------------------------------------------------------------------------


def _pairs(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    one = facts[0]
    rows = [
        (lang.word(name), lang.amount(minor))
        for name, minor in zip(one["buckets"], one["amounts"], strict=True)
    ]
    return Table(head, rows, figures=1, total=(lang.said["total"], lang.amount(one["total_minor"])))


def _treatment(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    names = ("upfront", "financed", "carried", "first")
    one = facts[0]
    rows = [
        (lang.word(bucket), *(lang.amount(one[name][place]) for name in names))
        for place, bucket in enumerate(one["buckets"])
    ]
    total = (lang.said["total"], *(lang.amount(sum(one[name])) for name in names))
    return Table(head, rows, figures=4, total=total)


def _schedule(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    one, names = facts[0], ("principal", "interest", "carried", "amounts")
    rows = [
        (str(place + 1), lang.day(due), *(lang.amount(one[name][place]) for name in names))
        for place, due in enumerate(one["due"])
    ]
    total = (lang.said["total"], "", *(lang.amount(sum(one[name])) for name in names))
    return Table(head, rows, figures=4, total=total, wide=1)


def _parties(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    one = facts[0]
    rows = zip((lang.word(role) for role in one["roles"]), one["names"], one["marks"], strict=True)
    return Table(head, list(rows), wide=1)


def _loans(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    one = facts[0]
    days = (lang.day(day) for day in one["contract_dates"])
    return Table(head, list(zip(one["contracts"], one["products"], days, strict=True)), wide=1)


def _changes(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    return Table(head, [_change(one, lang) for one in facts])


def _change(one: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    term, _, contract = one["term"].partition(":")
    label = lang.word(term, "term") + (f" ({contract})" if contract else "")
    show: Mapping[str, Callable[[str], str]] = {
        "annual_rate": lang.rate,
        "last_due": lang.day,
        "owed_minor": lambda text: lang.money(int(text)),
    }
    as_shown = show.get(term, str)
    return label, as_shown(one["old"]), as_shown(one["new"]), lang.day(one["effective_on"])


def _before_and_after(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    """What a variation changes and keeps, term by term."""
    one = facts[0]
    found = zip(one["terms"], one["olds"], one["news"], strict=True)
    return Table(head, [_kept_or_changed(term, old, new, lang) for term, old, new in found], wide=2)


def _kept_or_changed(term: str, old: str, new: str, lang: Language) -> tuple[str, ...]:
    show = _shows(term, lang)
    return lang.word(term, "term"), show(old), show(new) if new != old else str(lang.said["stays"])


def _shows(term: str, lang: Language) -> Callable[[str], str]:
    if term.endswith("_rate"):
        return lang.rate
    if term.endswith("_due"):
        return lang.day
    if term.endswith("_minor"):
        return lambda text: lang.money(int(text))
    return lambda text: lang.word(text, term)


def _months(facts: Sequence[Mapping[str, Any]], head: Sequence[str], lang: Language) -> Table:
    one = facts[0]
    rows = [
        (lang.month(first), lang.month(last)) for first, last in zip(one["firsts"], one["lasts"], strict=True)
    ]
    return Table(head, rows)


TABLES: Mapping[str, Callable[[Sequence[Mapping[str, Any]], Sequence[str], Language], Table]] = (
    MappingProxyType(
        {
            "clause_parties": _parties,
            "clause_loans": _loans,
            "clause_claim": _pairs,
            "clause_waiver": _pairs,
            "clause_treatment": _treatment,
            "clause_schedule": _schedule,
            "clause_beyond_forecast": _months,
            "clause_change": _changes,
            "clause_successor": _before_and_after,
        }
    )
)
