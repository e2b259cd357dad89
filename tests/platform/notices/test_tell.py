"""Who is told what, in which words, through which channel and when."""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from hejie import steps
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Case, Negotiation, Party
from hejie_platform.core.models import OutboxMessage
from hejie_platform.jobs import handlers
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.actions import Actor, Owed, chain_for, record, whole
from hejie_platform.ledger.models import Effect
from hejie_platform.notices import actions, limits, queries, recipients, told
from hejie_platform.notices.models import Delivery, Notice
from hejie_platform.notices.wording.told import NOTICES
from hejie_platform.people.models import User
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def shanghai(hour: int, minute: int = 0, *, day: int = 23) -> datetime:
    """A moment of November 2026, by Shanghai's clock."""
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour - 8, minutes=minute)


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    User.objects.filter(pk=cast.borrower.pk).update(phone="+8613800000000", language="en")
    case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now)
    Party.objects.create(case=case, user=cast.borrower, role="borrower", joined_at=now)
    return Negotiation.objects.create(case=case, creditor=cast.bank, state="waiting", created_at=now)


@pytest.fixture
def talks(told: Negotiation) -> Negotiation:
    return told


def work(now: datetime) -> None:
    Worker(name="w", now=lambda: now).run_all_due()


def tell_borrower(cast: Cast, now: datetime, *, times: int = 1, code: str = "negotiation.message") -> None:
    """Owe notices to the borrower and let the worker do what is due."""
    payload = {"to": str(cast.borrower.pk), "code": code, "facts": {"ref": "7K2M9QX0TA"}}
    chain = chain_for(uuid.uuid4(), "shared")
    record(
        chain=chain,
        by=Actor(None, "system"),
        verb="test",
        subject=chain.subject,
        facts={},
        owed=tuple(Owed(kind="notice.send", key=str(place), payload=payload) for place in range(times)),
        now=now,
        action_id=uuid.uuid4(),
    )
    work(now)


def told_to(person: User) -> list[str]:
    return [item.notice.code for item in queries.notices_of(person)]


def test_a_step_tells_the_other_side_in_its_own_words(talks: Negotiation, cast: Cast, now: datetime) -> None:
    ask = whole(take_step)
    ask(talks, "ask", by=Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())
    work(now)

    (mine,) = queries.notices_of(cast.borrower)
    with translation.override("en"):
        assert queries.as_told(mine.notice).text.startswith("Riverside Bank asks you for something")
    with translation.override("zh-hans"):
        assert queries.as_told(mine.notice).text.startswith("江畔银行")
    assert mine.until == datetime(2026, 12, 7).date()
    assert told_to(cast.officer) == told_to(cast.other_officer) == told_to(cast.stranger) == []


