"""The one row that a unique value names, or None.

    case = sole.row(Case.objects.select_related("borrower").filter(ref=ref))

`first()` puts the rows into an order before it takes one, and where there can be one only that is a third of what a wide
row costs.
"""

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def row(rows: QuerySet[M]) -> M | None:
    """The row, or None. Raises MultipleObjectsReturned where the value is not unique: a fault of ours."""
    try:
        return rows.get()
    except ObjectDoesNotExist:
        return None
