"""Who looked at somebody's things, in the words of the person they are about: on their account and among their data."""

from typing import Any

from hejie_platform.people.queries import name_of
from hejie_platform.privacy import queries
from hejie_platform.web import parts
from hejie_platform.web.mydata import words


def shown_looks(person: Any) -> list[parts.Event]:
    """Who looked, as lines: the role and the house, never a private name."""
    return [_event(look) for look in queries.looks_at(person)]


def _event(look: Any) -> parts.Event:
    title = words.LOOKED_AT.get(look.kind, words.SOMETHING)
    who = words.ROLES.get(look.role, look.role)
    house = f" · {name_of(look.house)}" if look.house else ""
    return parts.Event(look.at, title, who=f"{who}{house}", text=words.REASONS_TO_LOOK.get(look.purpose, ""))
