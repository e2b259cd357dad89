"""A case under another law: opened, agreed, signed and paid in its own money, with nothing of the home law in it."""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from hejie import rules, steps
from hejie_platform.agreements.models import Agreement, Obligation, Payment
from hejie_platform.cases.actions import clocks
from hejie_platform.cases.models import Case
from hejie_platform.core import clock, formats, help_lines, law, storage
from hejie_platform.intake import actions as intake_actions
from hejie_platform.intake.facts.fields import Given
from hejie_platform.ledger.models import Determination
from hejie_platform.notices.queries import say
from hejie_platform.people.models import User
from hejie_platform.web import pages
from tests.platform.cast import Cast, refreshed
from tests.platform.stories import abroad, agreements, intake, negotiation
from tests.platform.web.samples import ONLY_LEAD_ON, World, address, logged_in, reader_of

pytestmark = pytest.mark.django_db
OF_HOME = re.compile(r"¥|元|\bCNY\b|\b[Yy]uan\b|\bRMB\b|人民币|\bCN-[A-Z]+-\d+|\b12348\b|\b12378\b")
SAMPLES = ("draft", "draft_lender", "case", "negotiation", "plan", "offer_talks", "offer", "agreement")
SAMPLES += ("duty", "kept_agreement")


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> World:
    """Under British law: a draft, talks with an offer on the table, and an agreement with one payment confirmed."""
    bank = abroad.lender_abroad("uk", now=now)
    settled = agreements.one_paid(abroad.talks_abroad(cast, bank, now=now), now=now)
    talks = negotiation.facts_agreed(abroad.talks_abroad(cast, bank, now=now), now=now)
    negotiation.offer_put(talks, now=now)
    draft = intake.filled_case(cast, now=now, who=cast.stranger, creditors=[bank.lender], country="uk")
    agreement = agreements.agreement_of(settled)
    objects = {
        "draft": draft,
        "case": intake.hold(cast.stranger, agreement.negotiation.case_id, now),
        "negotiation": talks,
        "offer": talks,
        "agreement": agreement,
        "kept_agreement": agreement,
        "duty": agreements.next_payment(settled, settled.borrower, now).obligation,
        "settled": settled,
    }
    mine = {"borrower": cast.stranger, "officer": bank.officer, "checker": bank.checker, "bank": bank.lender}
    return World(replace(cast, **mine), now, objects)


@pytest.fixture
def agreement(told: World) -> Agreement:
    return refreshed(told.objects["agreement"])


def _in_english(person: User) -> Client:
    client = logged_in(person)
    client.cookies["language"] = "en"
    return client


def _pages(told: World) -> Iterator[tuple[str, str]]:
    """Every page of the case's two sides, by its name, as its reader reads it in English."""
    clients: dict[Any, Client] = {}
    for page in pages.every():
        is_ours = page.sample in SAMPLES and page.audience in ("borrower", "officer")
        if not is_ours or page.method != "GET" or page.name in ONLY_LEAD_ON:
            continue
        reader = reader_of(page, told)
        assert reader
        client = clients.setdefault(reader.pk, _in_english(reader))
        answer = client.get(address(page, told))
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            yield page.name, answer.content.decode()


@pytest.mark.whole_house  # a walk through seventy pages
@pytest.mark.feature("N06")
def test_nothing_of_the_home_law_or_money_is_on_any_page_of_the_case(told: World) -> None:
    shown = dict(_pages(told))
    assert {name: found for name, text in shown.items() if (found := OF_HOME.findall(text))} == {}
    assert {"apply:result", "room:plans", "room:offer", "agreement:home", "keeping:home"} <= set(shown)
    assert len([text for text in shown.values() if "£" in text]) > 25


def test_the_lists_of_a_lender_abroad_are_in_its_money_too(told: World) -> None:
    client = _in_english(told.cast.officer)
    queue = client.get(reverse("lender:queue"), {"show": "all"}).content.decode()
    assert "Owed, as told (£)" in queue
    for page in ("lender:queue", "agreement:desk", "keeping:duties", "keeping:sheets"):
        assert OF_HOME.findall(client.get(reverse(page)).content.decode()) == [], page


def test_the_same_pattern_finds_the_home_law_at_home(told: World) -> None:
    law.leave()
    at_home = (formats.money_text(100), formats.in_unit("To pay ({unit})"), help_lines.filled("{legal_aid}"))
    assert all(OF_HOME.search(shown.replace("\xa0", " ")) for shown in at_home)
    assert OF_HOME.search("/library/CN-LIM-02/")
    with law.under("uk"):
        assert not OF_HOME.search(formats.money_text(100))


