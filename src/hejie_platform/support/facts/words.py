"""How a text becomes words to be found, and a query becomes the same.

Traditional characters are read as Simplified, wide letters as narrow ones. Chinese is cut into words, longer ones into the
shorter ones they hold, and each character stands for itself as well: so a word that was cut otherwise is found too. Each
is spelled in plain letters (`x` and its bytes): the parsers of both databases keep it whole, and nothing that a person
types is ever read as an operator.

>>> found = search_words("罰息 LPR")
>>> found.runs, found.spelled == (spelled("罚"), spelled("息"), spelled("lpr"))
(('罚息', 'lpr'), True)
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

import opencc
import rjieba

LONGEST_QUERY: Final = 80
RUN: Final = re.compile(r"[\u3400-\u9fff]+|[0-9a-z]+")
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def plain(text: str) -> str:
    """The text as it is compared: narrow, small, Simplified."""
    return str(_simplifier().convert(unicodedata.normalize("NFKC", text).lower()))


def spelled(word: str) -> str:
    """A word in plain letters."""
    return "x" + word.encode().hex()


def index_words(text: str) -> str:
    """Every word and character of a text, spelled, for the database's index."""
    return " ".join(spelled(word) for run in RUN.findall(plain(text)) for word in _cut(run))


def _cut(run: str) -> list[str]:
    if not CHINESE.match(run):
        return [run]
    return [*rjieba.cut_for_search(run), *run]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query: its runs as typed, its Chinese words, and what every hit must hold, spelled."""

    runs: tuple[str, ...]
    words: tuple[str, ...]
    spelled: tuple[str, ...]


def search_words(query: str) -> Wanted:
    """What a query asks for; of an over-long one, the beginning."""
    runs = tuple(RUN.findall(plain(query[:LONGEST_QUERY])))
    words = tuple(word for run in runs for word in (rjieba.cut(run) if CHINESE.match(run) else [run]))
    parts = (part for run in runs for part in (run if CHINESE.match(run) else [run]))
    return Wanted(runs, words, tuple(dict.fromkeys(spelled(part) for part in parts)))
