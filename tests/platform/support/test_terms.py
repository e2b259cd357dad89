"""Each term of an agreement leads to what it means, in words that are short, calm and plain."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hejie import texts
from hejie_platform.agreements.facts import terms as signed
from hejie_platform.core import clock
from hejie_platform.web.lessons import terms
from tests.platform.cast import Cast
from tests.platform.notices import test_reading as reading
from tests.platform.stories import agreements, negotiation
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.feature("J01")]
CLAUSES = [code for code, declared in texts.CODES.items() if declared.kind == "clause"]


@pytest.mark.parametrize("code", CLAUSES)
def test_every_clause_that_the_engine_can_write_has_its_explanation(code: str) -> None:
    title, meaning = terms.TERMS[terms.term_of(code)]
    assert title
    assert len(str(meaning)) > 8


def test_no_explanation_is_left_over_and_an_unknown_clause_is_an_error() -> None:
    assert {terms.term_of(code) for code in CLAUSES} == set(terms.TERMS)
    with pytest.raises(LookupError):
        terms.term_of("clause_moon")


@pytest.mark.parametrize(("language", "rule"), reading.EACH)
def test_every_explanation_passes_the_check_of_reading(language: str, rule: str) -> None:
    with translation.override(language):
        said = [f"{title}. {meaning}" for title, meaning in terms.TERMS.values()]
    assert [fault for text in said for fault in reading.RULES[language][rule](text)] == []


def test_each_term_of_an_agreement_links_to_its_explanation(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    story = agreements.drawn_up(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    agreement = agreements.agreement_of(story)
    page = logged_in(cast.borrower).get(reverse("agreement:summary", args=[agreement.ref])).content.decode()
    linked = re.findall(rf'href="{reverse("lessons:terms")}#(\w+)"', page)
    written = {terms.term_of(one["code"]) for one in signed.terms_of(agreement)["clauses"]}
    assert set(linked) == written
    assert len(linked) == len(written) > 15
    explained = Client().get(reverse("lessons:terms")).content.decode()
    assert all(f'id="{name}"' in explained for name in linked), "without an account"
