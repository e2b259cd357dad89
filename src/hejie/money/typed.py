"""What keyboards produce: full-width digits, four kinds of dash, spaces that do not break.

Only width and spacing are folded. A superscript two is not a two ("5²" is not fifty-two), so such characters stay as
they are and are refused later.
"""

import re
import unicodedata
from typing import Final

_SAME_THING: Final = frozenset({"<wide>", "<narrow>", "<noBreak>", "<compat>"})
_DASHES: Final = str.maketrans({"−": "-", "–": "-", "—": "-", "‐": "-", "’": "'"})


def folded(text: str) -> str:
    """`text` in half width and capitals, with plain dashes and single spaces, and none at the ends."""
    half = "".join(_fold(character) for character in text)
    return re.sub(r"\s+", " ", half).strip().translate(_DASHES).upper()


def _fold(character: str) -> str:
    tag = unicodedata.decomposition(character).partition(" ")[0]
    return unicodedata.normalize("NFKC", character) if tag in _SAME_THING else character
