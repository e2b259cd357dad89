"""A query that names no order gets a random one.

Databases return rows in the order of insertion until, one day in production, they do not. Here every
plain read without an order is shuffled by the database, so that a page or a test that leans on luck
fails soon. Left alone: reads inside other reads, sets joined with union, groups, `distinct`, and counts,
where an added order would change the meaning or the price; and reads of the one row that `get` and `exists` ask for, where
an order says nothing.

The words are appended to the finished SQL, because composing an order costs Django as much as the rest of a small query.
"""

from collections.abc import Iterator
from typing import Any

import pytest

READS = "SQLCompiler"  # each database has its own class of this name; writes and sums have other names


def is_unordered(query: Any) -> bool:
    """Whether a shuffle changes nothing that the caller asked for."""
    meta_order = query.default_ordering and query.get_meta() and query.get_meta().ordering
    asked = query.order_by or query.extra_order_by or meta_order
    part = getattr(query, "is_part_of_a_union", False)
    shaped = part or query.subquery or query.combinator or query.distinct or query.group_by is not None
    return not (asked or shaped or query.select_for_update or _is_of_one(query))


def _is_of_one(query: Any) -> bool:
    """What `get` and `exists` make: bounded by themselves, so that more than one row is an error or no matter."""
    from django.db.models.query import MAX_GET_RESULTS  # this module is read where Django may not be

    return query.high_mark == MAX_GET_RESULTS or (query.high_mark == 1 and set(query.annotations) == {"a"})


def _shuffled(original: Any) -> Any:
    def as_sql(self: Any, *args: Any, **kwargs: Any) -> Any:
        for part in self.query.combined_queries:
            part.is_part_of_a_union = True
        if type(self).__name__ != READS or not is_unordered(self.query):
            return original(self, *args, **kwargs)
        if self.query.is_sliced:
            return _ordered_by_django(self, *args, **kwargs)
        sql, params = original(self, *args, **kwargs)
        return f"{sql} ORDER BY RANDOM()", params

    def _ordered_by_django(self: Any, *args: Any, **kwargs: Any) -> Any:
        self.query.add_ordering("?")
        try:
            return original(self, *args, **kwargs)
        finally:
            self.query.clear_ordering(force=True, clear_default=False)

    return as_sql


@pytest.fixture(autouse=True, scope="session")
def _unordered_queries_are_shuffled(pytestconfig: pytest.Config) -> Iterator[None]:
    from tests.plugins import django_is_set_up

    if not django_is_set_up():
        yield
        return
    from django.db.models.sql.compiler import SQLCompiler

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", _shuffled(SQLCompiler.as_sql))
        yield
