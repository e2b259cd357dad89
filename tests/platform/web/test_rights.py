"""Every page of a stage names the rights that people have there, each with the rule that it comes from."""

import html
from datetime import date, datetime

import pytest
from django.urls import reverse

from hejie import rules
from hejie_platform.core import clock
from hejie_platform.people.models import User
from hejie_platform.support import queries
from hejie_platform.web.library import rights
from tests.platform.cast import Cast
from tests.platform.stories import afterwards, agreements, intake, keeping, mediation, negotiation
from tests.platform.web.samples import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.feature("I03")]
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def shown(person: User, name: str, ref: str) -> set[str]:
    """The rules to which the rights of the page lead."""
    page = logged_in(person).get(reverse(name, args=[ref])).content.decode()
    part = page.partition('<details class="rights">')[2].partition("</details>")[0]
    every = {rule for rules in rights.stages().values() for rule in rules}
    return {rule for rule in every if f'href="{reverse("library:rule", args=[rule])}"' in part}


def test_the_pages_of_an_application_and_of_its_review(cast: Cast, now: datetime) -> None:
    draft = intake.draft_case(cast, now=now).case.ref
    sent = intake.submitted_case(cast, now=now, who=cast.other_borrower).case.ref
    assert shown(cast.borrower, "apply:tasks", draft) == set(rights.stages()["apply"])
    assert shown(cast.other_borrower, "case:home", sent) == set(rights.stages()["review"])


def test_the_pages_of_the_talks_on_both_sides_and_after_them(cast: Cast, now: datetime) -> None:
    story = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    assert shown(cast.borrower, "room:home", story.ref) == set(rights.stages()["talks"])
    assert shown(cast.officer, "lender:talks", story.ref) == set(rights.stages()["talks"])
    ended = afterwards.refused(cast, now=now).row().case.ref
    assert shown(cast.borrower, "afterwards:home", ended) == set(rights.stages()["afterwards"])


def test_the_page_of_a_mediation(cast: Cast, now: datetime) -> None:
    told = mediation.asking(cast, now=now)
    assert shown(cast.borrower, "mediation:home", told.row().ref) == set(rights.stages()["mediation"])


def test_the_pages_of_an_agreement_to_sign_and_to_keep(cast: Cast, now: datetime) -> None:
    story = agreements.drawn_up(negotiation.waiting(cast, now=now), now=now)
    ref = agreements.agreement_of(story).ref
    for person in (cast.borrower, cast.officer):
        assert shown(person, "agreement:home", ref) == set(rights.stages()["agreement"])
    kept = agreements.agreement_of(keeping.running(cast, now=now)).ref
    for name in ("agreement:home", "keeping:home"):
        assert shown(cast.borrower, name, kept) == set(rights.stages()["keeping"])


@pytest.mark.parametrize("stage", rules.load_pack("cn").rights)
def test_every_right_is_in_force_with_its_source_in_the_law_book(stage: str) -> None:
    found = rights.rights(stage, day=DAY)
    assert len(found) == len(rights.stages()[stage]) >= 2
    for one in found:
        rule = queries.rule_on(one.rule, DAY)
        assert rule
        assert rule.rule.source
        assert html.unescape(one.says) in (rule.rule.says, rule.rule.says_zh)


def test_a_right_is_not_named_before_its_rule_began() -> None:
    assert rights.rights("agreement", day=date(2000, 1, 1)) == []
