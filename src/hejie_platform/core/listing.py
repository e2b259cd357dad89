"""A long list, part by part: a desk of a hundred thousand talks is never read as a whole.

page = listing.part_of(rows, number=request.GET.get("page"), line=as_row)     # a Django page of at most 100 lines
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

A_PART: Final = 100
T = TypeVar("T")


def part_of(rows: QuerySet[Any], *, number: str | int | None, line: Callable[[Any], T]) -> Page[T]:
    """The part of this number, each row as `line` makes it; the first for a number that is none, the last beyond the end."""
    page: Any = Paginator(rows, A_PART).get_page(number)
    page.object_list = [line(row) for row in page.object_list]
    found: Page[T] = page
    return found
