"""The record cannot be changed by code, and damage by other hands is found."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from hejie_platform.jobs.commands import verify_ledger
from hejie_platform.ledger import actions, guards, queries
from hejie_platform.ledger.models import AccessEntry, Anchor, Chain, Determination, Entry
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Chain:
    """Five entries of one case, beside three of another that stay whole."""
    other = actions.chain_for(uuid.uuid4(), "shared")
    for place in range(3):
        write(other, place, now=now)
    chain = actions.chain_for(uuid.uuid4(), "shared")
    for place in range(5):
        write(chain, place, now=now + timedelta(minutes=place))
    chain.refresh_from_db()
    return chain


@pytest.fixture
def chain(told: Chain) -> Chain:
    return told


def write(chain: Chain, place: int, *, now: datetime) -> Entry:
    return actions.record(
        chain=chain,
        by=actions.Actor(None, "system"),
        verb="case.save",
        subject=chain.subject,
        facts={"place": place},
        now=now,
        action_id=uuid.uuid4(),
    ).entry


def found() -> list[tuple[int, str]]:
    return [(place.seq, place.kind) for place in queries.broken_places()]


@pytest.mark.feature("L02")
@pytest.mark.parametrize("table", guards.TABLES)
def test_the_database_refuses_to_change_or_delete_what_was_recorded(
    table: str, chain: Chain, cast: Cast, now: datetime
) -> None:
    officer = actions.Actor(cast.officer, "officer")
    actions.note_access(
        reader=officer, kind="paper", subject=uuid.uuid4(), owner=cast.borrower, purpose="review", now=now
    )
    actions.determine(
        kind="plan", subject=uuid.uuid4(), facts={}, result={}, law_version="1", engine_version="1", now=now
    )
    model = {"ledger_entry": Entry, "ledger_accessentry": AccessEntry, "ledger_determination": Determination}[
        table
    ]
    for change in (
        lambda: model.objects.update(subject=uuid.uuid4()),
        lambda: model.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert model.objects.exists()


@pytest.mark.feature("L02")
def test_a_whole_ledger_shows_no_broken_place(chain: Chain) -> None:
    assert found() == []


def _change_a_byte(chain: Chain) -> None:
    chain.entries.filter(seq=3).update(facts={"place": 9})


def _remove_one(chain: Chain) -> None:
    chain.entries.filter(seq=3).delete()


def _swap_two(chain: Chain) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        chain.entries.filter(seq=old).update(seq=new)


def _cut_the_tail(chain: Chain) -> None:
    chain.entries.filter(seq=5).delete()


@pytest.mark.feature("L02")
@pytest.mark.parametrize(
    ("damage", "places"),
    [
        (_change_a_byte, [(3, "changed")]),
        (_remove_one, [(3, "missing")]),
        (_swap_two, [(2, "changed"), (3, "changed"), (4, "swapped")]),
        (_cut_the_tail, [(5, "head")]),
    ],
)
def test_planted_damage_is_found_where_it_is(
    damage: Callable[[Chain], None],
    places: list[tuple[int, str]],
    chain: Chain,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with guards.lifted(connection):
        damage(chain)
    assert found() == places
    assert verify_ledger.main(["verify-ledger"]) == 1
    told = capsys.readouterr().out
    assert all(f"chain {chain.id} entry {seq}: {kind}" in told for seq, kind in places)


def test_the_command_says_that_a_whole_ledger_holds(chain: Chain, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_ledger.main(["verify-ledger"]) == 0
    assert "holds" in capsys.readouterr().out


def test_a_tail_cut_with_its_head_mended_is_found_by_the_anchor_alone(chain: Chain, now: datetime) -> None:
    actions.anchor(now=now)
    with guards.lifted(connection):
        chain.entries.filter(seq=5).delete()
    Chain.objects.filter(pk=chain.pk).update(length=4, head=chain.entries.get(seq=4).hash)

    assert found() == []
    assert [(place.kind, place.chain) for place in queries.broken_anchors()] == [("head", str(chain.id))]


def test_a_day_has_one_anchor_and_the_next_holds_only_what_moved(chain: Chain, now: datetime) -> None:
    first = actions.anchor(now=now)
    assert actions.anchor(now=now + timedelta(hours=1)) == first
    assert len(first.heads) == Chain.objects.count()

    write(chain, 6, now=now)
    second = actions.anchor(now=now + timedelta(days=1))

    assert second.heads == {str(chain.id): [6, Chain.objects.get(pk=chain.pk).head]}
    assert (second.prev, second.chains, second.entries) == (first.heads_hash, Chain.objects.count(), 9)
    assert list(queries.broken_anchors()) == []


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [("entries", 7, "changed"), ("signature", b"x" * 64, "signature"), ("prev", "1" * 64, "link")],
)
def test_a_changed_anchor_is_found(
    column: str, value: object, kind: str, chain: Chain, now: datetime
) -> None:
    actions.anchor(now=now)
    Anchor.objects.update(**{column: value})
    assert kind in {place.kind for place in queries.broken_anchors()}
