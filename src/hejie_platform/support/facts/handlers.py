"""Who handles a complaint: never the one complained of, and nobody of their organisation while there is another.

    choose(candidates, barred={complained_of, complainant}, theirs=organisation)

Handlers come before supervisors, people of another organisation before people of the one complained of, and among
equals the one with the fewest open complaints; the id settles the rest, so that the same world gives the same answer.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may handle complaints: their organisations, whether they do it first of all, and their load."""

    person: UUID
    organisations: frozenset[UUID]
    is_handler: bool
    open_complaints: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The person chosen, and whether they belong to the organisation complained of because nobody else was there."""

    person: UUID
    is_of_theirs: bool


def choose(
    candidates: Iterable[Candidate], *, barred: Collection[UUID], theirs: UUID | None
) -> Choice | None:
    """Who handles it; None when everybody is barred: then the supervisor has to find somebody."""
    free = [one for one in candidates if one.person not in barred]
    if not free:
        return None
    best = min(
        free,
        key=lambda one: (
            theirs in one.organisations,
            not one.is_handler,
            one.open_complaints,
            one.person.int,
        ),
    )
    return Choice(best.person, theirs in best.organisations)
