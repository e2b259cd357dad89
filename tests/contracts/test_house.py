"""The house against its own habits: what a reader may rely on in every file of src and tools.

Each rule is a function from a file to its faults, and each rule is shown to bite on a planted neighbour.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60

# The engine is told the time and the seed.
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
UNSEEDED = {
    ("random", name) for name in ("random", "randint", "choice", "choices", "shuffle", "sample", "uniform")
}

SIX = {"models", "facts", "queries", "actions", "access", "admin"}
EVERY_APP = {"__init__", "apps", "migrations"}
APPS = (
    "people",
    "ledger",
    "lenders",
    "cases",
    "intake",
    "negotiation",
    "agreements",
    "support",
    "notices",
    "insight",
)

EXCUSE = re.compile(r"#\s*(?:noqa|type:\s*ignore|nosec|pragma: no cover)(?P<codes>[^#]*)")
BARE_SKIP = re.compile(r"pytest\.mark\.(?:skip|xfail)\b(?!\()|pytest\.(?:mark\.)?(?:skip|xfail)\(\)")
GRAB_BAGS = {"utils", "util", "helpers", "helper", "misc", "common"}

Rule = Callable[[str], Iterator[str]]


def code_of(root: Path, *folders: str) -> list[Path]:
    paths = [path for folder in folders for path in (root / folder).rglob("*.py")]
    return sorted(path for path in paths if "migrations" not in path.parts)


def faults(root: Path, rule: Rule, *folders: str) -> list[str]:
    files = [(path.relative_to(root), path.read_text(encoding="utf-8")) for path in code_of(root, *folders)]
    return [f"{path}: {fault}" for path, text in files for fault in rule(text)]


def too_long(text: str) -> Iterator[str]:
    if (lines := text.count("\n")) > LONGEST_MODULE:
        yield f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name} has {lines} lines"


def without_an_opening(text: str) -> Iterator[str]:
    if text.strip() and "AppConfig" not in text and not ast.get_docstring(ast.parse(text)):
        yield "does not open with its idea (a module docstring)"


def by_chance(text: str) -> Iterator[str]:
    """Calls that read a clock or an unseeded generator."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if (name, node.func.attr) in CLOCKS | UNSEEDED:
                yield f"line {node.lineno}: {name}.{node.func.attr}() in the engine; take it as an argument"


def binary_floats_of_money(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        named = (
            node.target.id if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else ""
        )
        if (
            named.endswith("_minor")
            and isinstance(node, ast.AnnAssign)
            and "float" in ast.unparse(node.annotation)
        ):
            yield f"line {node.lineno}: {named} is a float"


def excuses_without_reason(text: str) -> Iterator[str]:
    """`# noqa: X - why` or the why in a comment on the line above."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        found = EXCUSE.search(line)
        above = lines[number - 2].strip() if number > 1 else ""
        if found and " - " not in line[found.start() :] and not above.startswith("#") and line.count("#") < 2:
            yield f"line {number}: an exception to a rule carries its reason beside it"


def signals(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        module = node.module if isinstance(node, ast.ImportFrom) else ""
        if module and (module.startswith("django.dispatch") or module.endswith(".signals")):
            yield f"line {node.lineno}: a signal; call the action that you mean"


def relative_imports(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"line {node.lineno}: a relative import"


def skips_without_reason(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if BARE_SKIP.search(line):
            yield f"line {number}: skipped without a reason"


RULES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "no module and no function grows out of reading": (too_long, ("src", "tools", "tests")),
    "a module opens with its idea": (without_an_opening, ("src", "tools")),
    "the engine reads no clock and rolls no dice": (by_chance, ("src/hejie",)),
    "money is whole minor units": (binary_floats_of_money, ("src",)),
    "an exception to a rule carries its reason": (excuses_without_reason, ("src", "tools", "tests")),
    "nothing is skipped without a reason": (skips_without_reason, ("tests",)),
    "there are no signals": (signals, ("src",)),
    "imports are absolute": (relative_imports, ("src", "tools", "tests")),
}

PLANTS: dict[Rule, tuple[str, str]] = {
    too_long: ("def f():\n" + "    pass\n" * 70, "def f():\n" + "    pass\n" * 20),
    without_an_opening: ("x = 1\n", '"""One."""\nx = 1\n'),
    by_chance: ("day = datetime.date.today()\n", "day = loan.today\n"),
    binary_floats_of_money: ("fee_minor: float = 0.1\n", "fee_minor: int = 1\n"),
    excuses_without_reason: (
        "import x  # no" + "qa: F401\n",
        "import x  # no" + "qa: F401 - shown to people\n",
    ),
    skips_without_reason: (
        "@pytest.mark." + "skip\ndef test_x(): ...\n",
        '@pytest.mark.skip(reason="no browser")\n',
    ),
    signals: ("from django.db.models.signals import post_save\n", "from django.db import models\n"),
    relative_imports: ("from . import x\n", "from hejie import money\n"),
}


@pytest.mark.parametrize("habit", RULES)
def test_house_keeps_the_habit(root: Path, habit: str) -> None:
    rule, folders = RULES[habit]
    found = faults(root, rule, *folders)
    assert not found, "\n".join([habit, *found])


@pytest.mark.parametrize("habit", RULES)
def test_habit_is_seen_to_be_broken(habit: str) -> None:
    rule, _ = RULES[habit]
    bad, good = PLANTS[rule]
    assert list(rule(bad))
    assert not list(rule(good))


def test_no_module_is_a_grab_bag(root: Path) -> None:
    assert [
        path for path in code_of(root, "src", "tools", "tests") if {path.stem, path.parent.name} & GRAB_BAGS
    ] == []


def beside_the_six(root: Path) -> list[str]:
    """Files and folders of apps that are none of the six, and that ARCHITECTURE.md does not name."""
    told = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    found = []
    for app in APPS:
        for path in sorted((root / "src/hejie_platform" / app).glob("*")):
            shown = f"src/hejie_platform/{app}/{path.name}{'/' if path.is_dir() else ''}"
            expected = path.stem in SIX | EVERY_APP or path.name == "__pycache__"
            if not expected and f"`{shown}`" not in told:
                found.append(shown)
    return found


def test_a_platform_app_has_six_file_names_and_others_by_name_alone(root: Path) -> None:
    found = beside_the_six(root)
    assert not found, "none of the six names, and not in ARCHITECTURE.md:\n" + "\n".join(found)
