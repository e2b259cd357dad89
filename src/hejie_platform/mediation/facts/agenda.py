"""The usual order of a meeting, as data: what is gone through, and for how many minutes.

The first item opens (who is here, what is voluntary, who sees what), then each side says what it asks for and shows what it
has, everybody listens, ways out are looked for, and the last item says what was promised.
"""

from typing import Final

TEMPLATE: Final[tuple[tuple[str, int], ...]] = (
    ("introduce", 5),
    ("demands", 15),
    ("material", 15),
    ("listen", 20),
    ("options", 25),
    ("closing", 10),
)
CODES: Final = tuple(code for code, _minutes in TEMPLATE)
CAUSES: Final = ("means", "contract", "information", "mixed")
