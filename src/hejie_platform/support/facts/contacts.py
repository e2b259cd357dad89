"""From rows to `rules.Contact`, and what is found about each entry of a record, read with the others of its debt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hejie import rules
from hejie_platform.cases.models import Standstill
from hejie_platform.core import clock, law
from hejie_platform.support.models import ContactEntry


@dataclass(frozen=True, slots=True)
class Rest:
    """Days on which collection rests in some talks, and what they rest on: signed, policy, or the agreement in force."""

    from_day: date
    until_day: date
    basis: str


def rests_of(standstills: Iterable[Standstill]) -> dict[UUID | None, list[Rest]]:
    """The pauses of each negotiation."""
    found: dict[UUID | None, list[Rest]] = {}
    for row in standstills:
        found.setdefault(row.negotiation_id, []).append(Rest(row.from_day, row.until_day, row.basis))
    return found


def contact(row: ContactEntry, rests: Sequence[Rest]) -> rules.Contact:
    """The entry as the engine reads it, in the legal zone."""
    at = row.at.astimezone(clock.legal_zone())
    resting = [one.until_day for one in rests if one.from_day <= at.date() <= one.until_day]
    return rules.Contact(
        at=at,
        channel=row.channel,
        number=row.number,
        reached=row.reached,
        was_answered=row.was_answered,
        conduct=tuple(row.conduct),
        words=row.words,
        hour_was_agreed=row.hour_was_agreed,
        rests_until=max(resting, default=None),
    )


def assessed(
    rows: Sequence[ContactEntry], rests: Mapping[UUID | None, Sequence[Rest]]
) -> dict[UUID, tuple[rules.Finding, ...]]:
    """What is found about each entry, compared with the earlier ones of the same talks."""
    pack = law.here()
    known = {row.id: contact(row, rests.get(row.negotiation_id, ())) for row in rows}
    return {
        row.id: rules.check_contact(
            known[row.id],
            before=[known[other.id] for other in rows if _same_debt(row, other) and other.id != row.id],
            pack=pack,
        )
        for row in rows
    }


def planned(
    row: ContactEntry, before: Sequence[ContactEntry], rests: Sequence[Rest], *, pack: rules.LawPack
) -> tuple[rules.Finding, ...]:
    """What stands against a contact before it is made: what a noted one would only be warned of blocks it."""
    earlier = [contact(one, ()) for one in before]
    return rules.check_contact(contact(row, rests), before=earlier, pack=pack, is_planned=True)


def _same_debt(one: ContactEntry, other: ContactEntry) -> bool:
    """Entries of unknown origin are compared with each other alone: nobody is charged with another's call."""
    return one.negotiation_id == other.negotiation_id
