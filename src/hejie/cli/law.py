"""The dated rules of a country: what was in force on a day, and where that is written."""

import argparse
import difflib
from datetime import date
from fractions import Fraction

from hejie import dates, money, rules, texts
from hejie.cli.say import Say

HELP = "what rule was in force on a day, and where it is written"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", default="cn", help="the law pack (default: cn)")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    as_of = acts.add_parser("as-of", help="the value of NAME in force on DATE")
    as_of.add_argument("date", metavar="DATE", help="2026-02-28")
    as_of.add_argument("name", metavar="NAME", help="one of `hejie law names`")
    show = acts.add_parser("show", help="one rule with its source")
    show.add_argument("id", metavar="ID", help="the id of a rule, such as CN-LPR")
    acts.add_parser("names", help="every name that as-of knows")


def run(given: argparse.Namespace, say: Say) -> int:
    pack = _pack(given.country)
    return _ACTS[given.act](pack, given, say)


def _pack(country: str) -> rules.LawPack:
    try:
        return rules.load_pack(country)
    except LookupError:
        raise texts.Faulty((texts.fault("cli_country_unknown", given=country),)) from None


def _as_of(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    day, faults = dates.parse(given.date, field="DATE")
    if day is None:
        return say.faults(faults)
    found = pack.as_of(given.name, day)
    if isinstance(found, rules.Unknown):
        return say.faults((_unknown(pack, found),))
    if given.json:
        say.json(texts.plain(found))
    else:
        _print_row(found, say)
    return 0


def _unknown(pack: rules.LawPack, found: rules.Unknown) -> texts.Fault:
    if found.reason == "no_such_name":
        return texts.fault("cli_rule_unknown", given=found.name, near=_near(found.name, pack.names))
    return texts.fault(
        "cli_rule_value_unknown", name=found.name, day_on=found.day.isoformat(), why=found.reason
    )


def _near(given: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(given, names, cutoff=0.5))


def _print_row(row: rules.Row, say: Say) -> None:
    say.line(f"{row.name} = {_value(row.value)} ({row.unit})")
    until = row.until.isoformat() if row.until else say.word("today", "至今")
    say.line(f"{say.word('in force', '有效期')}: {row.from_} - {until}")
    _print_rule(row.rule, say)


def _value(value: rules.values.Value) -> str:
    if isinstance(value, Fraction):
        return money.rate_text(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _show(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    rule = pack.rules.get(given.id)
    if rule is None:
        near = _near(given.id, tuple(pack.rules))
        return say.faults((texts.fault("cli_rule_unknown", given=given.id, near=near),))
    if given.json:
        say.json(texts.plain(rule))
        return 0
    _print_rule(rule, say)
    for row in (row for rows in pack.rows.values() for row in rows if row.rule == rule):
        say.line(f"  {row.name} = {_value(row.value)} ({row.unit}), {row.from_} - {_until(row.until, say)}")
    return 0


def _until(day: date | None, say: Say) -> str:
    return day.isoformat() if day else say.word("today", "至今")


def _print_rule(rule: rules.Rule, say: Say) -> None:
    say.line(f"{rule.id}: {say.word(rule.says, rule.says_zh)}")
    say.line(f"  {say.word(rule.instrument_en, rule.instrument)} {rule.article}")
    say.line(f"  {say.word('force', '效力')}: {rule.force} · {say.word('source', '出处')}: {rule.source}")


def _names(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    if given.json:
        say.json(pack.names)
    else:
        for name in pack.names:
            say.line(name)
    return 0


_ACTS = {"as-of": _as_of, "show": _show, "names": _names}
