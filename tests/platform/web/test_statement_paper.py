"""The statement of account as a document: every figure of the page, for both sides alone, computable by a stranger."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pyhanko.pdf_utils.reader import PdfFileReader

from hejie import certificates, loans
from hejie.loans.reconciliation import Day, Statement
from hejie_platform.afterwards.document.drawing import draw
from hejie_platform.core import clock, formats
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.models import Claim
from hejie_platform.web.room import papers
from tests.platform.afterwards.reading import text_of
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in
from tests.platform.web.test_statement import page_of, restated

pytestmark = pytest.mark.django_db
BOTH = ("room:statement", "lender:statement")


@pytest.fixture(autouse=True)
def the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    """Talks with one loan, of which the lender has stated what is owed."""
    return story.facts_stated(story.waiting(cast, now=now), now=now)


def got(person: Any, name: str, talks: story.Story, language: str = "en") -> Any:
    client: Client = logged_in(person)
    client.cookies["language"] = language
    return client.get(reverse(name, args=[talks.ref]))


def read(answer: Any) -> str:
    """The text of a PDF as one line: what a narrow column breaks is put together again."""
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(text_of(answer.content).split())


def statement_of(claim: Claim) -> Statement:
    found = queries.statement_of(claim)
    assert found is not None
    return found


def amounts(minors: Sequence[int]) -> str:
    return " ".join(formats.amount_text(minor) for minor in minors)


def test_each_side_finds_every_figure_of_the_page_in_the_document(told: story.Story, cast: Cast) -> None:
    found = statement_of(restated(service_fees=30_000, overdue_principal=7))
    assert found.causes
    assert not found.is_explained
    for person, name in zip((told.borrower, cast.officer), BOTH, strict=True):
        answer = got(person, name, told)
        assert "attachment" in answer["Content-Disposition"]
        said = read(answer)
        for line in found.lines:
            assert amounts((line.claimed, line.computed, line.difference)) in said, line.bucket
        claimed, computed = found.claimed.total, found.computed.total
        assert f"Together {amounts((claimed, computed, claimed - computed))}" in said
        assert "stand in no contract that we know" in said
        assert "Service fees 300.00" in said
        assert "Together 0.07" in said
        assert "are unexplained" in said


def test_the_document_says_who_when_by_what_and_that_nothing_is_decided(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    claim = restated()
    said = read(got(told.borrower, "room:statement", told))
    [proof] = queries.certificates_of_claim(claim)
    with translation.override("en"):
        assert formats.day_text(claim.as_of) in said
    assert told.ref in said
    assert queries.borrower_name(told.row(), now=now) in said
    assert "This is a computation and not a decision" in said
    assert "everything due before the first unpaid day was paid on its day" in said
    assert "Actual days, a year of 360" in said
    assert "To the cent, half a cent upwards" in said
    assert "Equal to the cent." in said
    assert "Why they differ" not in said
    assert f"engine {certificates.ENGINE}" in said
    for digest in (proof["hash"], claim.hash):
        assert digest[:32] in said
        assert digest[32:] in said


def test_the_payments_that_were_assumed_are_those_of_the_computation(told: story.Story) -> None:
    claim = restated()
    [proof] = queries.certificates_of_claim(claim)
    paid = proof["result"]["received"]
    assert paid
    total = formats.amount_text(sum(one["amount"] for one in paid)).removesuffix(".00")
    said = read(got(told.borrower, "room:statement", told)).replace(formats.NO_BREAK, " ")
    assert f"{len(paid)} payments are taken as made, {total} yuan together" in said


def test_the_document_speaks_chinese_with_the_same_figures(told: story.Story) -> None:
    found = statement_of(restated(service_fees=30_000))
    said = read(got(told.borrower, "room:statement", told, "zh-hans"))
    for words in ("对账单", "贷款机构主张", "按合同计算", "差额的原因", "不是裁决", "计入了哪些还款"):
        assert words in said
    for line in found.lines:
        assert amounts((line.claimed, line.computed, line.difference)) in said
    assert not re.search(r"Lender says|By the contract|Together|assumed", said)
    assert "〓" not in said


def test_the_attached_certificate_gives_what_the_contract_gives(told: story.Story) -> None:
    claim = restated(penalty_interest=-5)
    document = got(told.borrower, "room:statement", told).content
    [attached] = PdfFileReader(BytesIO(document)).root["/AF"]
    file = attached.get_object()
    assert file["/UF"] == "computation-1.json"
    data = file["/EF"]["/F"].get_object().data
    assert certificates.verify_bytes(data).is_equal
    [proof] = queries.certificates_of_claim(claim)
    assert certificates.to_bytes(proof) == data
    assert proof["result"]["buckets"] == dict(statement_of(claim).computed.items())


def test_the_same_figures_make_the_same_document(told: story.Story, cast: Cast) -> None:
    first = got(told.borrower, "room:statement", told)
    assert got(cast.officer, "lender:statement", told).content == first.content


@pytest.mark.parametrize("who", ["stranger", "other_borrower", "other_officer"])
def test_who_is_no_party_finds_no_statement(told: story.Story, cast: Cast, who: str) -> None:
    for name in BOTH:
        assert got(getattr(cast, who), name, told).status_code == 404
        assert Client().get(reverse(name, args=[told.ref])).status_code == 302


def test_no_side_uses_the_door_of_the_other(told: story.Story, cast: Cast) -> None:
    assert got(told.borrower, "lender:statement", told).status_code == 404
    assert got(cast.officer, "room:statement", told).status_code == 404


def test_the_pages_of_both_sides_lead_to_it(told: story.Story, cast: Cast) -> None:
    for person, page, name in (
        (told.borrower, "room:facts", BOTH[0]),
        (cast.officer, "lender:talks", BOTH[1]),
    ):
        assert reverse(name, args=[told.ref]) in page_of(person, page, told)


def test_a_contract_that_says_too_little_gets_a_sentence_and_no_document(
    told: story.Story, cast: Cast
) -> None:
    claim = Claim.objects.get()
    claim.contract["loans"][0]["first_due"] = None
    claim.save()
    assert queries.certificates_of_claim(claim) == ()
    for person, page, name in (
        (told.borrower, "room:facts", BOTH[0]),
        (cast.officer, "lender:talks", BOTH[1]),
    ):
        assert reverse(name, args=[told.ref]) not in page_of(person, page, told)
        client = logged_in(person)
        client.cookies["language"] = "en"
        answer = client.get(reverse(name, args=[told.ref]), follow=True)
        assert answer.redirect_chain == [(reverse(page, args=[told.ref]), 302)]
        assert "There is no statement of account: the contract does not say enough" in answer.content.decode()


def test_before_the_lender_says_anything_there_is_nothing_to_draw(cast: Cast, now: datetime) -> None:
    talks = story.waiting(cast, now=now)
    client = logged_in(talks.borrower)
    client.cookies["language"] = "en"
    answer = client.get(reverse(BOTH[0], args=[talks.ref]), follow=True)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "The lender has not said yet what is owed." in answer.content.decode()


def drawn(talks: story.Story, found: Statement, now: datetime) -> str:
    with translation.override("en"):
        made = papers.paper(talks.borrowers(now), talks.claim(), found, now=now)
        return " ".join(text_of(draw(made, at=now)).split())


def test_a_lenders_account_day_by_day_stands_in_a_table_of_its_own(told: story.Story, now: datetime) -> None:
    found = statement_of(restated())
    days = (
        Day(date(2026, 9, 1), 500_000, 500_000, {}, {}),
        Day(date(2026, 9, 2), 500_321, 500_000, {"penalty_interest": 321}, {"penalty_interest": 21}),
    )
    said = drawn(told, replace(found, days=days), now)
    assert "Day by day" in said
    assert "The two accounts differ from 2 Sep 2026 on." in said
    assert f"1 Sep 2026 {amounts((500_000, 500_000, 0, 0))}" in said
    assert f"2 Sep 2026 {amounts((500_321, 500_000, 321, 21))}" in said
    assert "Day by day" not in drawn(told, found, now)


def test_less_than_the_contract_gives_is_told_with_its_minus(told: story.Story, now: datetime) -> None:
    found = statement_of(restated())
    less = replace(found, claimed=loans.Buckets.of(dict(found.computed.items()) | {"overdue_principal": 0}))
    gone = found.computed.overdue_principal
    assert gone
    assert f"Overdue principal {amounts((0, gone, -gone))}" in drawn(told, less, now)


def test_a_claim_of_two_loans_has_a_certificate_of_each_and_says_what_cannot_be_told(
    told: story.Story, now: datetime
) -> None:
    claim = restated()
    [first] = claim.contract["loans"]
    claim.contract["loans"].append(first | {"ref": "SECOND", "received_minor": 1_000_000})
    claim.save()
    found = statement_of(claim)
    proofs = queries.certificates_of_claim(claim)
    assert sum(proof["result"]["total"] for proof in proofs) == found.computed.total
    with translation.override("en"):
        made = papers.paper(told.borrowers(now), claim, found, now=now)
    assert list(made.files) == ["computation-1.json", "computation-2.json"]
    said = drawn(told, found, now)
    assert "The contract and how it was computed: SECOND" in said
    assert "The claim is for several loans together" in said
    gap = found.claimed.total - found.computed.total
    assert f"Together {amounts((gap,))}" in said
