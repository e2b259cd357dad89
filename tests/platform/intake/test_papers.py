"""What an upload is gets decided by its bytes, and what cannot be taken is refused before anything opens it."""

import pytest

from hejie_platform.intake.facts import papers
from tests.platform.stories import pictures

MOST = 1024 * 1024


def look(data: bytes, *, reads: bool = False) -> papers.Look:
    return papers.look_at(data, reads=reads, most_bytes=MOST)


def code_of(data: bytes, *, reads: bool = False) -> str:
    return look(data, reads=reads).faults[0].code


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(pictures.png(), papers.PNG), (pictures.jpeg(), papers.JPEG), (pictures.pdf(), papers.PDF)],
)
def test_pictures_and_pdf_are_taken_as_papers_and_as_statements(data: bytes, media_type: str) -> None:
    for reads in (False, True):
        assert look(data, reads=reads) == papers.Look(media_type)


def test_text_and_archives_are_taken_as_statements_alone() -> None:
    text, archive = "交易时间,金额\n".encode("gb18030"), b"PK\x03\x04rest"
    assert look(text, reads=True).media_type == papers.TEXT
    assert look(archive, reads=True).media_type == papers.ZIP
    assert code_of(text) == code_of(archive) == "paper_wrong_kind"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", papers.TEXT),
        (b"From: card@bank.example\nMIME-Version: 1.0\n\nbill\n", papers.TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), papers.XLS),
    ],
)
def test_a_statement_may_be_a_page_a_mail_or_an_old_workbook_and_no_other_paper_may(
    data: bytes, media_type: str
) -> None:
    assert look(data, reads=True).media_type == media_type
    assert code_of(data) == "paper_wrong_kind"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "paper_empty"),
        (b"x" * (MOST + 1), "paper_too_large"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "paper_statement_kind"),
        (b"\x1f\x8b\x08\x00packed", "paper_statement_kind"),
        (pictures.png()[:-6], "paper_picture_broken"),
        (pictures.jpeg()[:10], "paper_picture_broken"),
        (pictures.png_claiming(60_000, 60_000), "paper_picture_too_large"),
        (pictures.png_claiming(0, 10), "paper_picture_broken"),
        (pictures.jpeg(20_000, 20_000), "paper_picture_too_large"),
        (pictures.pdf()[:40], "paper_pdf_broken"),
        (pictures.pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "paper_pdf_active"),
        (pictures.pdf(b"/AA<</S/Launch>>"), "paper_pdf_active"),
        (pictures.pdf(b"/S/Rendition/JS (\xfe\xff\x00a)"), "paper_pdf_active"),
        (pictures.pdf(b"/S/Rendition/JS\n12 0 R"), "paper_pdf_active"),
        (pictures.pdf(b"/S/Rendition/JS<6170702e>"), "paper_pdf_active"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_own_reason(data: bytes, code: str) -> None:
    assert code_of(data, reads=True) == code


def test_a_locked_pdf_is_taken_as_a_statement_whose_password_is_asked_for_and_as_no_other_paper() -> None:
    locked = pictures.pdf(b"/Encrypt 9 0 R")
    assert look(locked, reads=True) == papers.Look(papers.PDF)
    assert code_of(locked) == "paper_pdf_locked"


def test_a_name_of_a_font_is_no_programme() -> None:
    assert look(pictures.pdf(b"/JSFont 1 /LaunchPad 2")).faults == ()


def test_three_letters_among_the_bits_of_a_scan_are_no_programme() -> None:
    bits = b"stream\n\x93\x07/JS\x8a\xc1\x12/JS(\x91\x88\x03/JS<\xa9\nendstream"
    assert look(pictures.pdf(bits)).faults == ()


def test_a_picture_is_measured_past_markers_that_are_no_frame() -> None:
    thumbnail = b"\xff\xd8\xff\xe1\x00\x08ABCDEF" + pictures.jpeg(30, 20)[2:]
    assert papers._jpeg_size(thumbnail) == (30, 20)
