"""How hard a text is to read: one number for English, one for Chinese. docs/algorithms/reading-level.md says why these.

    >>> english_level("Please add what is missing. Then send it again, and we look at it.")
    14.1
    >>> chinese_level("请补充材料，再提交一次。")
    5.0

A figure in braces counts as one short word: an amount or a name makes no text harder.
"""

import re
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{\w+\}")
SENTENCE: Final = re.compile(r"(?<=[.?!:;])\s+")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z’'-]*")
LONG: Final = 7
"""Letters of a long word: more than six, as Björnsson counts them."""
LEAST_WORDS: Final = 10
"""A shorter text is measured as one of so many words, or one long word would make a label a treatise."""
CLAUSE: Final = re.compile(r"[，。；：？！、（）“”\s]+")
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
COMMON_ROWS: Final = range(0xB0, 0xD8)
"""First bytes of the first level of GB 2312: the 3 755 characters that everyone learns."""


def english_level(text: str) -> float:
    """Words a sentence, and of a hundred words those of more than six letters, to one decimal."""
    plain = PLACEHOLDER.sub("it", text)
    sentences = sum(bool(WORD.search(one)) for one in SENTENCE.split(plain))
    words = WORD.findall(plain)
    long = sum(len(word) >= LONG for word in words)
    return round(len(words) / max(sentences, 1) + 100 * long / max(len(words), LEAST_WORDS), 1)


def chinese_level(text: str) -> float:
    """Characters a clause, and of a hundred characters those beyond the common ones, to one decimal."""
    plain = PLACEHOLDER.sub("某", text)
    clauses = sum(bool(HAN.search(one)) for one in CLAUSE.split(plain))
    characters = HAN.findall(plain)
    rare = sum(not is_common(one) for one in characters)
    return round(len(characters) / max(clauses, 1) + 100 * rare / max(len(characters), LEAST_WORDS), 1)


def is_common(character: str) -> bool:
    """Whether a character is of the first level of GB 2312."""
    try:
        return character.encode("gb2312")[0] in COMMON_ROWS
    except UnicodeEncodeError:
        return False
