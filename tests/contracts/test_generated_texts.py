"""No text that the platform writes promises a clean credit record or claims card law as a right elsewhere.

Read are both sides of every translation, the words of agreements, letters and lessons, and what the command line says.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from hejie import rules

DAY = date(2026, 11, 23)
# Sentences that forbid such a promise, or warn of who makes one, name it.
NAME_IT = frozenset(
    {
        "“{phrase}”承诺消除征信记录，任何人都不能作此承诺，请删除。",
        "承诺消除征信记录",
        "不得承诺消除征信",
        "真实的不良记录，任何人都不能花钱删除。承诺“征信修复”的，请当作骗局。",
        "有人说可以“停息挂账”“消除征信”“代理维权”，先收一笔费用。他们常常教人编造病历、伪造证明、批量投诉。结果往往是：钱没了，身份信息泄露，债还在，还可能要承担法律责任。",
    }
)


def promises(text: str) -> list[str]:
    """The forbidden phrases in a text, by every country's list."""
    packs = (rules.load_pack(country) for country in rules.countries())
    found = (one for pack in packs for one in rules.check_words([text], pack=pack, day=DAY))
    return [str(one.facts["phrase"]) for one in found if one.verdict != "pass"]


def texts_of(root: Path) -> Iterator[str]:
    top = root / "src"
    for path in sorted((top / "hejie_platform/locale/zh_Hans/parts").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                yield from _both(message.id)
                yield from _both(message.string)
    for pattern in ("hejie_platform/*/document/*.toml", "hejie/cli/sentences/*.toml"):
        for path in sorted(top.glob(pattern)):
            yield from _strings(tomllib.loads(path.read_text("utf-8")))
    for pattern in ("hejie_platform/**/document/*.typ", "hejie_platform/support/lessons/*/*"):
        for path in sorted(top.glob(pattern)):
            yield from path.read_text("utf-8").splitlines() if path.is_file() else ()


def _both(given: Any) -> Iterator[str]:
    yield from ((given,) if isinstance(given, str) else given)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _strings(one))


@pytest.mark.parametrize(
    "text",
    ["签约后我们帮您删 除征信", "We will ERASE your credit record.", "All is paid; we repair your credit"],
)
def test_such_a_promise_would_be_found(text: str) -> None:
    assert promises(text)
    assert not promises("征信记录如实保留。The entry stays for five years.")


def test_no_text_of_ours_makes_one(root: Path) -> None:
    read = [text for text in texts_of(root) if text]
    assert len(read) > 1000
    whole = {text for text in read if promises(text)}
    assert whole == NAME_IT
