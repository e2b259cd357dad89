"""A desk shows its lines part by part, and every line once."""

from datetime import datetime, timedelta

import pytest

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import listing
from hejie_platform.negotiation import queries
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_full_desk_is_read_part_by_part(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "A_PART", 2)
    for place in range(5):
        case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now)
        at = now + timedelta(minutes=place)
        Negotiation.objects.create(case=case, creditor=cast.bank, state="waiting", created_at=at)
    parts = [queries.queue(cast.officer, part=number, now=now) for number in (None, "2", "3")]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert parts[0].paginator.count == 5
    assert len({row.negotiation.ref for part in parts for row in part}) == 5
    odd = queries.queue(cast.officer, part="no number", now=now)
    assert [row.negotiation for row in odd] == [row.negotiation for row in parts[0]]
