"""Reading the texts of the law: which version is in force on a day, its articles, and search in them."""

from collections.abc import Iterable
from datetime import date

from hejie import rules
from hejie_platform.support.facts import words
from hejie_platform.support.facts.statutes import SHELF
from hejie_platform.support.models import Article, LawText, Statute
from hejie_platform.support.queries import library

MOST_HITS = 50


def statutes_on(day: date) -> list[Statute]:
    """Of each instrument the version in force on that day, by title."""
    newest: dict[tuple[str, str], Statute] = {}
    for row in Statute.objects.filter(from_day__lte=day).order_by("title", "from_day"):
        newest[row.country, row.title] = row
    return [*newest.values()]


def statute(ref: str) -> Statute | None:
    """One version by its reference."""
    return Statute.objects.filter(ref=ref).first()


def versions_of(row: Statute) -> list[Statute]:
    """All versions of the same instrument, the newest first."""
    return [*Statute.objects.filter(country=row.country, title=row.title).order_by("-from_day")]


def articles_of(row: Statute) -> list[Article]:
    """Its articles in their order."""
    return [*row.articles.order_by("place")]


def search_texts(query: str, *, day: date) -> list[Article]:
    """Articles in force on `day` that hold everything asked for, those with the whole words first, at most MOST_HITS."""
    wanted = words.search_words(query)
    if not wanted.spelled:
        return []
    hits = LawText.objects.filter(country=SHELF, rule__in=set(library.hits(wanted, country=SHELF)))
    ranked = sorted((rank, row.rule) for row in hits if (rank := library.rank(row.plain, wanted)) <= 0)
    here = {row.ref: row for row in statutes_on(day)}
    places = [
        (ref, int(place)) for _, rule in ranked for ref, _, place in [rule.rpartition("-")] if ref in here
    ]
    return _articles(places[:MOST_HITS], here)


def _articles(places: Iterable[tuple[str, int]], here: dict[str, Statute]) -> list[Article]:
    wanted = [*places]
    rows = Article.objects.filter(statute__ref__in={ref for ref, _ in wanted}).select_related("statute")
    found = {(row.statute.ref, row.place): row for row in rows}
    return [found[place] for place in wanted if place in found]


def article_of(rule: rules.Rule, *, day: date) -> Article | None:
    """The article that a rule of the law book summarises, where its text was brought in."""
    named = [row for row in statutes_on(day) if row.title.strip("《》") in rule.instrument]
    articles = Article.objects.filter(statute__in=named).select_related("statute").order_by("place")
    return (
        next((one for one in articles if one.label in rule.article), None) if named and rule.cited else None
    )
