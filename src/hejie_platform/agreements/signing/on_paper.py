"""A place of the document that was signed on paper, written into the file before anybody's electronic signature.

What is printed there says so, and `on_paper.json` is attached: who signed, on which day, and the SHA-256 of the scan. All
later signatures cover both, so neither can be changed unseen. It is no electronic signature and never shown as one; what it
rests on is the paper itself.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints

from hejie_platform.agreements.signing.pades import stamp_style

ATTACHED: Final = "on_paper.json"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What the file says of a signature on paper. `signed_on` is an ISO day, `scan` the SHA-256 of the scan."""

    side: str
    name: str
    signed_by: str
    signed_on: str
    scan: str


@dataclass(frozen=True, slots=True)
class PaperMark:
    """One such place: what the file says, and where it is printed (page from 0; left, bottom, right, top in points)."""

    said: OnPaper
    page: int
    box: tuple[int, int, int, int]
    stamp: bytes


def write_in(pdf: bytes, marks: Sequence[PaperMark]) -> bytes:
    """The PDF with every place that was signed on paper filled; the same PDF where there is none."""
    if not marks:
        return pdf
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for mark in marks:
        _print(writer, mark)
    _attach(writer, [asdict(mark.said) for mark in marks])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _print(writer: IncrementalPdfFileWriter, mark: PaperMark) -> None:
    left, bottom, right, top = mark.box
    size = BoxConstraints(width=right - left, height=top - bottom)
    with stamp_style(mark.stamp) as style:
        style.create_stamp(writer, size, {}).apply(mark.page, left, bottom)


def _attach(writer: IncrementalPdfFileWriter, said: Sequence[Mapping[str, str]]) -> None:
    """Beside the terms, as a supplement (PDF/A-3 wants the relation named, and the version left as it is)."""
    data = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    made = EmbeddedFileObject.from_file_data(writer, data, mime_type="application/json")
    embed_file(writer, FileSpec(ATTACHED, file_name=ATTACHED, embedded_data=made))
    reference = writer.root["/Names"]["/EmbeddedFiles"]["/Names"].raw_get(-1)
    reference.get_object()["/AFRelationship"] = generic.pdf_name("/Supplement")
    related = writer.root["/AF"]
    related.append(reference)
    writer.update_container(related)


def read(data: Any) -> tuple[OnPaper, ...]:
    """What the attached file says. Raises ValueError, TypeError or KeyError for one that we did not write."""
    return tuple(_read(json.loads(data))) if data else ()


def _read(rows: Sequence[Mapping[str, Any]]) -> Iterator[OnPaper]:
    for row in rows:
        yield OnPaper(**{name: str(row[name]) for name in OnPaper.__slots__})
