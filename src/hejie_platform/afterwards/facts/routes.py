"""The ways that remain, as data: what each needs, costs and takes, and the rule that it rests on.

    routes_for(Situation(is_consumer=True, ...), pack=pack)

A way without a rule of the law book is our own advice and says so. A rule that nobody has read in its text yet is shown
with that said; no figure of it is.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from typing import Any, Final

from hejie import rules

PLATFORM: Final = "platform_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What of a case decides which ways are open."""

    is_consumer: bool = False
    is_business: bool = False
    is_licensed: bool = False
    court_decided: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One way as the file says it. Codes have their sentences in notices."""

    code: str
    needs: tuple[str, ...]
    cost: str
    time: str
    rules: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    line: str = ""  # the help line to call, by its code in the law pack


@dataclass(frozen=True, slots=True)
class Way:
    """One way that is open: with its rules, its force, and what that makes of it (law, guidance, platform)."""

    route: Route
    sources: tuple[Any, ...]
    force: str
    standing: str

    @property
    def is_unread(self) -> bool:
        """Whether it rests on a rule that nobody has read in its own text."""
        return any(rule.basis == "recalled" for rule in self.sources)


def _route(row: Mapping[str, Any]) -> Route:
    listed = {name: tuple(row.get(name, ())) for name in ("needs", "rules", "only", "unless")}
    return Route(code=row["code"], cost=row["cost"], time=row["time"], line=row.get("line", ""), **listed)


def _read(text: str) -> tuple[Route, ...]:
    found = tuple(_route(row) for row in tomllib.loads(text)["route"])
    known = {one.name for one in fields(Situation)}
    if wrong := {fact for one in found for fact in one.only + one.unless} - known:
        raise ValueError(f"routes.toml asks for facts that a situation does not have: {sorted(wrong)}")
    return found


ROUTES: Final = _read(resources.files(__package__).joinpath("routes.toml").read_text(encoding="utf-8"))

ROUTE_RULES: Final = frozenset(rule for one in ROUTES for rule in one.rules)


def routes_for(situation: Situation, *, pack: rules.LawPack) -> tuple[Way, ...]:
    """The ways that are open, in the order of the file. A way that rests on rules of another country is no way here."""
    return tuple(
        _way(one, pack) for one in ROUTES if _is_open(one, situation) and set(one.rules) <= {*pack.rules}
    )


def _is_open(route: Route, situation: Situation) -> bool:
    return all(getattr(situation, fact) for fact in route.only) and not any(
        getattr(situation, fact) for fact in route.unless
    )


def _way(route: Route, pack: rules.LawPack) -> Way:
    sources = tuple(pack.rules[name] for name in route.rules)
    force, standing = pack.force_of(route.rules) if sources else (PLATFORM, "platform")
    return Way(route, sources, force, standing)
