"""The dated rules of a country: what was in force on a day, and where that is written.

`list` groups a country's rules by what they rest on, says how many of all rules read are encoded, and why the others
are not.
"""

import argparse
import difflib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from hejie import dates, money, rules, texts
from hejie.cli import law_tables
from hejie.cli.say import Say, voice_behind

# what a rule rests on, in the order in which `list` shows it
STANDINGS: Mapping[str, tuple[str, str]] = {
    "law": ("Law and binding regulations", "法律法规"),
    "guidance": ("Guidance of authorities and courts", "监管与法院的指导意见"),
    "standard": ("Standards and self-regulation", "标准与行业自律"),
    "platform": ("Our own rules", "本平台规则"),
}
BASIS: Mapping[str, str] = {"read_in_text": "已读原文", "secondary": "转述", "recalled": "凭记忆"}
HELP = "what rule was in force on a day, and where it is written"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", default="cn", help="the law pack (default: cn)")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    as_of = acts.add_parser("as-of", help="the value of NAME in force on DATE")
    as_of.add_argument("date", metavar="DATE", help="2026-02-28")
    as_of.add_argument("name", metavar="NAME", help="one of `hejie law names`")
    show = acts.add_parser("show", help="one rule with its source")
    show.add_argument("id", metavar="ID", help="the id of a rule, such as CN-LPR")
    names = acts.add_parser("names", help="every name that as-of knows")
    listed = acts.add_parser("list", help="every rule with its force and its days, and what was left out")
    tables = law_tables.arguments(acts)
    for act in (
        as_of,
        show,
        names,
        listed,
        *tables,
    ):  # what may stand before the act may also stand behind it
        act.add_argument("--country", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        voice_behind(act)


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
    """The nearest names, however far; there is always somewhere to look."""
    return tuple(difflib.get_close_matches(given, names, cutoff=0))


def _print_row(row: rules.Row, say: Say) -> None:
    say.line(f"{row.name} = {_value(row.value)} ({row.unit})")
    until = row.until.isoformat() if row.until else say.word("today", "至今")
    say.line(f"{say.word('in force', '有效期')}: {row.from_} - {until}")
    _print_rule(row.rule, say)


def _value(value: rules.Value) -> str:
    if isinstance(value, Fraction):
        return money.rate_text(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _show(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    omitted = rules.coverage().omitted.get(given.id)
    home = _home(given.id, pack)
    if omitted is not None:
        _print_omission(omitted, say)
    elif home is None:
        near = _near(given.id, tuple(pack.rules))
        return say.faults((texts.fault("cli_rule_unknown", given=given.id, near=near),))
    elif given.json:
        say.json(texts.plain(home.rules[given.id]))
    else:
        _print_with_values(home.rules[given.id], home, say)
    return 0


def _home(rule_id: str, pack: rules.LawPack) -> rules.LawPack | None:
    """The pack that holds a rule: the one asked for, or else that of another country."""
    others = (rules.load_pack(country) for country in rules.countries())
    return next((one for one in (pack, *others) if rule_id in one.rules), None)


def _print_omission(omitted: rules.Omission, say: Say) -> None:
    if say.as_json:
        say.json(texts.plain(omitted))
    else:
        say.line(
            f"{omitted.id}: {say.word('not encoded', '未编入')}. {say.word(omitted.why, omitted.why_zh)}"
        )


def _print_with_values(rule: rules.Rule, pack: rules.LawPack, say: Say) -> None:
    _print_rule(rule, say)
    if rule.lawyer_check:
        say.line(f"  {say.word('for a lawyer to confirm', '须由律师确认')}: {rule.lawyer_check}")
    card = rules.card(rule.id, pack=pack)
    for heading, names in ((("checks", "检查"), card.checks), (("time limits", "时限"), card.clocks)):
        if names:
            say.line(f"  {say.word(*heading)}: {' '.join(names)}")
    for row in card.values:
        memory = say.word(" (from memory)", "（凭记忆）") if row.recalled else ""
        days = f"{row.from_} - {_until(row.until, say)}"
        say.line(f"  {row.name} = {_value(row.value)} ({row.unit}), {days}{memory}")


def _until(day: date | None, say: Say) -> str:
    return day.isoformat() if day else say.word("today", "至今")


def _print_rule(rule: rules.Rule, say: Say) -> None:
    say.line(f"{rule.id}: {say.word(rule.says, rule.says_zh)}")
    say.line(f"  {say.word(rule.instrument_en, rule.instrument)} {rule.article}")
    known = say.word(rule.basis.replace("_", " "), BASIS[rule.basis])
    say.line(
        f"  {say.word('force', '效力')}: {rule.force} · {say.word('source', '出处')} ({known}): {rule.source}"
    )


def _names(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    if given.json:
        say.json(pack.names)
    else:
        for name in pack.names:
            say.line(name)
    return 0


def _list(pack: rules.LawPack, given: argparse.Namespace, say: Say) -> int:
    groups = {name: _resting_on(name, pack) for name in STANDINGS}
    read = rules.coverage()
    left_out = [one for one in read.omitted.values() if one.id.lower().startswith(f"{pack.country}-")]
    if given.json:
        say.json({"pack": pack.name, "rules": texts.plain(groups), "omitted": texts.plain(left_out)})
        return 0
    for name, found in groups.items():
        if found:
            _print_group(name, found, say)
    for seam in rules.seams_in(pack):
        say.line(f"{seam.kind}: {seam.name}, {seam.from_} - {_until(seam.until, say)}")
    _print_coverage(read, left_out, say)
    return 0


def _resting_on(standing: str, pack: rules.LawPack) -> tuple[rules.Rule, ...]:
    found = (rule for rule in pack.rules.values() if pack.standing[rule.force] == standing)
    return tuple(sorted(found, key=lambda rule: rule.id))


def _print_group(standing: str, found: tuple[rules.Rule, ...], say: Say) -> None:
    say.line(f"{say.word(*STANDINGS[standing])} ({len(found)})")
    headings = (
        say.word("id", "编号"),
        say.word("from", "自"),
        say.word("until", "至"),
        say.word("force", "效力"),
    )
    rows = [(rule.id, rule.from_.isoformat(), _until(rule.until, say), rule.force) for rule in found]
    titles = [say.word(rule.instrument_en, rule.instrument) for rule in found]
    cells = [(*row, title) for row, title in zip(rows, titles, strict=True)]
    say.table((*headings, say.word("instrument", "文件")), cells)
    say.line()


def _print_coverage(read: rules.Coverage, left_out: list[rules.Omission], say: Say) -> None:
    say.line(
        say.word(
            f"Of {read.total} rules read in all countries, {len(read.encoded)} are encoded.",
            f"各国共读取{read.total}条规则，已编入{len(read.encoded)}条。",
        )
    )
    for omitted in left_out:
        _print_omission(omitted, say)


_ACTS = {"as-of": _as_of, "show": _show, "names": _names, "list": _list, **law_tables.ACTS}
