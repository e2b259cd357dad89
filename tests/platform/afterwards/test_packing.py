"""How a pack's papers are named: by what they are, so that whoever gets the pack can open them."""

from typing import Any

import pytest

from hejie_platform.afterwards.facts import packing


def a_paper(media_type: str, name: str) -> dict[str, Any]:
    texts = dict.fromkeys(("source", "row", "filed_by", "filed_at", "sha256"), "")
    return texts | {"kind": "receipt", "name": name, "media_type": media_type}


@pytest.mark.parametrize(
    ("media_type", "name", "file"),
    [
        ("application/zip", "wechat.XLSX", "papers/01-receipt.xlsx"),
        ("application/zip", "statements.zip", "papers/01-receipt.zip"),
        ("text/plain", "alipay.csv", "papers/01-receipt.csv"),
        ("text/plain", "alipay.exe", "papers/01-receipt.txt"),
        ("application/pdf", "letter.csv", "papers/01-receipt.pdf"),
        ("image/png", "", "papers/01-receipt.png"),
        ("application/unknown", "run.csv", "papers/01-receipt.bin"),
    ],
)
def test_a_paper_ends_as_its_content_is_and_as_its_owner_called_it_where_that_fits(
    media_type: str, name: str, file: str
) -> None:
    assert packing.listed([a_paper(media_type, name)])[0].file == file
