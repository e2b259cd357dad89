"""A key opens only what its officer may do, once a checker approved it and while both are in office."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access, actions
from hejie_platform.lenders.models import ApiKey
from hejie_platform.people.models import Membership
from tests.platform.api import calls
from tests.platform.cast import Cast
from tests.platform.web.samples import logged_in

KEY = re.compile(r"hejie_[0-9A-Z]{10}_[\w-]{43}")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def opens(text: str) -> bool:
    answer = calls.get(text, "talks")
    assert answer.status_code in (200, 401)
    return bool(answer.status_code == 200)


def test_a_key_opens_nothing_before_a_checker_approved_it(cast: Cast, now: datetime) -> None:
    row, text = calls.made(cast.officer, now=now)
    assert not opens(text)
    calls.approved(row, cast.checker, now=now)
    assert opens(text)


def test_the_secret_is_shown_once_and_kept_as_a_hash(cast: Cast, now: datetime) -> None:
    [desk] = access.desks_of(cast.officer, now=now)
    again = uuid.uuid4()
    first, text = actions.make_key(desk, label="core", scopes=["read"], days=30, now=now, action_id=again)
    second, nothing = actions.make_key(desk, label="core", scopes=["read"], days=30, now=now, action_id=again)
    assert (second.repeated, nothing, first.subject) == (True, "", second.subject)
    [row] = ApiKey.objects.all()
    prefix, ref, secret = text.split("_", 2)  # the secret itself may hold the sign between them
    assert (prefix, ref, len(secret)) == ("hejie", row.ref, 43)
    assert secret not in str(row.__dict__)


def test_nobody_approves_their_own_key(cast: Cast, now: datetime) -> None:
    Membership.objects.create(
        user=cast.officer, organisation=cast.bank, role="checker", from_day=clock.legal_day(now)
    )
    row, _ = calls.made(cast.officer, now=now)
    with pytest.raises(ActionRefused) as refused:
        calls.approved(row, cast.officer, now=now)
    assert refused.value.code == "key_own"
    row.refresh_from_db()
    assert row.approved_at is None


def test_a_checker_alone_makes_none_and_a_key_for_nothing_is_none(cast: Cast, now: datetime) -> None:
    with pytest.raises(ActionRefused) as refused:
        calls.made(cast.checker, now=now)
    assert refused.value.code == "key_needs_officer"
    with pytest.raises(ActionRefused) as refused:
        calls.made(cast.officer, now=now, scopes=("everything",))
    assert refused.value.code == "key_needs_scope"


def test_a_key_ends_when_it_is_revoked_runs_out_or_its_officer_leaves(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoked, expired, left = (calls.working(cast, now=now) for _ in range(3))
    row = ApiKey.objects.order_by("made_at", "id").first()
    [desk] = access.desks_of(cast.checker, now=now)
    actions.revoke_key(desk, row, now=now, action_id=uuid.uuid4())
    assert [opens(text) for text in (revoked, expired, left)] == [False, True, True]

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=91))
    assert not opens(expired)
    monkeypatch.setattr(clock, "now", lambda: now)
    Membership.objects.filter(user=cast.officer).update(until_day=clock.legal_day(now) - timedelta(days=1))
    assert not opens(left)


@pytest.mark.parametrize(
    "text", ["", "hejie", "hejie_", "hejie__", "hejie_0000000000_x", "Bearer", "é", "a" * 9000]
)
def test_another_text_is_no_key(cast: Cast, text: str) -> None:
    assert not opens(text)


def test_a_changed_letter_is_no_key(cast: Cast, now: datetime) -> None:
    text = calls.working(cast, now=now)
    assert opens(text)
    assert not opens(text[:-1] + ("A" if text[-1] != "A" else "B"))


def test_a_key_does_what_it_may_and_says_what_it_would_need(cast: Cast, now: datetime) -> None:
    text = calls.working(cast, now=now, scopes=("read",))
    answer = calls.post(text, "talks/0000000000/begin", {"seen_version": 0})
    assert (answer.status_code, answer.json()["code"]) == (403, "call_beyond_scope")


def test_too_many_requests_are_told_when_to_come_back(cast: Cast, now: datetime, settings: Any) -> None:
    settings.HEJIE_API_CALLS_A_MINUTE = 3
    text = calls.working(cast, now=now)
    answers = [calls.get(text, "talks") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert calls.get(calls.working(cast, now=now), "talks").status_code == 200


def test_an_officer_makes_a_key_on_the_desk_sees_it_once_and_a_checker_lets_it_work(
    cast: Cast, now: datetime
) -> None:
    officer, checker = logged_in(cast.officer), logged_in(cast.checker)
    where = reverse("lender:key_new", args=[cast.bank.ref])
    stamp = {"action_id": str(uuid.uuid4()), "seen_version": "0"}
    typed = {"label": "core", "scopes": ["read"], "days": "30"}
    missing = officer.post(where, {**stamp, "label": "core", "days": "30"})
    assert "hejie_" not in missing.content.decode()
    text = KEY.search(officer.post(where, {**stamp, **typed}).content.decode())
    again = officer.post(where, {**stamp, **typed}).content.decode()
    assert text is not None
    assert not KEY.search(again)
    assert not opens(text[0])

    [row] = ApiKey.objects.all()
    decide = reverse("lender:key_decide", args=[cast.bank.ref, row.ref, "approve"])
    assert officer.post(decide, {"action_id": str(uuid.uuid4()), "seen_version": "0"}).status_code == 200
    assert not opens(text[0])
    assert checker.post(decide, {"action_id": str(uuid.uuid4()), "seen_version": "0"}).status_code == 302
    assert opens(text[0])
    for page in (officer.get(reverse("lender:keys")), checker.get(reverse("lender:keys"))):
        assert text[0] not in page.content.decode()
    assert logged_in(cast.other_officer).get(where).status_code == 404
