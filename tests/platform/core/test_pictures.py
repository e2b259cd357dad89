"""Pictures lose what was written beside them, and nothing of themselves."""

import struct
import zlib

import pytest

from hejie_platform.core import pictures
from tests.platform.stories.pictures import jpeg, png

PLACE = b"N 39.9042 E 116.4074"


def part(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def exif(orientation: int, order: str) -> bytes:
    """As a phone writes it: which way is up, and where it was."""
    head = b"II*\x00" if order == "<" else b"MM\x00*"
    rows = struct.pack(f"{order}HHLHH", 0x0112, 3, 1, orientation, 0)
    rows += struct.pack(f"{order}HHLL", 0x8825, 4, 1, 38)
    tiff = head + struct.pack(f"{order}LH", 8, 2) + rows + struct.pack(f"{order}L", 0) + PLACE
    return part(0xE1, b"Exif\x00\x00" + tiff)


def photo(*beside: bytes, after: bytes = b"") -> bytes:
    """A frame, and a scan whose bits look like markers where they must not be taken for such."""
    whole = jpeg()
    scan = part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\xe1\xff\xd0\x34"
    second = part(0xC4, b"\x00" + b"\xff\xd9" * 8) + part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x56"
    return whole[:2] + b"".join(beside) + whole[2:-2] + scan + second + b"\xff\xd9" + after


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_keeps_its_picture_and_which_way_is_up_and_loses_its_place(order: str) -> None:
    beside = (exif(6, order), part(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + PLACE), part(0xED, PLACE))
    sent = photo(*beside, part(0xFE, PLACE), after=photo(exif(1, order)))
    kept = pictures.without_place(sent)
    assert PLACE in sent
    assert PLACE not in kept
    (turned,) = [
        found for marker, one in pictures._parts(kept) if (found := pictures._orientation(marker, one))
    ]
    assert turned == 6
    assert kept.endswith(photo()[2:])  # the picture, every byte of it


def test_what_stands_upright_gets_nothing_written_beside_it() -> None:
    assert pictures.without_place(photo(exif(1, "<"))) == photo()
    assert pictures.without_place(photo(exif(77, "<"))) == photo()
    assert pictures.without_place(photo()) == photo()


def test_a_png_loses_its_words_and_its_tail() -> None:
    plain = png()
    words = struct.pack(">I", len(PLACE)) + b"tEXt" + PLACE + struct.pack(">I", zlib.crc32(b"tEXt" + PLACE))
    sent = plain[:33] + words + plain[33:] + PLACE
    assert pictures.without_place(sent) == plain
    assert pictures.without_place(plain) == plain


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"PK\x03\x04"])
def test_what_is_no_picture_is_left_as_it_is(data: bytes) -> None:
    assert pictures.without_place(data) == data


def test_a_picture_cut_anywhere_is_answered_and_never_grows_by_more_than_a_turn() -> None:
    for whole in (photo(exif(6, "<")), png()):
        for end in range(len(whole)):
            assert len(pictures.without_place(whole[:end])) <= end + 38


def test_cleaning_twice_is_cleaning_once() -> None:
    once = pictures.without_place(photo(exif(8, ">")))
    assert pictures.without_place(once) == once
