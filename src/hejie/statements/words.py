"""Finding many words in a text at once.

Hundreds of words are looked for in each of a hundred thousand rows. Words are kept by their first two characters, so
that a text of forty characters costs forty look-ups, made at once, whatever the number of words.

>>> words = Words([("花呗", 0), ("花呗还款", 1), ("超市", 2)])
>>> sorted(words.found("花呗还款-07月"))
[0, 1]

Latin words and numbers must stand alone: "etc" is not in "fetch", "1688" is not in an order number.
"""

import operator
from collections import defaultdict
from collections.abc import Iterable

_KEY = 2
_REMEMBERED = 4096


class Words:
    """Maps each word, of two characters or more, to a number; `found` gives the numbers of all words in a text."""

    def __init__(self, numbered: Iterable[tuple[str, int]]) -> None:
        by_start: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for word, number in numbered:
            if len(word) < _KEY:
                raise ValueError(f"{word!r} is too short to look for")
            by_start[word[:_KEY]].append((word, number))
        self._by_start = dict(by_start)
        self._keys = frozenset(by_start)
        self._seen: dict[str, frozenset[int]] = {}

    def found(self, text: str) -> frozenset[int]:
        """The numbers of all words in the text. The same text is looked through once: people go to the same shops."""
        known = self._seen.get(text)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[text] = self._find(text)
        return known

    def _find(self, text: str) -> frozenset[int]:
        hits: set[int] = set()
        for key in self._keys.intersection(map(operator.add, text, text[1:])):
            place = text.find(key)
            while place >= 0:
                hits.update(number for word, number in self._by_start[key] if _stands(word, text, place))
                place = text.find(key, place + 1)
        return frozenset(hits)


def _stands(word: str, text: str, place: int) -> bool:
    if not text.startswith(word, place):
        return False
    before = text[place - 1 : place]
    after = text[place + len(word) : place + len(word) + 1]
    return not (_run(before, word[0]) or _run(word[-1], after))


def _run(left: str, right: str) -> bool:
    """Whether two neighbours belong to one Latin word or one number."""
    if not (left.isascii() and right.isascii()):
        return False
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())
