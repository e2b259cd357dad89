"""A letter that nobody signs, as a document: each language one part of it, on the same paper as our other letters."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

import typst

from hejie import texts
from hejie_platform.agreements.document import drawing, fonts

TEMPLATE = "plain_letter.typ"


def draw(parts: Sequence[Mapping[str, Any]], said: Mapping[str, Any], *, on: date) -> bytes:
    """The letter: the same bytes for the same words. `said` is attached as JSON. Raises typst.TypstError."""
    shown = "".join(text for part in parts for text in _texts(part))
    table = {ord(letter): drawing.STAND_IN for letter in fonts.missing_glyphs(shown)}
    drawable = [{name: _plain(value, table) for name, value in part.items()} for part in parts]
    options: dict[str, Any] = {
        "font_paths": [str(fonts.folder())],
        "ignore_system_fonts": True,
        "sys_inputs": {
            "parts": texts.canonical_json(drawable).decode(),
            "said": texts.canonical_json(said).decode(),
        },
        "pdf_standards": [drawing.STANDARD],
        "timestamp": datetime.combine(on, time(0), tzinfo=UTC),
    }
    made = typst.compile(resources.files(__package__).joinpath(TEMPLATE).read_bytes(), **options)
    if not isinstance(made, bytes):
        raise TypeError("typst made several files")
    return made


def _texts(part: Mapping[str, Any]) -> list[str]:
    return [one for value in part.values() for one in ([value] if isinstance(value, str) else value)]


def _plain(value: Any, table: Mapping[int, str]) -> Any:
    return value.translate(table) if isinstance(value, str) else [one.translate(table) for one in value]