def test_the_lender_is_told_when_it_is_its_turn_and_the_one_who_acted_is_not(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    Negotiation.objects.update(state="asked")
    talks.refresh_from_db()
    whole(take_step)(talks, "answer", by=Actor(cast.borrower, "borrower"), now=now, action_id=uuid.uuid4())
    work(now)
    assert told_to(cast.officer) == ["negotiation.answer@lender"]
    assert told_to(cast.borrower) == []


def test_an_effect_that_is_done_twice_tells_once(talks: Negotiation, cast: Cast, now: datetime) -> None:
    whole(take_step)(talks, "talk", by=Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())
    effect = Effect.objects.get(kind="tell_borrower")
    actions.tell(effect, now=now)
    actions.tell(effect, now=now)
    assert Notice.objects.count() == 1
    assert Effect.objects.filter(kind="notice.deliver").count() == 2  # text message and mail


def test_a_locked_screen_shows_no_debt_no_lender_and_no_amount(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    whole(take_step)(talks, "ask", by=Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())
    work(now)
    sms = OutboxMessage.objects.get(channel="sms")
    notice = Notice.objects.get()
    link = f"http://127.0.0.1:8000/n/{notice.ref}"
    assert sms.text == f"Something waits for your answer on Hejie until 7 Dec 2026. {link}"
    mail = OutboxMessage.objects.get(channel="mail")
    assert mail.text.count("http") == 1
    for message in (sms, mail):
        for word in ("Riverside", "江畔", "debt", "loan", "yuan", talks.ref):
            assert word not in message.text + message.subject


@pytest.mark.parametrize("key", sorted(key for key in NOTICES if key.startswith("push.")))
def test_what_may_leave_the_house_names_no_lender_debt_or_amount(key: str) -> None:
    for language, words in {
        "en": ("lender", "debt", "loan", "owe", "yuan"),
        "zh-hans": ("贷", "债", "款", "元"),
    }.items():
        with translation.override(language):
            text = str(told.text_of(key))
        assert not [word for word in words if word in text.lower()]
        assert set(_placeholders(text)) <= {"due_on", "count"}


def _placeholders(text: str) -> Iterator[str]:
    import string

    return (name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize(
    ("made", "sent"),
    [
        (shanghai(21, 59), shanghai(21, 59)),
        (shanghai(22), shanghai(8, day=24)),
        (shanghai(3, day=24), shanghai(8, day=24)),
        (shanghai(7, 59), shanghai(8)),
        (shanghai(8), shanghai(8)),
    ],
)
def test_nothing_is_pushed_between_ten_at_night_and_eight_in_the_morning(
    made: datetime, sent: datetime, talks: Negotiation, cast: Cast
) -> None:
    tell_borrower(cast, made)
    assert len(told_to(cast.borrower)) == 1  # in the house at once
    if made != sent:
        assert not OutboxMessage.objects.exists()
        work(sent - timedelta(seconds=1))
        assert not OutboxMessage.objects.exists()
        work(sent)
    assert set(OutboxMessage.objects.values_list("channel", "sent_at")) == {("sms", sent), ("mail", sent)}


def test_a_worker_that_comes_late_waits_for_the_morning(talks: Negotiation, cast: Cast) -> None:
    tell_borrower(cast, shanghai(22))
    work(shanghai(23, day=24))
    assert not OutboxMessage.objects.exists()
    work(shanghai(8, day=25))
    assert OutboxMessage.objects.count() == 2


def test_the_fourth_notice_of_a_day_waits_for_one_digest_next_morning(talks: Negotiation, cast: Cast) -> None:
    tell_borrower(cast, shanghai(10), times=5)
    assert len(told_to(cast.borrower)) == 5
    assert OutboxMessage.objects.filter(channel="sms").count() == limits.LIMITS.pushed_a_day
    assert Delivery.objects.filter(state="held").count() == 4  # two notices, two channels

    work(shanghai(8, day=24))
    digest = OutboxMessage.objects.filter(channel="sms").latest("sent_at", "id")
    assert digest.text == "News for you on Hejie: 2. http://127.0.0.1:8000/notices/"
    work(shanghai(9, day=24))
    assert OutboxMessage.objects.filter(channel="sms").count() == 4

    tell_borrower(cast, shanghai(10, day=24), times=5)  # the digest took one of the day's three places
    assert OutboxMessage.objects.filter(channel="sms").count() == 6


def test_what_was_read_in_the_house_is_not_pushed_any_more(talks: Negotiation, cast: Cast) -> None:
    tell_borrower(cast, shanghai(23))
    assert actions.mark_all_read(cast.borrower, now=shanghai(23, 30)) == 1
    work(shanghai(8, day=24))
    assert not OutboxMessage.objects.exists()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"dropped"}


def test_a_channel_that_is_not_wanted_is_not_used(talks: Negotiation, cast: Cast) -> None:
    actions.set_channel(cast.borrower, channel="mail", is_wanted=False)
    tell_borrower(cast, shanghai(10))
    assert set(OutboxMessage.objects.values_list("channel", flat=True)) == {"sms"}


def test_nobody_reads_or_opens_another_persons_notice(talks: Negotiation, cast: Cast) -> None:
    tell_borrower(cast, shanghai(10))
    notice = Notice.objects.get()
    assert actions.mark_read(cast.stranger, ref=notice.ref, now=shanghai(11)) is None
    assert queries.unread_count(cast.borrower) == 1
    assert actions.mark_read(cast.borrower, ref=notice.ref, now=shanghai(11)) == notice
    assert queries.unread_count(cast.borrower) == 0


SIDES = ("borrower", "lender", "mediation", "platform")
ROLES_OF: dict[Callable[..., object], tuple[str, ...]] = {
    recipients.borrower_side: ("borrower", "representative", "guarantor"),
    recipients.lender_desks: ("officer",),
    recipients.representatives: ("representative",),
    recipients.checkers: ("checker",),
    recipients.inviters: ("officer",),
    recipients.mediators: ("mediator",),
    recipients.in_caucus: ("mediator", "borrower", "guarantor", "officer"),
    recipients.body_desks: ("body_admin",),
    recipients.reviewers: ("reviewer",),
    recipients.supervisors: ("supervisor",),
    recipients.assignees: ("reviewer", "officer"),
    recipients.makers: ("officer",),
    recipients.named_organisation: ("officer",),
    recipients.chosen_sides: ("officer",),
    recipients.other_side: ("borrower", "officer"),
    recipients.owing_side: ("borrower", "officer"),
    recipients.owed_side: ("borrower", "officer"),
}


@pytest.mark.parametrize(
    "kind", sorted(kind for kind, name in handlers.TABLE.items() if name == handlers.TELL)
)
def test_every_effect_that_tells_has_its_people_and_a_sentence_for_each(kind: str) -> None:
    steps_with = [
        step for machine in steps.MACHINES.values() for step in machine.steps.values() if kind in step.effects
    ]
    cases = [(step.machine, step.name) for step in steps_with] or [("negotiation", "")]
    for group in recipients.TABLE[kind]:
        for role in ROLES_OF[group]:
            for machine, name in cases:
                key = told.key_for(kind, machine=machine, step=name, side=steps.SIDES[role], role=role)
                assert set(_placeholders(str(told.text_of(key)))) <= {"ref", "lender", "limit_code", "due_on"}


def test_one_act_that_says_the_same_many_times_is_told_once(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    whole(take_step)(talks, "talk", by=Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())
    first = Effect.objects.get(kind="tell_borrower")
    Effect.objects.create(
        entry=first.entry, kind=first.kind, key="again", payload=first.payload, due_at=first.due_at
    )
    work(now)
    assert told_to(cast.borrower) == ["negotiation.talk"]


def test_a_duty_that_followed_by_itself_is_told_by_the_step_it_followed_from(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    payload = {
        "machine": "obligation",
        "step": "release",
        "subject": str(uuid.uuid4()),
        "ref": "7K2M9QX0TA",
        "case": str(talks.case_id),
        "negotiation": str(talks.pk),
        "actor": None,
    }
    by_itself = recipients.Matter.of(payload | {"role": "system"}, now=now)
    by_the_lender = recipients.Matter.of(payload | {"role": "officer"}, now=now)
    assert recipients.for_effect("tell_other_side", by_itself) == []
    assert [one.user for one in recipients.for_effect("tell_other_side", by_the_lender)] == [cast.borrower]
