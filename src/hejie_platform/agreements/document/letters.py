"""The clearance letter as a document: one page in both languages, with the place of the lender's signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from hejie import texts
from hejie_platform.agreements.document import drawing, writing

TEMPLATE = "letter.typ"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is drawn: the letter's words as data under their hash, and its day."""

    terms: Mapping[str, Any]
    terms_hash: str
    issued_on: date


def draw_letter(letter: Letter) -> bytes:
    """The letter: the same bytes for the same words. Raises typst.TypstError."""
    at = datetime.combine(letter.issued_on, time(0), tzinfo=UTC)
    return drawing.compile_pdf(TEMPLATE, _inputs(letter), at=at)


def letter_place(letter: Letter) -> drawing.Place:
    """Where the signature goes."""
    return drawing.places_in(TEMPLATE, _inputs(letter), sides=("lender",))[0]


def _inputs(letter: Letter) -> dict[str, str]:
    parts = [_part(letter, writing.language(code)) for code in ("zh", "en")]
    return drawing.inputs_of(parts, texts.canonical_json(letter.terms).decode())


def _part(letter: Letter, lang: writing.Language) -> dict[str, Any]:
    said, facts = lang.said["letter"], letter.terms
    facts = {**facts, "contracts": str(lang.word("list")).join(facts["contracts"])}
    return {
        "language": lang.said["language"],
        "title": said["title"],
        "reference": said["reference"].format(code=facts["code"]),
        "text": [lang.fill(paragraph, facts) for paragraph in said["text"]],
        "issuer": facts["lender"],
        "day": lang.day(facts["issued_on"]),
        "glyphs": lang.said["glyph_note"],
        "footer": said["footer"].format(code=facts["code"], hash=letter.terms_hash),
    }
