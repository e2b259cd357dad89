"""Tests that commit leave an empty record behind, and the triggers in force."""

import uuid
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from hejie_platform.ledger import actions
from hejie_platform.ledger.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_starts_with_an_empty_record_that_cannot_be_changed(turn: int, now: datetime) -> None:
    assert not Entry.objects.exists()
    chain = actions.chain_for(uuid.uuid4(), "shared")
    system = actions.Actor(None, "system")
    with transaction.atomic():
        actions.record(
            chain=chain,
            by=system,
            verb="case.save",
            subject=chain.subject,
            facts={},
            now=now,
            action_id=uuid.uuid4(),
        )
    with pytest.raises(DatabaseError, match="append-only"):
        Entry.objects.update(verb="case.submit")
