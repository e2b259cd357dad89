"""Terms -> bytes of a PDF, by the template beside this file.

The canonical terms are attached as `terms.json`, the certificate of their figures as `computation.json`; what is printed is
written from the terms. Characters that the font does not
have are printed as 〓 and named by their code at the end, so that no name silently loses a letter.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import typst

from hejie import certificates, texts
from hejie_platform.agreements.document import fonts, writing
from hejie_platform.core import clock

STANDARD: Final = "a-3b"
STAND_IN = "〓"
PAGE_HEIGHT = 841.89  # A4 in points
STAMP = (196, 44)  # width and height of stamp.typ in points
SEAL = (96, 96)  # of seal.typ
BODY: Final = "body"  # the side that has a seal in the place of a signature
ROOT = "hejie_platform.agreements.document"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is drawn: frozen terms under their hash, the reference, the day, and side and name of each signature.

    `computation` is the certificate of the figures, attached as a file of its own; None for papers without one.
    """

    terms: Mapping[str, Any]
    terms_hash: str
    ref: str
    drawn_on: date
    slots: tuple[tuple[str, str], ...]
    computation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature goes: page from 0, and left, bottom, right, top in points from the lower left corner."""

    page: int
    box: tuple[int, int, int, int]


def draw(paper: Paper) -> bytes:
    """The document: the same bytes for the same paper. Raises typst.TypstError."""
    return compile_pdf(
        "agreement.typ", _inputs(paper), at=datetime.combine(paper.drawn_on, time(0), tzinfo=UTC)
    )


def places(paper: Paper) -> tuple[Place, ...]:
    """Where the signatures of this document go, in their order."""
    return places_in("agreement.typ", _inputs(paper), sides=[side for side, _name in paper.slots])


def places_in(template: str, inputs: Mapping[str, str], *, sides: Sequence[str]) -> tuple[Place, ...]:
    """Where the signatures of these sides go in a document of this template."""
    told = typst.query(
        _template(template), "<slot>", field="value", font_paths=_fonts(), sys_inputs=dict(inputs)
    )
    return tuple(_place(one, size_of(side)) for one, side in zip(json.loads(told), sides, strict=True))


def size_of(side: str) -> tuple[int, int]:
    """Width and height in points of what stands in the field of this side."""
    return SEAL if side == BODY else STAMP


def _place(found: Mapping[str, Any], size: tuple[int, int]) -> Place:
    left, top = (float(str(found[axis]).removesuffix("pt")) for axis in ("x", "y"))
    box = (left, PAGE_HEIGHT - top - size[1], left + size[0], PAGE_HEIGHT - top)
    return Place(int(found["page"]) - 1, (round(box[0]), round(box[1]), round(box[2]), round(box[3])))


def stamp(*, name: str, side: str, at: datetime, is_licensed: bool) -> bytes:
    """What the reader sees in the field of one signature; of a body, its seal."""
    lang = writing.language("zh")
    local = at.astimezone(clock.legal_zone())
    build = _seal if side == BODY else _signature
    data = build(name, side, f"{local:%Y-%m-%d %H:%M}", lang, is_licensed)
    drawable, _missing = _drawable(data)
    template = "seal.typ" if side == BODY else "stamp.typ"
    return compile_pdf(template, {"stamp": json.dumps(drawable, ensure_ascii=False)}, at=at)


def paper_stamp(*, name: str, side: str, by: str, on: date, scan: str, at: datetime) -> bytes:
    """What the reader sees in a place that was signed on paper: that it was, by whom, when, and which scan shows it."""
    lang = writing.language("zh")
    data = {
        "name": name,
        "side": lang.word(side),
        "at": lang.said["stamp_paper"].format(by=by, on=lang.day(on.isoformat())),
        "service": lang.said["stamp_scan"].format(scan=scan[:16]),
    }
    drawable, _missing = _drawable(data)
    return compile_pdf("stamp.typ", {"stamp": json.dumps(drawable, ensure_ascii=False)}, at=at)


def _signature(name: str, side: str, at: str, lang: writing.Language, is_licensed: bool) -> dict[str, str]:
    return {
        "name": name,
        "side": lang.word(side),
        "at": lang.said["stamp_at"].format(at=at),
        "service": lang.said["stamp_licensed" if is_licensed else "stamp_demo"],
    }


def _seal(name: str, side: str, at: str, lang: writing.Language, is_licensed: bool) -> dict[str, str]:
    return {
        "name": name,
        "kind": lang.said["seal_kind" if is_licensed else "seal_demo"],
        "at": at,
        "service": lang.said["seal_note" if is_licensed else "seal_note_demo"],
    }


def _inputs(paper: Paper) -> dict[str, str]:
    parts = [_part(paper, lang) for lang in writing.languages_of(paper.terms)]
    computation = certificates.to_bytes(paper.computation).decode() if paper.computation else ""
    return {
        **inputs_of(parts, texts.canonical_json(paper.terms).decode()),
        "computation": computation,
    }


def inputs_of(parts: Any, terms: str = "") -> dict[str, str]:
    """What a template is given: its parts with stand-ins for what the font lacks, which these are, and what is attached."""
    drawable, missing = _drawable(parts)
    codes = " ".join(f"U+{ord(letter):04X}" for letter in missing)
    return {
        "parts": json.dumps(drawable, ensure_ascii=False, sort_keys=True),
        "missing": codes,
        "terms": terms,
    }


def _drawable(value: Any) -> tuple[Any, tuple[str, ...]]:
    """The texts in `value` with a stand-in for every character that the font cannot draw, and which these are.

    Done before they become JSON, which would hide control codes behind escapes.
    """
    missing = fonts.missing_glyphs("".join(_texts(value)))
    table = {ord(letter): STAND_IN for letter in missing}
    return _replaced(value, table), missing


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for key in sorted(value) for text in _texts(value[key]))
    elif isinstance(value, Sequence):
        yield from (text for one in value for text in _texts(one))


def _replaced(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, Mapping):
        return {key: _replaced(one, table) for key, one in value.items()}
    return [_replaced(one, table) for one in value] if isinstance(value, Sequence) else value


def compile_pdf(template: str, inputs: Mapping[str, str], *, at: datetime) -> bytes:
    """One of our templates with its inputs, dated `at`: the same bytes for the same inputs."""
    return _one_file(typst.compile(_template(template), **_options(inputs, at)))


def compile_in(folder: Path, template: str, inputs: Mapping[str, str], *, at: datetime) -> bytes:
    """The same for a template that attaches files: they lie in `folder`, where it is put beside them."""
    source = folder / template
    source.write_bytes(_template(template))
    return _one_file(typst.compile(source, root=folder, **_options(inputs, at)))


def _options(inputs: Mapping[str, str], at: datetime) -> dict[str, Any]:
    return {
        "font_paths": _fonts(),
        "sys_inputs": dict(inputs),
        "pdf_standards": [STANDARD],
        "timestamp": at.replace(microsecond=0),  # a PDF counts whole seconds
    }


def _one_file(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("typst made several files")
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()])


def _template(name: str) -> bytes:
    return resources.files(ROOT).joinpath(name).read_bytes()


def _part(paper: Paper, lang: writing.Language) -> dict[str, Any]:
    said, terms = lang.said, paper.terms
    is_mediated = any(one["code"] == "clause_mediated" for one in terms["clauses"])
    found = [*writing.sections(terms, lang), writing.duties(terms, lang), writing.risks(terms, lang)]
    return {
        "language": said["language"],
        "title": said["title_mediated"] if is_mediated else said["title"],
        "reference": said["reference"].format(ref=paper.ref, drawn_on=lang.day(paper.drawn_on.isoformat())),
        "opening": said["opening"],
        "note": said["binding_note"],
        "sections": [asdict(section) for section in found],
        "sign": {
            "title": said["sign_title"],
            "text": said["sign_text"],
            "head": said["sign_head"],
            "rows": [(lang.word(side), name, said["sign_blank"]) for side, name in paper.slots],
            "heights": [size_of(side)[1] + 2 for side, _name in paper.slots],
        },
        "glyphs": said["glyph_note"],
        "footer": said["footer"].format(ref=paper.ref, hash=paper.terms_hash, law=terms["law"]["version"]),
        "page": said["page"],
    }
