"""A calmer wording for a draft with words of a list. It is offered; the writer's own text is sent unless they take it.

>>> calmer("Shut up and listen.")
'please let me finish and listen.'
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).parent / "tone.toml"


def calmer(text: str) -> str:
    """The draft with the words of the list said calmly; "" where there are none. Case does not matter."""
    pattern, instead = _list()
    changed = pattern.sub(lambda found: instead[found.group().lower()], text)
    return changed if changed != text else ""


@lru_cache(maxsize=1)
def _list() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["phrase"]
    instead = {says.lower(): row["instead"] for row in rows for says in row["says"]}
    longest_first = sorted(instead, key=len, reverse=True)
    return re.compile("|".join(_whole(says) for says in longest_first), re.IGNORECASE), instead


def _whole(says: str) -> str:
    """Latin words stand by themselves; Chinese has no spaces between them."""
    escaped = re.escape(says)
    return rf"\b{escaped}\b" if says.isascii() else escaped
