"""Writing a policy in a form: nothing typed is lost, everything wrong is said, two people, two officers at once."""

import html
import re
import tomllib
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie import rules
from hejie_platform.core import clock
from hejie_platform.lenders import queries
from hejie_platform.lenders.models import PolicyDraft, PolicyVersion
from hejie_platform.people.models import Membership
from hejie_platform.web.lender import policy_form
from hejie_platform.web.lender import policy_words as words
from tests.platform.cast import DAY, Cast, person
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<input[^>]*type="(?P<type>[a-z]+)"[^>]*name="(?P<name>[^"]+)"(?P<rest>[^>]*)>')
SELECT = re.compile(r'<select name="(?P<name>[^"]+)".*?</select>', re.S)
EMPTY = {"checkbox": "on"}
CHOSEN = re.compile(r'<option value="(?P<value>[^"]*)" selected')


@pytest.fixture(autouse=True)
def the_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture(autouse=True)
def published(cast: Cast, now: datetime) -> PolicyVersion:
    return story.publish_policy(cast.bank, writer=cast.officer, approver=cast.checker, now=now)


@pytest.fixture
def officer(cast: Cast) -> Client:
    return _english(logged_in(cast.officer))


@pytest.fixture
def checker(cast: Cast) -> Client:
    return _english(logged_in(cast.checker))


def _english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def press(**given: Any) -> dict[str, Any]:
    return {"action_id": str(uuid.uuid4()), **given}


def begin(officer: Client, cast: Cast, base: str = "1") -> PolicyDraft:
    officer.post(reverse("lender:policy_begin", args=[cast.bank.ref]), press(base=base))
    return PolicyDraft.objects.get(handed_in=None, dropped_at=None)


def where(draft: PolicyDraft, part: str) -> str:
    return reverse("lender:policy_part", args=[draft.lender.ref, draft.ref, part])


def shown(client: Client, address: str) -> dict[str, Any]:
    """The form of a page as a browser would send it back."""
    return filled(client.get(address).content.decode())


def filled(page: str) -> dict[str, Any]:
    form: dict[str, Any] = {}
    for found in FIELD.finditer(page):
        value = re.search(r'value="([^"]*)"', found["rest"])
        if found["type"] == "checkbox" and "checked" not in found["rest"]:
            continue
        form.setdefault(found["name"], []).append(
            html.unescape(value[1]) if value else EMPTY.get(found["type"], "")
        )
    for found in SELECT.finditer(page):
        chosen = CHOSEN.search(found[0])
        form[found["name"]] = [chosen["value"] if chosen else ""]
    return form


def save(client: Client, draft: PolicyDraft, part: str, **changes: Any) -> Any:
    address = where(draft, part)
    return client.post(address, shown(client, address) | changes)


def hand_in(client: Client, draft: PolicyDraft) -> Any:
    return client.post(
        reverse("lender:policy_hand_in", args=[draft.lender.ref, draft.ref]), press(), follow=True
    )


RATE = "published.levers.annual_rate.most"


@pytest.mark.parametrize(
    "part", ["frame", "causes", "evidence", "levers", "times", "refusals", "contact", "private"]
)
def test_a_part_that_is_opened_and_saved_unchanged_changes_nothing(
    officer: Client, cast: Cast, part: str
) -> None:
    draft = begin(officer, cast)
    before = queries.mapping_from(dict(draft.typed))
    assert save(officer, draft, part).status_code == 302
    draft.refresh_from_db()
    assert rules.policy_changes(before, queries.mapping_from(dict(draft.typed))) == ()
    assert draft.parts[part]["version"] == 1


def test_every_share_says_that_it_is_in_percent_and_every_other_figure_does_not() -> None:
    told = {
        path: str(words.short(path)) for part in ("levers", "private") for path in policy_form.paths(part, {})
    }
    shares = {path for path in told if queries.kind_of(path) == "percent"}
    assert {path for path in shares if "percent" not in told[path]} == set()
    assert {path for path in told if "percent" in told[path]} == shares


