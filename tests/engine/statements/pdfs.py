"""Small PDFs with a Chinese text layer, set on the spot, in the places where a bank prints its words."""

import functools
from collections.abc import Sequence
from pathlib import Path


@functools.cache
def _fonts() -> str:
    import pylopdf_fonts_zh_cn

    return str(Path(pylopdf_fonts_zh_cn.__file__).parent)


def set_page(source: str) -> bytes:
    """A PDF from Typst source, with Chinese letters."""
    import typst

    head = (
        '#set text(font: "Noto Sans SC", size: 8pt)\n#set page(width: 595pt, height: 842pt, margin: 30pt)\n'
    )
    made = typst.compile((head + source).encode(), font_paths=[_fonts()], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def placed(lines: Sequence[tuple[float, float, str]], *, size: int = 8) -> bytes:
    """Each text at its place in points from the top left corner."""
    placing = "".join(f"#place(dx: {x}pt, dy: {y}pt)[#text({_quoted(text)})]\n" for x, y, text in lines)
    return set_page(f"#set text(size: {size}pt)\n{placing}")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def table(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    step: float = 70,
    pitch: float = 18,
    size: int = 8,
) -> bytes:
    """A title, a line of names and rows below it, without any drawn line."""
    lines = [(200.0, 0.0, title)]
    lines += [(step * k, 40.0, name) for k, name in enumerate(header)]
    lines += [
        (step * k, 60 + pitch * number, cell)
        for number, row in enumerate(rows)
        for k, cell in enumerate(row)
        if cell
    ]
    return placed(lines, size=size)


def locked(data: bytes, password: str) -> bytes:
    """The same PDF behind a password, as banks send it."""
    import io

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(data)))
    writer.encrypt(owner_pass=password, user_pass=password)
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def packed(content: bytes, filters: bytes = b"/Filter /FlateDecode") -> bytes:
    """A PDF whose one page says what `content` unpacks to."""
    body = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n" + body + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )
