"""Several papers as one PDF: a cover with an index, each paper with the hash of its content, signed files attached as they are.

    drawn = document.draw_bundle(document.Bundle(title="...", reference="...", text=(), papers=papers, files=files, day=day))

The text is Chinese: such bundles are for courts, notaries and archives. A signed file would lose its signatures if its pages
were copied, so it travels inside the PDF (PDF/A-3b) under its own name, and its words are printed beside.
"""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from hejie import texts
from hejie_platform.agreements.document import drawing, writing


@dataclass(frozen=True, slots=True)
class Printed:
    """One paper of a bundle. `facts`: what its hash covers; {} for a paper that is only a form."""

    title: str
    sections: Sequence[writing.Section]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return texts.digest(self.facts) if self.facts else ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that travels in the bundle as it is."""

    name: str
    title: str
    data: bytes
    kind: str = "application/pdf"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is drawn."""

    title: str
    reference: str
    text: Sequence[str]
    papers: Sequence[Printed]
    files: Sequence[Attached]
    day: date


def draw_bundle(bundle: Bundle) -> bytes:
    """The bundle: the same bytes for the same papers. Raises typst.TypstError."""
    at = datetime.combine(bundle.day, time(0), tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, file in enumerate(bundle.files, start=1):
            (folder / _path(number)).write_bytes(file.data)
        return drawing.compile_in(folder, "bundle.typ", drawing.inputs_of(_data(bundle)), at=at)


def _path(number: int) -> str:
    return f"file{number}.pdf"


def _data(bundle: Bundle) -> dict[str, Any]:
    lang = writing.language("zh")
    said = lang.said["bundle"]
    return {
        "title": bundle.title,
        "reference": bundle.reference,
        "text": list(bundle.text),
        "index": asdict(_index(bundle, said)),
        "papers": [_paper(one) for one in bundle.papers],
        "files": [
            {"name": one.name, "title": one.title, "kind": one.kind, "path": _path(number)}
            for number, one in enumerate(bundle.files, start=1)
        ],
        "footer": said["footer"].format(title=bundle.title, reference=bundle.reference),
        "page": lang.said["page"],
        "digest": said["digest"],
        "glyphs": lang.said["glyph_note"],
    }


def _paper(one: Printed) -> dict[str, Any]:
    return {"title": one.title, "digest": one.digest, "sections": [asdict(part) for part in one.sections]}


def _index(bundle: Bundle, said: Mapping[str, Any]) -> writing.Table:
    """Every paper and file with its hash, shortened to what two people compare by eye; the whole stands with the paper."""
    titles = [(one.title, one.digest) for one in bundle.papers]
    titles += [(said["file"].format(title=one.title, name=one.name), one.digest) for one in bundle.files]
    rows = [
        (str(number), title, digest or said["form"]) for number, (title, digest) in enumerate(titles, start=1)
    ]
    return writing.Table(said["index_head"], [(a, b, _broken(c)) for a, b, c in rows], wide=2)


def _broken(digest: str) -> str:
    """A long hash in two lines."""
    return f"{digest[:32]} {digest[32:]}" if len(digest) == 64 else digest


def agreement_sections(terms: Mapping[str, Any]) -> tuple[writing.Section, ...]:
    """The words of a signed agreement, printed again for reading, in its binding language."""
    lang = writing.languages_of(terms)[0]
    return (*writing.sections(terms, lang), writing.duties(terms, lang), writing.risks(terms, lang))
