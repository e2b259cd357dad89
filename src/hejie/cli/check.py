"""Where you stand with each lender, before you apply: from a file of a few facts, without a name.

cause = "job_lost"
on = 2026-08-20

[[loan]]
lender = "example_bank"
balance = "20,000"
monthly = "1,500"
days_overdue = 40
annual_rate = "18%"
matures_on = 2027-03-01
last_event_on = 2026-07-01
"""

import argparse
from collections.abc import Iterator
from datetime import date

from hejie import dates, plans, rules, texts
from hejie.cli import files, law
from hejie.cli.say import Say, amount

HELP = "where you stand with each lender: likely, needs something, or not possible, and why"
NOTHING = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("facts", metavar="FACTS.toml", help="a TOML or JSON file of a few facts")
    parser.add_argument(
        "--policy", action="append", default=[], metavar="FILE", help="a lender's policy file"
    )
    parser.add_argument("--country", default="cn", help="the law pack (default: cn)")
    parser.add_argument("--on", metavar="DATE", help="the day of asking, where the file does not say it")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "A file of facts:\n" + (__doc__ or "").partition("\n\n")[2]


def run(given: argparse.Namespace, say: Say) -> int:
    pack = _pack(given.country)
    table = files.read_table(given.facts)
    day = _day(given.on or table.get("on"))
    told, faults = plans.parse_told(table, currency=pack.currency)
    if told is None:
        return say.faults(faults, where=given.facts)
    found = plans.stand(told, policies=_policies(given.policy), pack=pack, day=day)
    if given.json:
        say.json(texts.plain(found))
    else:
        for one in found:
            _print(one, pack, say)
    return 0


def _pack(country: str) -> rules.LawPack:
    try:
        return rules.load_pack(country)
    except LookupError:
        raise texts.Faulty((texts.fault("cli_country_unknown", given=country),)) from None


def _day(given: object) -> date:
    if type(given) is date:
        return given
    day, faults = dates.parse(str(given or ""), field="on")
    if day is None:
        raise texts.Faulty(faults)
    return day


def _policies(names: list[str]) -> dict[str, rules.PolicyPack]:
    """The example policies, and those of the files, by their codes. Raises Faulty for a faulty one."""
    mappings = [rules.example_policy(name) for name in rules.EXAMPLES]
    mappings += [files.read_table(name) for name in names]
    found = {}
    for mapping in mappings:
        policy, faults = rules.parse_policy(mapping)
        if policy is None:
            raise texts.Faulty(faults)
        found[policy.code] = policy
    return found


def _print(one: plans.Standing, pack: rules.LawPack, say: Say) -> None:
    say.line(f"{one.lender}  [{', '.join(part for part in (one.policy, one.law) if part)}]")
    say.messages(one.notes)
    for reason in one.trial.reasons if one.trial else ():
        said, cure = _word("refusal", reason.code, say), _word("cure", reason.cure, say)
        say.line(f"  - {said} {cure} (refusals.{reason.code})")
    if one.trial and one.trial.most_minor is not None:
        least, most = (
            amount(minor or 0, pack.currency) for minor in (one.trial.least_minor, one.trial.most_minor)
        )
        say.line(f"  {say.word('a month', '每月')}: {least} - {most}")
    if one.trial:
        say.messages(one.trial.answers)
    if one.papers:
        papers = "; ".join(_word("paper", code, say) for code in one.papers)
        say.line(f"  {say.word('to prepare', '请准备')}: {papers}")
    for line in _law(one, say):
        say.line(line)
    say.line()


def _law(one: plans.Standing, say: Say) -> Iterator[str]:
    for finding in one.findings:
        ground = f"{say.word(*law.STANDINGS[finding.rests_on])}: {' '.join(finding.rule_ids)}"
        yield f"  {say.sentence(finding.code, finding.facts)} ({ground})"
        if finding.cure:
            yield f"    {say.sentence(finding.cure, {})}"


def _word(kind: str, code: str, say: Say) -> str:
    key = f"word_{kind}_{code}"
    found = say.sentence(key, {})
    return code if found == key else found
