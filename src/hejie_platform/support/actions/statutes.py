"""Brings statutes from files into the library, each file by itself: whole, or not at all with every fault named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from hejie_platform.support.facts import statutes, words
from hejie_platform.support.models import Article, LawText, Statute

TEXTS = statutes.SHELF


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file: new, changed, same, or refused with its faults."""

    name: str
    outcome: str
    title: str = ""
    from_day: str = ""
    articles: int = 0
    faults: tuple[statutes.Slip, ...] = ()


def bring_statutes(files: Iterable[tuple[str, bytes]], *, country: str, now: datetime) -> list[Brought]:
    """Bring each file in. The same file again changes nothing; another first day is another version, and both are kept;
    another text of the same day takes the place of the first."""
    return [_bring(name, data, country=country, now=now) for name, data in files]


def _bring(name: str, data: bytes, *, country: str, now: datetime) -> Brought:
    found, faults = statutes.read_statute(data)
    if found is None:
        return Brought(name, "refused", faults=faults)
    with transaction.atomic():
        row = (
            Statute.objects.select_for_update()
            .filter(country=country, title=found.title, from_day=found.from_day)
            .first()
        )
        outcome = "new" if row is None else "same" if row.digest == found.digest else "changed"
        if outcome != "same":
            _keep(row or Statute(country=country, title=found.title, from_day=found.from_day), found, now)
    return Brought(name, outcome, found.title, found.from_day.isoformat(), len(found.parts))


def _keep(row: Statute, found: statutes.Statute, now: datetime) -> None:
    row.source, row.digest, row.brought_at = found.source[:500], found.digest, now
    row.save()
    row.articles.all().delete()
    Article.objects.bulk_create(
        Article(statute=row, place=place, label=part.label, chapter=part.chapter, text=part.text)
        for place, part in enumerate(found.parts, start=1)
    )
    _index(row)


def _index(row: Statute) -> None:
    """The articles of this version stand in the index, and no older ones of it."""
    LawText.objects.filter(country=TEXTS, rule__startswith=f"{row.ref}-").delete()
    made = [_text(row, article) for article in row.articles.order_by("place")]
    LawText.objects.bulk_create(made)
    if connection.vendor == "sqlite":
        _fill_search(row.ref)


def _text(row: Statute, article: Article) -> LawText:
    said = " ".join((row.title, article.label, article.text))
    return LawText(
        country=TEXTS,
        rule=f"{row.ref}-{article.place}",
        digest=row.digest,
        plain=words.plain(said),
        words=words.index_words(said),
    )


def _fill_search(ref: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM support_lawsearch WHERE country = %s AND rule LIKE %s", [TEXTS, f"{ref}-%"]
        )
        cursor.execute(
            "INSERT INTO support_lawsearch (rule, country, words) "
            "SELECT rule, country, words FROM support_lawtext WHERE country = %s AND rule LIKE %s",
            [TEXTS, f"{ref}-%"],
        )