def test_what_is_typed_wrong_is_kept_and_told_with_its_place_all_at_once(officer: Client, cast: Cast) -> None:
    draft = begin(officer, cast)
    answer = save(
        officer,
        draft,
        "levers",
        **{RATE: "quite a lot", "published.levers.instalments.step": "", "published.levers.every": []},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Saved as you typed it" in page
    assert 'value="quite a lot"' in page
    for field in (RATE, "published.levers.instalments.step", "published.levers.every"):
        assert f'id="id_{field}_error"' in page, field

    overview = officer.get(reverse("lender:policy_draft", args=[cast.bank.ref, draft.ref])).content.decode()
    assert "3 things to mend" in overview
    assert f"{where(draft, 'levers')}#id_{RATE}" in overview
    assert "Hand it in to be checked" not in overview
    assert 'value="quite a lot"' in officer.get(where(draft, "levers")).content.decode()


def test_a_rate_beyond_the_law_names_its_rule_and_cannot_be_handed_in(officer: Client, cast: Cast) -> None:
    draft = begin(officer, cast)
    page = save(officer, draft, "levers", **{RATE: "50"}).content.decode()
    rule = re.search(r'href="(/library/[^"]+)">(CN-[A-Z0-9-]+)<', page)
    assert rule
    assert officer.get(rule[1]).status_code == 200

    hand_in(officer, draft)
    assert PolicyVersion.objects.count() == 1
    save(officer, draft, "levers", **{RATE: "12"})
    hand_in(officer, draft)
    assert PolicyVersion.objects.count() == 2


def test_the_second_person_sees_what_changes_publishes_from_a_day_and_it_holds_from_then(
    officer: Client, checker: Client, cast: Cast, now: datetime
) -> None:
    draft = begin(officer, cast)
    save(officer, draft, "levers", **{RATE: "12"})
    save(officer, draft, "private", **{"private.discount_rate": "4"})
    hand_in(officer, draft)
    address = reverse("lender:policy_version", args=[cast.bank.ref, 2])
    page = checker.get(address).content.decode()
    assert all(f">{share}" in page for share in ("18%", "<strong>12%", "<strong>4%"))
    assert "Approve and publish" in page
    assert "Approve and publish" not in officer.get(address).content.decode()

    publish = reverse("lender:policy_publish", args=[cast.bank.ref, 2])
    yesterday, later = DAY - timedelta(days=1), DAY + timedelta(days=5)
    assert (
        "today or a later day"
        in checker.post(publish, press(from_day=yesterday.isoformat())).content.decode()
    )
    assert checker.post(publish, press(from_day=later.isoformat())).status_code == 302
    assert queries.policy_version_on(cast.bank, DAY).number == 1
    assert queries.policy_version_on(cast.bank, later).number == 2
    assert queries.policy_on(cast.bank, later).digest == PolicyVersion.objects.get(number=2).digest


def test_a_version_is_returned_with_a_reason_and_written_on_from_there(
    officer: Client, checker: Client, cast: Cast
) -> None:
    draft = begin(officer, cast)
    save(officer, draft, "levers", **{RATE: "12"})
    hand_in(officer, draft)
    give_back = reverse("lender:policy_return", args=[cast.bank.ref, 2])
    assert checker.post(give_back, press(words="")).status_code == 200
    assert officer.post(give_back, press(words="no")).status_code == 200
    assert PolicyVersion.objects.get(number=2).put_aside_at is None

    assert checker.post(give_back, press(words="Twelve is too low for cards.")).status_code == 302
    page = officer.get(reverse("lender:policy_version", args=[cast.bank.ref, 2])).content.decode()
    assert "Twelve is too low for cards." in page
    publish = reverse("lender:policy_publish", args=[cast.bank.ref, 2])
    checker.post(publish, press())
    assert PolicyVersion.objects.get(number=2).published_at is None

    again = begin(officer, cast, base="2")
    assert dict(again.typed)[RATE] == "12"


def test_an_officer_withdraws_a_version_that_waits_and_none_that_is_published(
    officer: Client, cast: Cast
) -> None:
    hand_in(officer, begin(officer, cast))
    for number in (1, 2):
        officer.post(reverse("lender:policy_withdraw", args=[cast.bank.ref, number]), press())
    assert [row.put_aside_how for row in PolicyVersion.objects.order_by("number")] == ["", "withdrawn"]


def test_the_second_of_two_officers_sees_both_texts_and_chooses(
    officer: Client, cast: Cast, now: datetime
) -> None:
    colleague = _english(logged_in(person("second-officer", cast.bank, "officer", now=now)))
    draft = begin(officer, cast)
    address = where(draft, "levers")
    mine, theirs = shown(officer, address), shown(colleague, address)
    assert officer.post(address, mine | {RATE: "12"}).status_code == 302

    answer = colleague.post(address, theirs | {RATE: "15"})
    page = answer.content.decode()
    assert "A colleague saved this part while you wrote" in page
    assert 'value="15"' in page
    draft.refresh_from_db()
    assert dict(draft.typed)[RATE] == "12"
    assert colleague.post(address, filled(page)).status_code == 302
    draft.refresh_from_db()
    assert dict(draft.typed)[RATE] == "15"


def test_two_officers_in_two_parts_do_not_meet(officer: Client, cast: Cast, now: datetime) -> None:
    colleague = _english(logged_in(person("second-officer", cast.bank, "officer", now=now)))
    draft = begin(officer, cast)
    levers, contact = shown(officer, where(draft, "levers")), shown(colleague, where(draft, "contact"))
    assert officer.post(where(draft, "levers"), levers | {RATE: "12"}).status_code == 302
    assert (
        colleague.post(where(draft, "contact"), contact | {"published.contact.phone": "95188"}).status_code
        == 302
    )
    draft.refresh_from_db()
    assert (dict(draft.typed)[RATE], dict(draft.typed)["published.contact.phone"]) == ("12", "95188")


def test_who_typed_a_part_does_not_publish_it_though_a_colleague_handed_it_in(
    officer: Client, checker: Client, cast: Cast
) -> None:
    Membership.objects.create(user=cast.checker, organisation=cast.bank, role="officer", from_day=DAY)
    draft = begin(officer, cast)
    save(checker, draft, "levers", **{RATE: "12"})
    hand_in(officer, draft)
    publish = reverse("lender:policy_publish", args=[cast.bank.ref, 2])
    assert "Nobody publishes a policy of their own writing" in checker.post(publish, press()).content.decode()
    assert PolicyVersion.objects.get(number=2).published_at is None


def test_a_checker_alone_writes_nothing(checker: Client, officer: Client, cast: Cast) -> None:
    draft = begin(officer, cast)
    answer = save(checker, draft, "levers", **{RATE: "12"})
    assert "written by an officer" in answer.content.decode()
    draft.refresh_from_db()
    assert dict(draft.typed)[RATE] == "18"


def test_fields_of_another_part_or_of_nobody_are_not_taken(officer: Client, cast: Cast) -> None:
    draft = begin(officer, cast)
    save(
        officer,
        draft,
        "contact",
        **{RATE: "1", "policy.lender_type": "pawn", "published.contact.phone": "9" * 5000},
    )
    draft.refresh_from_db()
    typed = dict(draft.typed)
    assert (typed[RATE], typed["policy.lender_type"], typed["published.contact.phone"]) == (
        "18",
        "bank",
        "400-000-0001",
    )


def test_the_file_of_a_version_is_that_version(officer: Client, cast: Cast) -> None:
    answer = officer.get(reverse("lender:policy_file", args=[cast.bank.ref, 1]))
    assert tomllib.loads(answer.content.decode()) == queries.mapping_of(PolicyVersion.objects.get(number=1))


def test_another_lender_and_the_borrower_find_none_of_it(officer: Client, cast: Cast) -> None:
    draft = begin(officer, cast)
    for name, more in (("policy_draft", [draft.ref]), ("policy_version", [1]), ("policy_file", [1])):
        for stranger in (cast.other_officer, cast.borrower, cast.stranger):
            address = reverse(f"lender:{name}", args=[cast.bank.ref, *more])
            assert logged_in(stranger).get(address).status_code == 404, (name, stranger)
