"""A picture without what a camera or a phone writes beside it: where it was taken, with what, by whom.

    kept = without_place(uploaded)     # the same picture, byte for byte, less its metadata

Nothing is drawn again: the parts of a JPEG (ISO/IEC 10918-1, annex B) and the chunks of a PNG (ISO/IEC 15948) that hold no
picture are left out, and what follows its end. Which way is up is written anew where a camera had said it. What is neither,
or is broken, is left from there on as it is; opening it is a reader's business.
"""

import re
import struct
from collections.abc import Iterator
from typing import Final

JPEG: Final = b"\xff\xd8\xff"
PNG: Final = b"\x89PNG\r\n\x1a\n"

TOLD: Final = frozenset({0xE1, 0xED, 0xFE})  # Exif and XMP, IPTC, a comment
ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
SCAN, END = 0xDA, 0xD9
AFTER_SCAN: Final = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")

EXIF: Final = b"Exif\x00\x00"
ORIENTATION: Final = 0x0112
TURNED: Final = range(2, 9)

BESIDE: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def without_place(data: bytes) -> bytes:
    """The picture alone. Other files come back as they are."""
    if data.startswith(JPEG):
        turned = next((found for marker, part in _parts(data) if (found := _orientation(marker, part))), 0)
        kept = b"".join(part for marker, part in _parts(data) if marker not in TOLD)
        return b"\xff\xd8" + (_exif(turned) if turned in TURNED else b"") + kept
    if data.startswith(PNG):
        return PNG + b"".join(chunk for name, chunk in _chunks(data) if name not in BESIDE)
    return data


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part after the first two bytes; the picture's own bits belong to the scan before them."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == END:
            yield marker, data[place : place + 2]
            return
        end = place + 2 if marker in ALONE else place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == SCAN and (found := AFTER_SCAN.search(data, end)):
            end = found.start()
        if end > len(data) or end < place + 2:
            break
        yield marker, data[place:end]
        place = end
    yield 0, data[place:]


def _orientation(marker: int, part: bytes) -> int:
    """Which way is up, 1 to 8, as the part says; 0 where it says nothing."""
    told = part[4:]
    if marker != 0xE1 or not told.startswith(EXIF):
        return 0
    tiff = told[len(EXIF) :]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}L", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for place in range(first + 2, first + 2 + 12 * count, 12):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHLH", tiff, place)
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 0


def _exif(orientation: int) -> bytes:
    """A part that says which way is up, and nothing else."""
    row = struct.pack("<HHLHH", ORIENTATION, 3, 1, orientation, 0)
    tiff = b"II*\x00" + struct.pack("<LH", 8, 1) + row + struct.pack("<L", 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(EXIF) + len(tiff)) + EXIF + tiff


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk, up to the last one."""
    place = len(PNG)
    while place + 12 <= len(data):
        name = data[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if end > len(data):
            break
        yield name, data[place:end]
        if name == b"IEND":
            return
        place = end
    yield b"", data[place:]
