"""Telling people: from an effect to notices in the house, and from a notice to messages that leave it.

`tell` is the handler of every effect that tells somebody of a step; `send` of an effect that names one person
and a sentence itself. Both may run twice: a notice is unique per effect and person. `deliver` pushes one
notice through one channel, at a decent hour and at most three a day; `send_digest` says next morning that
the rest waits. What is pushed never names a debt, a lender or an amount.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from hejie import steps
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock, outbound
from hejie_platform.ledger.actions import NotYet, Owed, owe_more
from hejie_platform.ledger.models import Effect
from hejie_platform.notices import answers, limits, queries, recipients, showing, told
from hejie_platform.notices.models import Delivery, Digest, Notice, Preference
from hejie_platform.people.models import User
from hejie_platform.support.queries import phrase_of

PUSHED_SIDES = frozenset({"borrower", "mediation"})
PUSHED_TO_STAFF = frozenset({"tell_checkers", "escalate_lender", "escalate_supervisor", "escalate_body"})
A_MOMENT = timedelta(seconds=1)


def tell(effect: Effect, *, now: datetime) -> None:
    """Tell everybody whom the effect concerns, each in the words of their side."""
    matter = recipients.Matter.of(effect.payload, now=now)
    for recipient in recipients.for_effect(effect.kind, matter):
        _tell_one(effect, matter, recipient, now=now)


def _tell_one(
    effect: Effect, matter: recipients.Matter, recipient: recipients.Recipient, *, now: datetime
) -> None:
    payload = effect.payload
    key = told.key_for(
        effect.kind,
        machine=payload["machine"],
        step=payload["step"],
        side=recipient.side,
        role=recipient.role,
    )
    _notify(
        effect,
        recipient.user,
        key,
        cause=uuid5(effect.entry_id, key),  # forty duties released by one act are one piece of news
        facts=_facts(matter, recipient),
        about=_about(matter),
        side=recipient.side,
        is_pushed=recipient.side in PUSHED_SIDES or effect.kind in PUSHED_TO_STAFF,
        now=now,
    )


def send(effect: Effect, *, now: datetime) -> None:
    """Tell one person: payload {"to": user id, "code": a key of the sentences, "facts": {...}, "about": {...}}."""
    payload = effect.payload
    person = User.objects.get(pk=payload["to"])
    side = payload.get("side", "borrower")
    _notify(
        effect,
        person,
        payload["code"],
        cause=effect.pk,
        facts=payload.get("facts", {}),
        about=payload.get("about", {}),
        side=side,
        is_pushed=side in PUSHED_SIDES,
        now=now,
    )


def _notify(
    effect: Effect,
    person: User,
    key: str,
    *,
    cause: UUID,
    facts: Mapping[str, Any],
    about: Mapping[str, Any],
    side: str,
    is_pushed: bool,
    now: datetime,
) -> None:
    told.text_of(key)  # a key without a sentence fails here, where it is tried again and seen
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            effect=cause,
            person=person,
            defaults={"code": key, "facts": dict(facts), "about": {**about, "side": side}, "created_at": now},
        )
        if is_new and is_pushed:
            for channel in queries.wanted_channels(person):
                _owe_delivery(effect, notice, channel, now=now)


def _owe_delivery(effect: Effect, notice: Notice, channel: str, *, now: datetime) -> None:
    due_at = limits.next_allowed(now)
    delivery = Delivery.objects.create(
        notice=notice, channel=channel, message_id=str(uuid5(notice.pk, channel)), due_at=due_at
    )
    owed = Owed(
        kind="notice.deliver",
        key=f"{notice.ref} {channel}",
        payload={"delivery": str(delivery.pk)},
        due_at=due_at,
    )
    owe_more(effect, owed, now=now)


def _facts(matter: recipients.Matter, recipient: recipients.Recipient) -> dict[str, Any]:
    side, talks = recipient.side, recipients.talks_of(matter, recipient)
    row = matter.payload["ref"] if matter.payload["machine"] == "mediation" else None
    facts: dict[str, Any] = {"ref": row or (talks.ref if talks and side != "platform" else matter.case.ref)}
    if talks is not None:
        facts |= {"lender_zh": talks.creditor.name_zh, "lender_en": talks.creditor.name_en}
    if due_on := _due_on(matter, side):
        facts["due_on"] = due_on
    if limit := _limit(matter.payload):
        facts["limit_code"] = f"clock_{limit}"
    return facts


def _due_on(matter: recipients.Matter, side: str) -> str:
    """The last day that this side has, if something waits for it: the day before a clock that ends at midnight."""
    subjects = [matter.payload["subject"], matter.payload["negotiation"] or matter.payload["case"]]
    running = Clock.objects.filter(
        subject__in=subjects,
        owner=side,
        stopped_at=None,
        fired_at=None,
        paused_at=None,
        due_at__gt=matter.now,
    )
    first = running.order_by("due_at").values_list("due_at", flat=True).first()
    return clock.legal_day(first - A_MOMENT).isoformat() if first else ""


def _limit(payload: Mapping[str, Any]) -> str:
    """The clock that ran out: named by the effect, or the one that takes this step."""
    if named := payload.get("clock"):
        return str(named)
    rules = steps.MACHINES[payload["machine"]].clocks.values()
    return next((rule.name for rule in rules if rule.on_due == payload["step"]), "")


def _about(matter: recipients.Matter) -> dict[str, str]:
    about = {"machine": matter.payload["machine"], "ref": matter.payload["ref"], "case": matter.case.ref}
    return about | ({"negotiation": matter.negotiation.ref} if matter.negotiation else {})


def deliver(effect: Effect, *, now: datetime) -> None:
    """Push one notice through one channel. Raises NotYet in quiet hours; holds it for the digest above the cap."""
    delivery = Delivery.objects.select_related("notice__person").get(pk=effect.payload["delivery"])
    if delivery.state != "waiting":
        return
    if delivery.notice.read_at is not None or delivery.channel not in queries.wanted_channels(
        delivery.notice.person
    ):
        _set_state(delivery, "dropped")
    elif limits.is_quiet(now):
        raise NotYet(limits.next_allowed(now))
    elif _takes_a_place(delivery, now=now):
        _push(delivery, now=now)
    else:
        _hold(effect, delivery, now=now)


def _takes_a_place(delivery: Delivery, *, now: datetime) -> bool:
    """Whether this notice is among the day's first three; it keeps its place through retries."""
    day, person = limits.local_day(now), delivery.notice.person
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # workers count one after the other
        others = Delivery.objects.filter(notice__person=person, sent_on=day).exclude(notice=delivery.notice)
        taken = others.values("notice").distinct().count()
        taken += Digest.objects.filter(person=person, day=day, sent_at__isnull=False).count()
        if taken >= limits.LIMITS.pushed_a_day:
            return False
        Delivery.objects.filter(pk=delivery.pk).update(sent_on=day)
    return True


