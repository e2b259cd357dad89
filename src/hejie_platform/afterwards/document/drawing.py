"""Plain data -> bytes of a PDF, by the template beside this file: the same bytes for the same data.

Characters that the font does not have are printed as 〓, so that a name never loses a letter without a trace.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import typst
from django.utils.translation import get_language

from hejie_platform.agreements.document import fonts

STANDARD: Final = "a-3b"
STAND_IN: Final = "〓"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a paper: which columns hold figures, and which one takes the room that is left."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: Sequence[int] = ()
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a paper; `facts` are pairs of label and value."""

    title: str
    text: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper: its heading, what follows, what stands at the foot of each page, and who signs by hand.

    `files`: JSON by the name under which it is attached, for whoever computes again.
    """

    title: str
    under: str = ""
    sections: Sequence[Section]
    footer: str
    signs: Sequence[str] = ()
    is_letter: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    language: str = field(default_factory=lambda: (get_language() or "zh")[:2])


def draw(paper: Paper, *, at: datetime) -> bytes:
    """The PDF, dated `at`. Raises typst.TypstError."""
    data = {**_drawable(asdict(paper)), "files": dict(paper.files)}
    made = typst.compile(
        resources.files(__package__).joinpath("paper.typ").read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=[STANDARD],
        timestamp=at.replace(microsecond=0),  # a PDF counts whole seconds
    )
    if not isinstance(made, bytes):
        raise TypeError("typst made several files")
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()])


def _drawable(value: Any) -> Any:
    """The same data, each text with a stand-in for what the font cannot draw."""
    if isinstance(value, str):
        return value.translate({ord(letter): STAND_IN for letter in fonts.missing_glyphs(value)})
    if isinstance(value, Mapping):
        return {key: _drawable(one) for key, one in value.items()}
    return [_drawable(one) for one in value] if isinstance(value, Sequence) else value
