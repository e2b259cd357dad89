"""Counts of attempts stay as long as they count, however many there are, and go when they are over."""

import pytest
from django.conf import settings
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection

from hejie_platform.core import shared_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache() -> DatabaseCache:
    call_command("createcachetable", settings.SHARED_CACHE["LOCATION"], verbosity=0)
    return DatabaseCache(settings.SHARED_CACHE["LOCATION"], {"OPTIONS": settings.SHARED_CACHE["OPTIONS"]})


def test_who_tries_many_accounts_makes_no_count_forgotten(cache: DatabaseCache) -> None:
    """The library keeps 300 entries unless told otherwise, and throws a third of them away beyond that."""
    cache.set("a:first", [1.0], 600)
    for number in range(320):
        cache.set(f"b:{number}", [1.0], 600)
    assert cache.get("a:first") == [1.0]
    assert sum(cache.get(f"b:{number}") is not None for number in range(320)) == 320


def test_what_counts_no_longer_is_dropped_and_nothing_else(cache: DatabaseCache) -> None:
    cache.set("over", 1, 600)
    cache.set("counts", 1, 600)
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(settings.SHARED_CACHE["LOCATION"])
        cursor.execute(
            f"UPDATE {table} SET expires = '2020-01-01 00:00:00' WHERE cache_key LIKE '%%over'", []
        )
    assert shared_cache.forget_expired() == 1
    assert (cache.get("over"), cache.get("counts")) == (None, 1)
