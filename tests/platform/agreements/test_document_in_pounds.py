"""Under a law that binds in English the document is English alone, and every amount in its own currency."""

import json
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from hejie import agreements, plans, texts
from hejie_platform.agreements import document
from hejie_platform.agreements.document import writing
from tests.engine.agreements import conftest as chinese
from tests.engine.agreements.test_in_pounds import terms, tried  # noqa: F401 - the agreement in pounds, as fixtures

SLOTS = (("borrower", "Borrower A"), ("lender", "Lender B"))


def paper(made: agreements.Terms) -> document.Paper:
    plain = json.loads(texts.canonical_json(made.terms_json))
    return document.Paper(plain, made.terms_hash, "7K2M9QX0TA", date(2026, 6, 1), SLOTS)


def words(pdf: bytes) -> str:
    read = pypdfium2.PdfDocument(BytesIO(pdf))
    return "\n".join(page.get_textpage().get_text_range() for page in read)


def test_an_agreement_in_pounds_is_one_english_document(
    terms: agreements.Terms,  # noqa: F811 - the fixture
    tried: plans.Evaluation,  # noqa: F811 - the fixture
) -> None:
    said = words(document.draw(paper(terms)))
    assert "This English text is binding." in said
    assert "GBP 5,000.00" in said
    assert "Amount (GBP)" in said
    assert "CNY" not in said
    assert not [letter for letter in said if "\u4e00" <= letter <= "\u9fff"]
    assert f"{tried.schedule.amounts[0] / 100:,.2f}" in said


def test_each_signature_has_its_place_in_the_only_part(
    terms: agreements.Terms,  # noqa: F811 - the fixture
) -> None:
    assert len(document.places(paper(terms))) == len(SLOTS)


def test_a_chinese_agreement_keeps_both_languages_and_its_money() -> None:
    made, faults = agreements.draw_up(
        chinese.tried_on(), deal=chinese.DEAL, options=chinese.OPTIONS, pack=chinese.LAW
    )
    assert made, faults
    langs = writing.languages_of(paper(made).terms)
    assert [(lang.code, lang.currency) for lang in langs] == [("zh", "CNY"), ("en", "CNY")]
    assert langs[0].money(123456) == "1,234.56 元"
    assert "Chinese text before it is binding" in langs[1].said["binding_note"]


@pytest.mark.parametrize(
    ("currency", "shown"), [("GBP", "GBP 1,234.56"), ("JPY", "JPY 123,456"), ("KWD", "KWD 123.456")]
)
def test_an_amount_has_the_decimals_of_its_currency(currency: str, shown: str) -> None:
    assert writing.language("en", currency).money(123456) == shown
