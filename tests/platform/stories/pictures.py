"""Small real files of every kind that people hand in, made here byte by byte."""

import struct
import zlib


def png(width: int = 2, height: int = 2, *, shade: int = 200) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\x00" + bytes([shade]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(width: int = 16, height: int = 16) -> bytes:
    """The frame of a JPEG: enough to be recognised and measured, nothing to see."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def pdf(extra: bytes = b"") -> bytes:
    """One empty page."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def scan(pages: int = 1) -> bytes:
    """A PDF of pages without a letter, each with one grey box: what a scanner makes."""
    kids = " ".join(f"{number * 2 + 3} 0 R" for number in range(pages))
    parts = [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj\n".encode(),
    ]
    for number in range(pages):
        page, drawn = number * 2 + 3, number * 2 + 4
        parts.append(
            f"{page} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents {drawn} 0 R>>endobj\n"
            f"{drawn} 0 obj<</Length 32>>stream\n0.5 g 20 20 100 100 re f         \nendstream endobj\n".encode()
        )
    return b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF\n"
