"""The printed lines of a paper, from a PDF's text layer, a picture or plain text, in one spelling: half width, no spaces."""

import unicodedata
from collections.abc import Iterable

from hejie import texts
from hejie.papers import sheets
from hejie.statements import Limits, encodings, kinds, pdf_words

_UNSPACED = str.maketrans("", "", " \t\u00a0\u3000")


def printed_text(
    data: bytes, *, password: str | None, limits: Limits
) -> tuple[list[str], tuple[texts.Fault, ...]]:
    """Every line, or the faults that say why the file cannot be read."""
    if not data.strip(b"\x00\t\r\n "):
        return [], (texts.fault("statement_empty_file", "file"),)
    if len(data) > limits.file_bytes:
        fault = texts.fault("statement_too_large", "file", size_bytes=len(data), most_bytes=limits.file_bytes)
        return [], (fault,)
    kind = kinds.kind_of(data)
    if kind == kinds.PDF:
        pages, faults = pdf_words.pages(data, password=password, limits=limits)
        return lines_of(sheets.of_pdf(pages)), faults
    decoded = encodings.decode(data) if kind == kinds.TEXT else None
    if decoded is None:
        return [], (texts.fault("statement_wrong_kind", "file", kind=kind),)
    return [spelled(line) for line in decoded[0].splitlines()], ()


def lines_of(pages: Iterable[sheets.Sheet]) -> list[str]:
    """The lines of pages that were seen, spelled alike."""
    return [spelled("".join(run.text for run in line)) for page in pages for line in sheets.lines(page)]


def spelled(line: str) -> str:
    """Half width and without spaces: "（人民币） 50，000 元" is "(人民币)50,000元"."""
    return unicodedata.normalize("NFKC", line).translate(_UNSPACED)