def _push(delivery: Delivery, *, now: datetime) -> None:
    notice = delivery.notice
    due_on = notice.facts.get("due_on", "")
    ready = answers.ready(notice)
    key = told.push_key(notice.code, side=notice.about.get("side", ""), has_deadline=bool(due_on))
    message = _message(
        notice.person,
        delivery.channel,
        key,
        facts={"due_on": due_on},
        link=f"{settings.HEJIE_SITE_URL}/n/{notice.ref}",
        ready=ready if len(ready) > 1 else (),  # one alone is where the link leads anyway
        message_id=delivery.message_id,
    )
    outbound.send(message, now=now)
    Delivery.objects.filter(pk=delivery.pk).update(state="sent", sent_at=now)


def _message(
    person: User,
    channel: str,
    key: str,
    *,
    facts: Mapping[str, Any],
    link: str,
    message_id: str,
    ready: Sequence[tuple[str, Any]] = (),
) -> outbound.Message:
    """What leaves the house: one sentence that anyone may read, and one link; a mail also names the ready answers, each with
    a link to its page."""
    with translation.override(person.language):
        sentence = str(told.text_of(key)).format_map(showing.shown(facts))
        text = gettext("{sentence} {link}").format(sentence=sentence, link=link)
        if channel == "sms":
            return outbound.Message("sms", to=person.phone or "", text=text, message_id=message_id)
        closing = gettext("Hejie never asks for a password, a code or a payment by message.")
        if phrase := phrase_of(person):
            closing = gettext("Your own words: {phrase}").format(phrase=phrase) + f"\n{closing}"
        return outbound.Message(
            "mail",
            to=person.email or "",
            subject=sentence,
            text="\n".join([text, *(f"{label}: {link}/{name}/" for name, label in ready), "", closing, ""]),
            message_id=message_id,
        )


def _hold(effect: Effect, delivery: Delivery, *, now: datetime) -> None:
    """Above the daily cap: keep it for the digest of the next morning."""
    day = limits.local_day(now) + timedelta(days=1)
    with transaction.atomic():
        _set_state(delivery, "held")
        digest, is_new = Digest.objects.get_or_create(person=delivery.notice.person, day=day)
        if is_new:
            payload = {"digest": str(digest.pk)}
            due_at = limits.morning(day).astimezone(UTC)
            owe_more(
                effect,
                Owed(kind="notice.digest", key=str(digest.pk), payload=payload, due_at=due_at),
                now=now,
            )


def send_digest(effect: Effect, *, now: datetime) -> None:
    """Say once, through each channel, how many notices wait; nothing when all were read meanwhile."""
    digest = Digest.objects.select_related("person").get(pk=effect.payload["digest"])
    held = Delivery.objects.filter(notice__person=digest.person, state="held", notice__read_at__isnull=True)
    count = held.values("notice").distinct().count()
    if digest.sent_at is not None or count == 0:
        return
    if limits.is_quiet(now):
        raise NotYet(limits.next_allowed(now))
    for channel in queries.wanted_channels(digest.person):
        message = _message(
            digest.person,
            channel,
            told.PUSH_DIGEST,
            facts={"count": count},
            link=f"{settings.HEJIE_SITE_URL}/notices/",
            message_id=str(uuid5(digest.pk, channel)),
        )
        outbound.send(message, now=now)
    with transaction.atomic():
        Digest.objects.filter(pk=digest.pk).update(sent_at=now)
        held.update(state="sent", sent_at=now)


def _set_state(delivery: Delivery, state: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state)


def mark_read(person: User, *, ref: str, now: datetime) -> Notice | None:
    """The person opened this notice; None when it is not theirs. The first time counts."""
    notice = queries.notice_for(person, ref)
    if notice is not None:
        Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)
    return notice


def mark_all_read(person: User, *, now: datetime) -> int:
    """The person has seen the list; returns how many were new."""
    return Notice.objects.filter(person=person, read_at__isnull=True, created_at__lte=now).update(read_at=now)


def set_channel(person: User, *, channel: str, is_wanted: bool) -> None:
    """Whether this person wants messages through this channel."""
    Preference.objects.update_or_create(person=person, channel=channel, defaults={"is_wanted": is_wanted})
