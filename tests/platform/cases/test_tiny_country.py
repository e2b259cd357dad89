"""Another country is a folder of the lawbook and nothing else: one that nobody has heard of goes through the whole house."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse

from hejie import rules
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock, law
from tests.engine.rules.test_new_country import FOLDER
from tests.platform.cast import Cast
from tests.platform.stories import abroad, agreements
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime) -> rules.LawPack:
    """Its folder is the only thing that is new."""
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pack, load, known = rules.read_pack(tmp_path), rules.load_pack, rules.countries()
    monkeypatch.setattr(rules, "load_pack", lambda country: pack if country == "tl" else load(country))
    monkeypatch.setattr(rules, "countries", lambda: (*known, "tl"))
    monkeypatch.setattr(clock, "now", lambda: now)
    return pack


@pytest.mark.feature("N06")
def test_a_folder_is_enough_from_the_application_to_the_agreement(
    tiny: rules.LawPack, cast: Cast, now: datetime
) -> None:
    story = agreements.drawn_up(
        abroad.talks_abroad(cast, abroad.lender_abroad("tl", now=now), now=now), now=now
    )
    row = agreements.agreement_of(story)
    terms = json.loads(row.terms)
    assert (row.state, terms["law"]["country"], terms["claim"]["currency"]) == ("signing", "tl", "NZD")
    assert {loan.currency for loan in row.negotiation.case.loans.all()} == {"NZD"}
    assert not Clock.objects.filter(case=row.negotiation.case, rule="court_confirmation").exists()
    client = logged_in(cast.stranger)
    client.cookies["language"] = "en"
    page = client.get(reverse("agreement:home", args=[row.ref])).content.decode()
    assert "NZ$" in page
    assert "yuan" not in page
    assert "CN-" not in page
    assert law.zone().key == tiny.zone
