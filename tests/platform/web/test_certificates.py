"""Offers and agreements carry a certificate of their figures: for their parties alone, and true when anybody computes it."""

import json
import uuid
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader

from hejie import certificates, texts
from hejie_platform.core import clock
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return agreements.drawn_up(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


def addresses(story: Story) -> dict[str, str]:
    agreement = agreements.agreement_of(story)
    offer = [story.ref, agreement.offer.number]
    return {
        "room": reverse("room:certificate", args=offer),
        "lender": reverse("lender:certificate", args=offer),
        "agreement": reverse("agreement:computation", args=[agreement.ref]),
    }


def got(person: User, where: str) -> Any:
    return logged_in(person).get(where)


def test_each_side_gets_the_same_certificate_and_it_is_the_schedule_that_was_agreed(
    story: Story, cast: Cast
) -> None:
    where = addresses(story)
    papers = [
        got(story.borrower, where["room"]),
        got(cast.officer, where["lender"]),
        got(story.borrower, where["agreement"]),
        got(cast.officer, where["agreement"]),
    ]
    assert {paper.status_code for paper in papers} == {200}
    assert len({paper.content for paper in papers}) == 1
    verdict = certificates.verify_bytes(papers[0].content)
    assert verdict.is_equal
    result = json.loads(papers[0].content)["result"]
    terms = json.loads(agreements.agreement_of(story).terms)
    due = [one["amount_minor"] for one in terms["obligations"] if one["kind"] == "instalment"]
    assert [amount for amount in result["amount"] if amount] == due
    assert "attachment" in papers[0]["Content-Disposition"]


@pytest.mark.parametrize("who", ["stranger", "other_borrower", "other_officer"])
def test_who_is_no_party_finds_no_certificate(story: Story, cast: Cast, who: str) -> None:
    for where in addresses(story).values():
        assert got(getattr(cast, who), where).status_code == 404
        assert Client().get(where).status_code in (302, 404)


def test_the_pages_lead_to_the_certificate(story: Story) -> None:
    where = addresses(story)
    offer = got(story.borrower, reverse("room:offer", args=[story.ref, 1])).content.decode()
    agreement = got(
        story.borrower, reverse("agreement:home", args=[agreements.agreement_of(story).ref])
    ).content.decode()
    assert where["room"] in offer
    assert where["agreement"] in agreement


def test_the_document_to_be_signed_carries_the_same_certificate(story: Story) -> None:
    page = got(story.borrower, addresses(story)["agreement"])
    document = got(
        story.borrower, reverse("agreement:document", args=[agreements.agreement_of(story).ref])
    ).content
    files = PdfFileReader(BytesIO(document)).root["/AF"]
    attached = {
        str(one.get_object()["/UF"]): one.get_object()["/EF"]["/F"].get_object().data for one in files
    }
    assert set(attached) == {"terms.json", "computation.json"}
    assert attached["computation.json"] == page.content


def judged(data: bytes, language: str = "en") -> str:
    client = Client()
    client.cookies["language"] = language
    file = SimpleUploadedFile("paper.json", data, content_type="application/json")
    answer = client.post(reverse("verify:computation"), {"file": file, "action_id": str(uuid.uuid4())})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_anybody_may_have_it_computed_again_and_a_changed_figure_is_named(story: Story) -> None:
    data = got(story.borrower, addresses(story)["room"]).content
    assert "Equal to the last cent" in judged(data)
    assert "分文不差" in judged(data, "zh-hans")
    paper = json.loads(data)
    paper["result"]["totals"]["interest"] += 1
    paper["hash"] = texts.digest({name: value for name, value in paper.items() if name != "hash"})
    said = judged(certificates.to_bytes(paper))
    assert "Not equal, or changed" in said
    assert "result.totals.interest" in said


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"{}", b'{"a": 1.5}', b"[" * 5000, b"\xff\xfe", b"x" * 500_000]
)
def test_a_file_that_is_no_certificate_gets_a_sentence(data: bytes) -> None:
    assert "This certificate cannot be computed" in judged(data)


def test_the_public_page_opens_for_everybody() -> None:
    assert Client().get(reverse("verify:computation")).status_code == 200
