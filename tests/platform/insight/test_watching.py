"""Who watches reads the figures of the record and its chains, and can change nothing."""

import uuid
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hejie_platform.cases import access as cases
from hejie_platform.core import clock
from hejie_platform.ledger.models import Entry
from hejie_platform.people.access import NotHeld
from hejie_platform.web import pages
from tests.platform.cast import Cast
from tests.platform.stories import negotiation
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.feature("K03")]
OPEN_TO_ALL = ("public", "anyone", "demo")


def CHAPTER(cast: Cast, now: datetime) -> negotiation.Story:
    return negotiation.waiting(cast, now=now, creditors=[cast.bank])


@pytest.fixture
def auditor(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: now)
    client = logged_in(cast.auditor)
    client.cookies["language"] = "en"
    return client


def addresses(ref: str) -> Iterator[tuple[pages.Page, str]]:
    """Every page that is not open to everybody, with this reference in each place of its address."""
    for page in pages.every():
        if page.audience in OPEN_TO_ALL:
            continue
        for given in ([], [ref], [ref, ref], [ref, 1], [ref, ref, ref], [1], [ref, ref, 1]):
            try:
                yield page, reverse(page.name, args=given)
            except NoReverseMatch:
                continue
            break


def test_an_auditor_reads_the_figures_and_the_chains(told: negotiation.Story, auditor: Client) -> None:
    page = auditor.get(reverse("insight:audit"), {"walk": "1"}).content.decode()
    assert "Every chain holds" in page
    assert f">{Entry.objects.count()}<" in page, "how many entries there are"
    assert auditor.get(reverse("insight:public")).status_code == 200


def test_an_auditor_changes_nothing_on_any_page_and_opens_no_case(
    told: negotiation.Story, auditor: Client
) -> None:
    before, tried = Entry.objects.count(), 0
    for page, address in addresses(told.ref):
        answer = auditor.post(address, {"action_id": str(uuid.uuid4()), "seen_version": "1"})
        assert answer.status_code in (403, 404, 405), page.name
        tried += 1
    assert tried > 150
    assert Entry.objects.count() == before


def test_an_auditor_holds_neither_case_nor_talks(told: negotiation.Story, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotHeld):
        cases.negotiation_for(cast.auditor, told.ref, now=now)
    with pytest.raises(NotHeld):
        cases.case_for(cast.auditor, told.row().case.ref, now=now)
    assert cases.negotiation_for(cast.officer, told.ref, now=now)