@pytest.mark.feature("N06")
def test_the_agreement_is_in_english_in_pounds_and_names_british_law_alone(
    told: World, agreement: Agreement
) -> None:
    assert agreement.state == "effective"
    terms = json.loads(agreement.terms)
    assert (terms["law"]["country"], terms["claim"]["currency"]) == ("uk", "GBP")
    british = rules.load_pack("uk").rules
    assert agreement.signed_pdf
    read = pypdfium2.PdfDocument(BytesIO(storage.get(agreement.signed_pdf)))
    said = "\n".join(page.get_textpage().get_text_range() for page in read)
    assert "This English text is binding." in said
    assert "GBP 57," in said  # what is owed, without what is waived
    assert not OF_HOME.findall(said)
    cited = set(re.findall(r"\b(?:HJ-)?[A-Z]{2}-[A-Z]+-\d+|\bHJ-(?:UK-)?\d+", said))
    assert cited <= set(british)


@pytest.mark.feature("N06")
def test_every_finding_of_the_case_rests_on_its_own_law(told: World) -> None:
    """The computed results that bind people name the law pack, and no check of another country was run."""
    rows = Determination.objects.filter(subject__isnull=False)
    assert {row.law_version for row in rows} >= {rules.load_pack("uk").name}
    assert not [row for row in rows if row.law_version.startswith("cn")]
    checks = {check for row in rows for _, check, _ in row.result.get("findings", ())}
    assert checks
    assert checks <= set(rules.load_pack("uk").checks)


def test_money_is_kept_in_the_currency_of_its_law(agreement: Agreement) -> None:
    kept = Obligation.objects.filter(agreement=agreement).exclude(amount_minor=None)
    assert {row.currency for row in kept} == {"GBP"}
    paid = Payment.objects.get(agreement=agreement)
    assert (paid.currency, paid.obligation.state) == ("GBP", "done")
    assert {loan.currency for loan in agreement.negotiation.case.loans.all()} == {"GBP"}


def test_days_are_counted_where_the_law_counts_them(told: World) -> None:
    """A review that begins on 23 December ends over the holidays of its own country."""
    late = datetime(2026, 12, 23, 10, tzinfo=told.now.tzinfo)
    case = told.objects["case"].case
    ends = {}
    for country in ("uk", "cn"):
        case.country = country  # in memory alone
        with law.under(country):
            rule = steps.CLOCKS["review"]
            row = clocks.start(case, rule, dues={}, vulnerable=False, held=False, now=late)
            assert row
            ends[country] = clock.legal_day(row.due_at).isoformat()
    assert ends["uk"] > ends["cn"]  # Christmas Day and the Monday after Boxing Day are worked at home


def test_a_moment_is_said_in_the_zone_of_the_case(told: World) -> None:
    at = datetime(2026, 6, 30, 23, 30, tzinfo=told.now.tzinfo)
    with law.under("uk"):
        assert clock.legal_day(at) == date(2026, 7, 1)  # summer time
    with law.under("cn"):
        assert clock.legal_day(at) == date(2026, 7, 1)
    at = at.replace(hour=17)
    with law.under("uk"):
        assert clock.legal_day(at) == date(2026, 6, 30)
    assert clock.legal_day(at) == date(2026, 7, 1)


def test_a_case_is_begun_under_the_law_that_is_chosen_on_the_page(told: World, cast: Cast) -> None:
    client = _in_english(cast.other_officer)
    begin = reverse("apply:begin")
    assert "United Kingdom" in client.get(reverse("apply:start")).content.decode()
    client.post(begin, {"action_id": str(uuid.uuid4()), "country": "atlantis"})
    assert not Case.objects.filter(borrower=cast.other_officer).exists()
    client.post(begin, {"action_id": str(uuid.uuid4()), "country": "uk"})
    assert Case.objects.get(borrower=cast.other_officer).country == "uk"


def test_under_it_its_lenders_alone_are_offered_and_taken(told: World, cast: Cast, now: datetime) -> None:
    client = _in_english(cast.guarantor)
    client.post(reverse("apply:begin"), {"action_id": str(uuid.uuid4()), "country": "uk"})
    case = Case.objects.get(borrower=cast.guarantor)
    assert case.country == "uk"
    page = client.get(reverse("apply:loan_new", args=[case.ref])).content.decode()
    assert "Thames Bank" in page
    assert "Riverside Bank" not in page
    held = intake.hold(cast.guarantor, case.pk, now)
    with pytest.raises(intake_actions.Wrong) as refused:
        intake_actions.add_loan(
            held,
            Given({**intake.LOAN, "creditor": cast.bank}),
            seen_version=case.version,
            now=now,
            action_id=uuid.uuid4(),
        )
    assert refused.value.code == "loan_creditor_abroad"
    assert say(refused.value.code)


def test_nobody_stays_under_the_law_of_the_case_they_looked_at_before(told: World, cast: Cast) -> None:
    client = _in_english(told.cast.borrower)
    client.get(address(next(page for page in pages.every() if page.name == "room:plans"), told))
    assert law.country() == "uk"
    page = client.get(reverse("home:help")).content.decode()
    assert law.country() == law.home()
    assert "12348" in page
