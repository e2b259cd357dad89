"""What is noted as looked at, and what runs by itself, has words for whoever reads of it: the owner, and who audits."""

import ast
from pathlib import Path

import hejie_platform
from hejie_platform.jobs import scheduler
from hejie_platform.web.insight import words as audit
from hejie_platform.web.mydata import words as owner

HOUSE = Path(hejie_platform.__file__).parent


def noted_kinds() -> set[str]:
    """Every kind that a call of note_access names as it stands."""
    calls = (
        node
        for path in HOUSE.rglob("*.py")
        if "note_access" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "note_access"
    )
    given = (word.value for call in calls for word in call.keywords if word.arg == "kind")
    return {str(one.value) for one in given if isinstance(one, ast.Constant)}


def test_every_look_that_is_noted_is_told_in_words_to_its_owner_and_to_who_audits() -> None:
    kinds = noted_kinds()
    assert {"advice", "vulnerability"} <= kinds
    assert kinds - set(owner.LOOKED_AT) == set()
    assert kinds - set(audit.LOOKED_AT) == set()


def test_every_scan_has_a_name_in_words_and_every_name_is_of_a_scan() -> None:
    assert set(audit.SCANS) == {scan.name for scan in scheduler.SCANS}
