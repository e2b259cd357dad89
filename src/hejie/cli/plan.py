"""Joint plans for a household and all that it owes, from a file of its case.

{"format": 1, "start": "2026-01-15",
 "household": {"income_minor": 800000, "living_minor": 600000, "buffer_minor": 300000},
 "creditors": [{"name": "bank", "policy": "example_bank", "claim": {"overdue_principal": 4000000}},
               {"name": "shop", "policy": "example_microloan", "claim": {"overdue_principal": 900000}}]}
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from hejie import money, plans, rules, texts
from hejie.cli import files, plan_tables
from hejie.cli.say import Say, amount, spelled
from hejie.plans import household, joint

HELP = "joint plans for a household and all that it owes"
_POLICIES = f"A policy is an example ({', '.join(rules.EXAMPLES)}) or a .toml or .json file beside the case."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE.json", nargs="?", help="a JSON or TOML file of the case")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the file instead")
    parser.add_argument("--as-lender", metavar="NAME", help="what this lender sees, and nothing else")
    parser.add_argument(
        "--why-not",
        nargs="+",
        metavar=("NAME", "TERM=VALUE"),
        help="why no plan of this creditor has these terms: bank term=48 every=week",
    )
    parser.add_argument(
        "--levers", choices=("usual", "free"), help="move every creditor's usual levers, or all it publishes"
    )
    parser.add_argument("--months", action="store_true", help="the recommended plan month by month as well")
    parser.add_argument(
        "--stepped",
        action="store_true",
        default=None,
        help="also merge phase by phase where all plans are level (slower)",
    )
    parser.add_argument("--country", default="cn", help="the law pack (default: cn)")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    example = (__doc__ or "").partition("\n\n")[2]
    parser.epilog = f"A file of a case:\n{example}\n{_POLICIES}"


def run(given: argparse.Namespace, say: Say) -> int:
    if given.schema:
        say.json(household.schema())
        return 0
    if given.case is None:
        return say.faults((texts.fault("cli_file_missing", file="CASE.json"),))
    table = files.read_table(given.case)
    if given.levers is not None:
        table = _with_levers(table, given.levers)
    case, faults = household.case_from_json(table, policies=policies(table, Path(given.case).parent))
    if case is None:
        return say.faults(faults, where=given.case)
    try:
        pack = rules.load_pack(given.country)
    except LookupError:
        return say.faults((texts.fault("cli_country_unknown", given=given.country),))
    if given.as_lender is not None:
        return _as_lender(case, given, pack, say)
    if given.why_not is not None:
        return _why_not(case, given.why_not, pack, say)
    found = household.propose(case, pack=pack, stepped=given.stepped)
    if given.json:
        say.json(as_json(case, found))
    else:
        _print(case, found, say, by_month=given.months)
    return 0


def _with_levers(table: Mapping[str, object], levers: str) -> dict[str, object]:
    """The case with every creditor's levers so; what is no list of creditors stays for the reader to say."""
    told = table.get("creditors")
    if not isinstance(told, list):
        return dict(table)
    moved = [{**one, "levers": levers} if isinstance(one, Mapping) else one for one in told]
    return {**table, "creditors": moved}


def _why_not(case: household.Case, told: Sequence[str], pack: rules.LawPack, say: Say) -> int:
    name, *terms = told
    known = tuple(one.name for one in case.creditors)
    if name not in known:
        return say.faults((texts.fault("plan_choice_unknown", "--why-not", given=name, known=known),))
    wanted, faults = household.terms_from(terms)
    if faults:
        return say.faults(faults, where="--why-not")
    said = household.lender_menu(case, name, pack=pack).why_not(**wanted)
    if say.as_json:
        say.json([{**spelled(reason), "plans": count} for reason, count in said])
    else:
        plan_tables.why_not(said, say)
    return 0


def policies(table: Mapping[str, object], beside: Path) -> dict[str, rules.PolicyPack]:
    """The policies that a case names: examples, and files beside it. Raises Faulty with a policy's own faults."""
    told = table.get("creditors")
    names = {one.get("policy") for one in told if isinstance(one, dict)} if isinstance(told, list) else set()
    found: dict[str, rules.PolicyPack] = {}
    for name in sorted(one for one in names if isinstance(one, str)):
        if name in rules.EXAMPLES:
            data: Mapping[str, object] = rules.example_policy(name)
        elif name.endswith((".toml", ".json")) and Path(name).name == name:
            data = files.read_table(str(beside / name))
        else:
            continue
        policy, faults = rules.parse_policy(data)
        if policy is None:
            raise texts.Faulty(files.within(name, faults))
        found[name] = policy
    return found


