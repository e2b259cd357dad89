"""Reading the law books: shelves of a country as of a day, one rule with its values, and search in either script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from hejie import rules
from hejie_platform.support.facts import law_shelf, words
from hejie_platform.support.models import LawText

SQLITE = "SELECT rule FROM support_lawsearch WHERE country = %s AND support_lawsearch MATCH %s"
POSTGRES = (
    "SELECT rule FROM support_lawtext WHERE country = %s "
    "AND to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule as of a day: what it rests on, its values on that day, and whether it is in force."""

    rule: rules.Rule
    pack: rules.LawPack
    rests_on: str
    values: tuple[rules.Row, ...]
    is_in_force: bool


def rule_on(rule_id: str, day: date) -> Shown | None:
    """One rule of any country as of `day`; None for an id that no book has."""
    pack = rules.pack_with(rule_id)
    return _shown(pack.rules[rule_id], pack, day) if pack else None


def _shown(rule: rules.Rule, pack: rules.LawPack, day: date) -> Shown:
    found = [pack.as_of(name, day) for name in pack.names]
    values = tuple(row for row in found if isinstance(row, rules.Row) and row.rule_id == rule.id)
    return Shown(rule, pack, pack.force_of([rule.id])[1], values, is_in_force(rule, day))


def is_in_force(rule: rules.Rule, day: date) -> bool:
    """Whether the rule speaks on that day."""
    return rule.from_ <= day and (rule.until is None or day <= rule.until)


def law_countries() -> tuple[str, ...]:
    """The countries whose law books are here, home first."""
    return law_shelf.countries()


def law_version(country: str = "") -> str:
    """The version of a country's law book on the shelves, as results cite it."""
    return law_shelf.pack(country).name


def titles(rule_ids: Iterable[str]) -> list[tuple[str, rules.Rule | None]]:
    """Each id once, with its rule; None for an id that is not of the law book (a lender's policy has ids of its own)."""
    return [(one, _rule(one)) for one in dict.fromkeys(rule_ids)]


def _rule(rule_id: str) -> rules.Rule | None:
    pack = rules.pack_with(rule_id)
    return pack.rules[rule_id] if pack else None


def shelves_on(day: date, country: str = "") -> list[tuple[str, list[rules.Rule]]]:
    """Every subject with its rules in force on that day; a subject without one is left out."""
    made: dict[str, list[rules.Rule]] = {subject: [] for subject in law_shelf.SUBJECTS}
    for rule in law_shelf.pack(country).rules.values():
        if is_in_force(rule, day):
            made[law_shelf.subject_of(rule)].append(rule)
    return [(subject, found) for subject, found in made.items() if found]


def search(query: str, *, day: date, country: str = "") -> list[rules.Rule]:
    """The rules that hold everything asked for, those with the whole words first. Index the law first.

    A rule that has ended by `day` is among them, for it still governs what happened in its time: `is_in_force` tells
    them apart. One that begins later is not.
    """
    wanted = words.search_words(query)
    if not wanted.spelled:
        return []
    book = law_shelf.pack(country)
    found_in = set(hits(wanted, country=book.country))
    rows = LawText.objects.filter(country=book.country, rule__in=found_in).order_by("rule")
    good = [(rank(row.plain, wanted), row.rule) for row in rows]
    found = [book.rules[rule] for place, rule in sorted(good) if place <= 0 and rule in book.rules]
    return [rule for rule in found if rule.from_ <= day]


def hits(wanted: words.Wanted, *, country: str) -> Iterable[str]:
    """What stands on a shelf of the index with everything that is wanted in it."""
    asked = (" & " if connection.vendor == "postgresql" else " AND ").join(wanted.spelled)
    with connection.cursor() as cursor:
        cursor.execute(POSTGRES if connection.vendor == "postgresql" else SQLITE, [country, asked])
        return [row[0] for row in cursor.fetchall()]


def rank(text: str, wanted: words.Wanted) -> int:
    """Below zero the better; 1 where the characters stand about but no word of the query does."""
    whole = sum(run in text for run in wanted.runs)
    if not all(word in text for word in wanted.words):
        return 1
    return -whole
