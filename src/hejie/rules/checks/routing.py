"""Where can this case go, what may it cost, and may a court confirm what is agreed there?

A table of the country's ways (`ways.toml`), run over a few facts. Consumer disputes do not go to a commercial body, a
people's committee takes no fee, a success fee is never taken, and a party's refusal ends that party's mediation and
nothing else. Worked number: a mediated agreement in force since 1 March 2026 may be confirmed until 31 March 2026.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.clocks.ends import clock_end
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Unknown, Way

CHECK: Final = "ROUTE_AND_FEE"
# What kind of dispute a product makes, where it is not called so itself.
DISPUTES: Final = {"credit_card": "consumption"}
FREE: Final = ("none",)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFacts:
    """A case on the day when it is sent somewhere.

    `refused` and `consented` name sides; `has_ties` whether the mediator has a tie to a party, `ties_told` whether that
    was said before the mediator was accepted. None: not told. `effective_on` where there is an agreement already.
    """

    product: str
    day: date
    way: str = ""
    has_licence: bool | None = None
    has_fee_table: bool | None = None
    fee_minor: int = 0
    success_fee_minor: int = 0
    sides: tuple[str, ...] = ("borrower", "lender")
    refused: tuple[str, ...] = ()
    has_ties: bool | None = None
    ties_told: bool | None = None
    consented: tuple[str, ...] = ()
    is_lawful_body: bool | None = None
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One way with its answer. `confirm_until` is the last day for asking the court, None where that is not open."""

    way: Way
    is_open: bool
    findings: tuple[Finding, ...]
    confirm_until: date | None

    @property
    def code(self) -> str:
        """The name of the way."""
        return self.way.code


def routes(facts: RouteFacts, *, pack: LawPack) -> tuple[Route, ...]:
    """Every way of the country, open or not, each with what was found about it."""
    return tuple(_route(way, facts, pack) for way in pack.ways)


def _route(way: Way, facts: RouteFacts, pack: LawPack) -> Route:
    found = tuple(_entry(way, facts, pack))
    is_open = not any(finding.stops_signing for finding in found)
    until = _confirm_until(way, facts, pack) if is_open else None
    return Route(way, is_open, found, until)


def check_route(facts: RouteFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Everything about the way that was chosen: may it take the case, is the fee lawful, who has refused, who has ties.

    LookupError if the country has no such way.
    """
    way = next((one for one in pack.ways if one.code == facts.way), None)
    if way is None:
        raise LookupError(f"{pack.name} has no way {facts.way!r}")
    return (
        *_entry(way, facts, pack),
        *_licence(way, facts, pack),
        *_fee(way, facts, pack),
        *_success_fee(facts, pack),
        *_refusals(way, facts, pack),
        *_ties(way, facts, pack),
    )


def _entry(way: Way, facts: RouteFacts, pack: LawPack) -> Iterator[Finding]:
    maker = Maker(pack, CHECK, way.rules, "block")
    since = pack.rules[way.opened_by].from_ if way.opened_by else None
    if since and facts.day < since:
        yield maker.broken("route_not_yet", way=way.code, from_on=since.isoformat())
    elif _is_excluded(way, facts, pack):
        yield maker.broken("route_closed_to_kind", way=way.code, kind=_dispute(facts))
    else:
        yield maker.make("pass", "route_open", way=way.code)


def _dispute(facts: RouteFacts) -> str:
    return DISPUTES.get(facts.product, facts.product)


def _is_excluded(way: Way, facts: RouteFacts, pack: LawPack) -> bool:
    row = pack.as_of(way.excludes, facts.day) if way.excludes else None
    if not isinstance(row, Row):
        return False
    kinds = row.value if isinstance(row.value, tuple) else (row.value,)
    return _dispute(facts) in kinds


def _licence(way: Way, facts: RouteFacts, pack: LawPack) -> Iterator[Finding]:
    if not way.needs_licence:
        return
    maker = Maker(pack, CHECK, way.rules[-2:], "block")
    for fact, is_there in (("licence", facts.has_licence), ("fee_table", facts.has_fee_table)):
        if is_there is None:
            yield maker.missing(fact)
        elif not is_there:
            yield maker.broken(f"route_needs_{fact}", way=way.code)


def _fee(way: Way, facts: RouteFacts, pack: LawPack) -> Iterator[Finding]:
    if way.kind != "mediation":
        return
    maker = Maker(pack, CHECK, way.rules, "block")
    if way.fee in FREE and facts.fee_minor > 0:
        yield maker.broken("route_fee_unlawful", way=way.code, fee_minor=facts.fee_minor)
    elif way.fee == "not_for_profit" and facts.fee_minor > 0:
        yield Maker(pack, CHECK, way.rules, "warn").broken(
            "route_fee_to_explain", way=way.code, fee_minor=facts.fee_minor
        )
    else:
        yield maker.make("pass", "route_fee_lawful", way=way.code, fee_minor=facts.fee_minor)


def _success_fee(facts: RouteFacts, pack: LawPack) -> Iterator[Finding]:
    row = pack.as_of("borrower_success_fee_most_minor", facts.day)
    if isinstance(row, Row) and facts.success_fee_minor > row.number:
        maker = Maker(pack, CHECK, (row.rule_id, "CN-COL-13"), confirmed("block", row))
        yield maker.broken("success_fee_found", fee_minor=facts.success_fee_minor)


def _refusals(way: Way, facts: RouteFacts, pack: LawPack) -> Iterator[Finding]:
    """A refusal ends the mediation with that party; the case and the other negotiations go on."""
    if way.kind == "mediation":
        for side in facts.refused:
            yield Maker(pack, CHECK, way.rules, "block").broken("mediation_ended_by_refusal", side=side)


def _ties(way: Way, facts: RouteFacts, pack: LawPack) -> Iterator[Finding]:
    if way.kind != "mediation" or not facts.has_ties:
        return
    maker = Maker(pack, CHECK, ("CN-MED-08",), "block")
    if not facts.ties_told:
        yield maker.broken("mediator_ties_untold")
    for side in facts.sides:
        if side not in facts.consented:
            yield maker.broken("mediator_ties_unconsented", side=side)


def _confirm_until(way: Way, facts: RouteFacts, pack: LawPack) -> date | None:
    if not way.confirms or facts.effective_on is None or facts.is_lawful_body is False:
        return None
    last = clock_end("confirmation", facts.effective_on, pack=pack)
    return None if isinstance(last, Unknown) or facts.day > last.day else last.day
