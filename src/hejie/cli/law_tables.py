"""The tables of `hejie law`: which cap applies, when a time limit ends, where a case can go, and which checks there are.

hejie law cap --lender private --contract 2024-08-15
hejie law clock confirmation 2026-03-01
hejie law ways --product business --on 2026-08-20
hejie law checks
"""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from hejie import dates, money, rules, texts
from hejie.cli.say import Say

Acts = Any  # argparse keeps the type of its sub-parsers to itself


def arguments(acts: Acts) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the acts of this file; returns their parsers."""
    cap = acts.add_parser("cap", help="which cap on the cost applies to a loan")
    cap.add_argument("--lender", required=True, choices=rules.LENDER_TYPES, help="the kind of lender")
    cap.add_argument(
        "--channel", default="own", choices=rules.CHANNELS, help="how it was lent (default: own)"
    )
    cap.add_argument("--contract", required=True, metavar="DATE", help="the day of the contract")
    cap.add_argument("--plan", metavar="DATE", help="the day of the plan (default: that of the contract)")
    clock = acts.add_parser("clock", help="the last day of a time limit, or all limits")
    clock.add_argument("name", nargs="?", metavar="NAME", help="one of the limits")
    clock.add_argument("start", nargs="?", metavar="DATE", help="the day on which it begins")
    ways = acts.add_parser("ways", help="where a case can go, and what each way needs")
    ways.add_argument("--product", default="consumption", help="consumption, business or credit_card")
    ways.add_argument("--on", required=True, metavar="DATE", help="the day of asking")
    ways.add_argument("--effective", metavar="DATE", help="since when an agreement is in force")
    checks = acts.add_parser("checks", help="every check with its number and its rules")
    return cap, clock, ways, checks


def _day(given: str, field: str) -> date:
    day, faults = dates.parse(given, field=field)
    if day is None:
        raise texts.Faulty(faults)
    return day


def _cap(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    contract_on = _day(given.contract, "--contract")
    plan_on = _day(given.plan, "--plan") if given.plan else contract_on
    found = rules.which_caps(
        lender_type=given.lender, channel=given.channel, contract_on=contract_on, plan_on=plan_on, pack=pack
    )
    if say.as_json:
        say.json(texts.plain(found))
        return 0
    headings = (say.word("check", "检查"), say.word("a year", "年利率"), say.word("compounded", "复利计"))
    more = (say.word("strength", "强度"), say.word("force", "效力"), say.word("rules", "规则"))
    say.table((*headings, *more), [_cap_row(row, say) for row in found], right=(1, 2))
    return 0


def _cap_row(row: rules.CapAnswer, say: Say) -> tuple[str, ...]:
    reason = row.unknown.reason if row.unknown else "-"
    shown = [_per_cent(rate) if rate else reason for rate in (row.limit_rate, row.effective_rate)]
    return (row.cap.check, *shown, row.cap.strength, row.force, " ".join(row.cap.rules))


def _per_cent(rate: str) -> str:
    return f"{money.rate_text(Fraction(rate) * 100)} %"


def _clock(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    if given.name is None or given.start is None:
        rows = [_clock_row(clock, pack) for clock in pack.clocks.values()]
        say.table(("name", "starts", "length", "rule"), rows)
        return 0
    start = _day(given.start, "DATE")
    last = rules.clock_end(given.name, start, pack=pack)
    if isinstance(last, rules.Unknown):
        said = {"name": last.name, "day_on": last.day.isoformat(), "why": last.reason}
        return say.faults((texts.fault("cli_rule_value_unknown", **said),))
    if say.as_json:
        say.json({"day": last.day, "is_provisional": last.is_provisional, "rule": last.row.rule_id})
        return 0
    later = say.word(" (provisional: the calendar is not published yet)", "（暂定：节假日安排尚未公布）")
    say.line(f"{last.day.isoformat()}{later if last.is_provisional else ''}, {last.row.rule_id}")
    return 0


def _clock_row(clock: rules.Clock, pack: rules.LawPack) -> tuple[str, ...]:
    row = pack.rows[clock.value][-1]
    return clock.name, clock.starts, f"{row.value} {row.unit}", row.rule_id


def _ways(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    effective_on = _day(given.effective, "--effective") if given.effective else None
    facts = rules.RouteFacts(product=given.product, day=_day(given.on, "--on"), effective_on=effective_on)
    found = rules.routes(facts, pack=pack)
    if say.as_json:
        say.json(texts.plain(found))
        return 0
    for route in found:
        say.line(f"{route.code} ({route.way.kind}, {route.way.fee})")
        say.messages(finding.message for finding in route.findings)
        say.line("  " + "; ".join(say.sentence(need, {}) for need in route.way.needs))
        if route.confirm_until:
            say.line(f"  {say.word('court confirmation until', '司法确认截止')}: {route.confirm_until}")
    return 0


def _checks(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    rows = [
        (str(check.number), name, check.about, " ".join(pack.checks[name]))
        for check in rules.CHECKS
        for name in check.names
        if name in pack.checks
    ]
    if say.as_json:
        say.json([dict(zip(("number", "name", "about", "rules"), row, strict=True)) for row in rows])
    else:
        say.table(("no.", "check", "about", "rules"), rows, right=(0,))
    return 0


_Act = Callable[[rules.LawPack, argparse.Namespace, Say], int]
ACTS: Mapping[str, _Act] = MappingProxyType({"cap": _cap, "clock": _clock, "ways": _ways, "checks": _checks})