def _as_lender(case: household.Case, given: argparse.Namespace, pack: rules.LawPack, say: Say) -> int:
    try:
        view = household.lender_view(case, given.as_lender, pack=pack)
    except LookupError:
        known = tuple(one.name for one in case.creditors)
        return say.faults(
            (texts.fault("plan_choice_unknown", "--as-lender", given=given.as_lender, known=known),)
        )
    if given.json:
        say.json(asdict(view) | {"simulation": True})
        return 0
    rows = [
        (
            one.name,
            *(str(term) for term in terms[:2]),
            f"{float(money.exact_rate(terms[2]) or 0):.2%}",
            amount(one.plan.burden_minor),
            amount(one.plan.value_minor),
            plan_tables.chance(one.plan.completes, one.plan.paths),
        )
        for one, terms in zip(view.proposals, view.terms, strict=True)
    ]
    headings = ("plan", "instalments", "pause", "rate", "a month", "worth today", "completed (simulated)")
    chinese = ("方案", "期数", "暂缓期数", "利率", "每月", "现值", "模拟履行率")
    say.table(tuple(map(say.word, headings, chinese)), rows, right=(1, 2, 3, 4, 5, 6))
    say.line()
    say.line(
        f"{say.word('without a plan', '没有方案时')}: {amount(view.outside.best_minor)} ({view.outside.best})"
    )
    say.line(f"{say.word('owed to others', '欠其他债权人')}: {amount(view.others_minor)}")
    say.line(
        say.word(
            "On this lender's share alone; the household reads plans for all its debts together, with other figures.",
            "仅按这家机构的份额计算；家庭看到的是所有债务合在一起的方案，数字会不同。",
        )
    )
    return 0


def as_json(case: household.Case, found: household.Planned) -> dict[str, object]:
    return {
        "simulation": True,
        "futures": {"paths": case.paths, "seed": case.seed},
        "disposable_minor": case.household.disposable_minor,
        "debts_minor": case.debts_minor,
        "proposals": [_proposed(case, one) for one in found.proposals],
        "frontier": [_joint(one) for one in found.frontier],
        "baselines": {name: _joint(one) for name, one in found.baselines},
        "concessions": [spelled(one) for one in found.concessions],
        "answers": [spelled(one) for one in found.answers],
        "notes": [spelled(one) for one in found.notes],
    }


def _joint(one: joint.JointPlan) -> dict[str, object]:
    return {
        "burden_minor": one.burden_minor,
        "total_minor": one.total_minor,
        "months": one.months,
        "value_minor": one.value_minor,
        "completes": one.completes,
        "paths": one.paths,
    }


def _proposed(case: household.Case, one: household.Proposed) -> dict[str, object]:
    lived = one.exact.survival
    return {
        "name": one.name,
        "rule": one.rule,
        "is_recommended": one.is_recommended,
        "burden_minor": one.exact.burden_minor,
        "total_minor": one.exact.total_minor,
        "upfront_minor": one.exact.upfront_minor,
        "expected_minor": one.exact.expected_minor,
        "months_minor": list(one.exact.months_minor),
        "completes": lived.completes,
        "paths": lived.paths,
        "completion_interval": [round(end, 4) for end in lived.interval],
        "survival_curve": list(lived.curve),
        "first_failure": _first_failure(lived),
        "creditors": [
            {
                "name": owed.name,
                "package": plans.package_to_json(part.package),
                "package_hash": part.package_hash,
                "burden_minor": part.burden_minor,
                "total_minor": part.total_minor,
                "waived_minor": part.waived_minor,
                "nominal_rate": part.nominal_rate,
                "effective_rate": part.effective_rate,
                "last_due": part.last_due,
                "on_breach": word,
                "findings": sorted({finding.code for finding in part.findings}),
            }
            for owed, part, word in zip(case.creditors, one.exact.parts, one.on_breach, strict=True)
        ],
        "reasons": [spelled(reason) for reason in one.reasons],
    }


def _first_failure(lived: plans.survival.Survival) -> dict[str, object] | None:
    """What breaks the plan most often, in how many futures, and the month in which most break."""
    if not lived.causes:
        return None
    cause, count = lived.causes[0]
    return {"cause": cause, "count": count, "month": lived.tightest_month}


def _print(case: household.Case, found: household.Planned, say: Say, *, by_month: bool) -> None:
    if not found.proposals:
        say.messages((*found.answers, *found.notes))
        return
    plan_tables.compare(case, found, say)
    plan_tables.each(case, found, say)
    if by_month:
        plan_tables.months(found.proposals[0], case, say)
    say.messages(found.notes)
    plan_tables.frontier(found, say)
    if found.concessions:
        say.line()
        say.line(say.word("What a concession would buy:", "让步能换来什么："))
        say.messages(found.concessions)
