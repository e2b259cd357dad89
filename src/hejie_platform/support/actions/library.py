"""Makes the law books searchable: when one has changed, its texts are indexed anew, all or none."""

from django.db import connection, transaction

from hejie import rules
from hejie_platform.support.facts import law_shelf, words
from hejie_platform.support.models import LawText


def index_law() -> int:
    """Bring the index up to date with every country's law book; returns how many rules were indexed (0: nothing had changed).

    Two processes at once do the same work; whoever is second finds it done.
    """
    return sum(_index(law_shelf.pack(country)) for country in law_shelf.countries())


def _index(pack: rules.LawPack) -> int:
    if _is_current(pack):
        return 0
    with transaction.atomic():
        LawText.objects.select_for_update().filter(country=pack.country).delete()
        rows = [_text(rule, pack) for rule in pack.rules.values()]
        LawText.objects.bulk_create(rows, ignore_conflicts=True)
        _fill_search(pack.country)
    return len(rows)


def _is_current(pack: rules.LawPack) -> bool:
    same = LawText.objects.filter(country=pack.country, digest=pack.digest)
    return same.count() == len(pack.rules)


def _text(rule: rules.Rule, pack: rules.LawPack) -> LawText:
    said = " ".join((rule.id, rule.instrument, rule.instrument_en, rule.article, rule.says_zh, rule.says))
    return LawText(
        country=pack.country,
        rule=rule.id,
        digest=pack.digest,
        plain=words.plain(said),
        words=words.index_words(said),
    )


def _fill_search(country: str) -> None:
    """SQLite keeps the searched words in a table of its own."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM support_lawsearch WHERE country = %s", [country])
        cursor.execute(
            "INSERT INTO support_lawsearch (rule, country, words) "
            "SELECT rule, country, words FROM support_lawtext WHERE country = %s",
            [country],
        )
