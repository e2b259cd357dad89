"""Help with an application by phone, by post or at a counter: a helper of the desk writes down what a person tells.

    begin_help(helper, phone="+8613...", name=..., channel="phone", ...)   consent is recorded, an account and a draft made
    taking_up.take_up(helper, invitation, ...)                             the same for a case that a lender opened
    ...the helper fills in the ordinary pages; each saved answer carries its channel...
    send_code(held, ...) / confirm_by_code(held, typed="483920", ...)      read back, confirmed by the person's own phone
    confirm_by_paper(held, paper=..., ...)                                 or by a signed paper
    submit(held, ...)                                                      only what was confirmed
    go_on_alone(held, ...)                                                 the person takes over by phone code

The helper acts as the person's representative under a paper of scope "assisted": both names stand in the record, and who
has helped with a case sits on its borrower's side and never decides on it. The code is derived, so that no row and no
effect holds it.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext_noop

from hejie import steps
from hejie_platform.cases import facts as case_facts
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Assistance, Authority, Case, Party
from hejie_platform.core import clock, keys, law, outbound
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.actions.proofs import kept
from hejie_platform.intake.facts.answers_hash import answers_hash
from hejie_platform.intake.models import Story, Wish
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Owed,
    chain_for,
    done_before,
    record,
    whole,
)
from hejie_platform.ledger.models import Effect
from hejie_platform.people import actions as people_actions
from hejie_platform.people import queries as people
from hejie_platform.people.models import User

SCOPE: Final = case_facts.ASSISTED
LIFETIME: Final = timedelta(minutes=15)
TRIES: Final = 5
PURPOSE: Final = "assisted.code"
SMS: Final = gettext_noop(
    "Hejie: {code} confirms the answers that were read to you just now. Tell it to your helper only if they are right. It holds for 15 minutes."
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """How the person agreed to be helped: spoken, in whose hearing and when; or on a paper."""

    how: str  # spoken | paper
    words: str
    paper: bytes | None = None


def open_help(case: Case, helper: User) -> Assistance | None:
    """The help that runs in this case by this helper."""
    return _running(case, helper).select_related("person", "helper", "case").first()


def _running(case: Case, helper: User) -> QuerySet[Assistance]:
    return Assistance.objects.filter(case=case, helper=helper, ended_at__isnull=True)


@whole
def begin_help(
    helper: User,
    *,
    phone: str,
    name: str,
    language: str,
    channel: str,
    agreed: Agreed,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Begin an application for somebody; the entry's subject is the new case.

    An account of that phone number is used if there is one. Raises ActionRefused, texts.Faulty for the paper.
    """
    check(channel, agreed)
    person = account(helper, phone, name, language, clock.legal_day(now))
    authority = entrusted(helper, person, kept(agreed.paper, now=now), now)
    case = Case(borrower=person, country=law.home())
    done = take_step(
        case,
        "open",
        by=Actor(helper, "representative", person),
        said={"assisted": channel, "consent": agreed.how},
        now=now,
        action_id=action_id,
    )
    Party.objects.create(case=case, user=person, role="borrower", joined_at=now)
    Story.objects.create(case=case)
    Wish.objects.create(case=case)
    keep_help(case, authority, channel, agreed, now)
    return done


def entrusted(helper: User, person: User, proof: StoredFile | None, now: datetime) -> Authority:
    """The paper under which the helper writes down what the person tells; its case is named by `keep_help`."""
    return Authority.objects.create(
        principal=person,
        agent=helper,
        scope=SCOPE,
        from_day=clock.legal_day(now),
        paper=proof,
        accepted_by=helper,
    )


def keep_help(case: Case, authority: Authority, channel: str, agreed: Agreed, now: datetime) -> None:
    """The helper sits on the borrower's side of this case alone, and the help is written down."""
    Authority.objects.filter(pk=authority.pk).update(case=case)
    Party.objects.create(case=case, user=authority.agent, role="representative", joined_at=now)
    Assistance.objects.create(
        case=case,
        person=authority.principal,
        helper=authority.agent,
        channel=channel,
        consent_how=agreed.how,
        consent_words=agreed.words.strip(),
        consent_paper=authority.paper,
        begun_at=now,
    )


def check(channel: str, agreed: Agreed) -> None:
    """Raises ActionRefused where a consent is not what it must be."""
    if channel not in Assistance.CHANNELS:
        raise ActionRefused("assisted_channel_unknown")
    if agreed.how == "paper" and agreed.paper is None:
        raise ActionRefused("assisted_needs_paper")
    if not agreed.words.strip():
        raise ActionRefused("assisted_needs_consent")


def account(helper: User, phone: str, name: str, language: str, day: date) -> User:
    """The account of this phone: found, or made and not yet confirmed by its owner. Raises ActionRefused.

    Nobody who works here is helped, nor the helper.
    """
    found = people.user_by_phone(phone)
    if found is not None and people.works_here(found, day):
        raise ActionRefused("assisted_is_staff")
    if found == helper:
        raise ActionRefused("assisted_not_for_oneself")
    if found is not None:
        return found
    made = people_actions.open_account(phone=phone, name=name.strip(), language=language)
    people_actions.set_phone(made, phone=phone, is_verified=False)
    return made


@whole
def choose_channel(
    held: HeldCase, help_: Assistance, *, channel: str, now: datetime, action_id: UUID
) -> Done:
    """From now on the answers come another way. Raises ActionRefused."""
    if channel not in Assistance.CHANNELS:
        raise ActionRefused("assisted_channel_unknown")
    Assistance.objects.filter(pk=help_.pk).update(channel=channel)
    return _record(held, "case.assisted_channel", {"channel": channel}, (), now, action_id)


@whole
def send_code(held: HeldCase, help_: Assistance, *, now: datetime, action_id: UUID) -> Done:
    """After reading the answers back: a code goes to the person's own phone, for these answers and no others."""
    told = answers_hash(held.case)
    Assistance.objects.filter(pk=help_.pk).update(code_for=told, code_sent_at=now, tries_left=TRIES)
    owed = Owed(kind="assisted.code", payload={"help": help_.pk, "for": told})
    return _record(held, "case.assisted_code", {"answers": told}, (owed,), now, action_id)


def text_code(effect: Effect, *, now: datetime) -> None:
    """Handler of `assisted.code`: the message with the code, unless other answers were given meanwhile."""
    help_ = Assistance.objects.select_related("person").get(pk=effect.payload["help"])
    if help_.code_for != effect.payload["for"] or help_.code_sent_at is None or not help_.person.phone:
        return
    with translation.override(help_.person.language):
        text = translation.gettext(SMS).format(code=code_of(help_))
    message = outbound.Message("sms", to=help_.person.phone, text=text, message_id=str(effect.id))
    outbound.send(message, now=now)


def code_of(help_: Assistance) -> str:
    """The six digits for what was read back at that moment."""
    moment = help_.code_sent_at.isoformat() if help_.code_sent_at else ""
    hashed = keys.keyed_hash(f"{help_.pk} {help_.code_for} {moment}", purpose=PURPOSE)
    return f"{int(hashed[:12], 16) % 10**6:06}"


def confirm_by_code(held: HeldCase, help_: Assistance, *, typed: str, now: datetime, action_id: UUID) -> Done:
    """The person told the code of their phone. Raises ActionRefused: wrong, over, or for other answers than these.

    Each try is paid for before the code is looked at, and outside the action that may refuse it: who sends many at once
    has no more of them than who sends one after the other.
    """
    if done := done_before(action_id, of=_confirm_by_code, by=held.user):
        return done
    tries = Assistance.objects.filter(pk=help_.pk, tries_left__gt=0)
    if not tries.update(tries_left=F("tries_left") - 1):
        raise ActionRefused("assisted_code_over")
    return _confirm_by_code(held, help_, typed=typed, now=now, action_id=action_id)


@whole
def _confirm_by_code(
    held: HeldCase, help_: Assistance, *, typed: str, now: datetime, action_id: UUID
) -> Done:
    told = answers_hash(held.case)
    if help_.code_sent_at is None or now > help_.code_sent_at + LIFETIME:
        raise ActionRefused("assisted_code_over")
    if help_.code_for != told:
        raise ActionRefused("assisted_answers_changed")
    if not secrets.compare_digest(code_of(help_), typed.strip()):
        raise ActionRefused("assisted_code_wrong")
    return _confirmed(held, help_, "code", told, None, now, action_id)


@whole
def confirm_by_paper(
    held: HeldCase, help_: Assistance, *, paper: bytes | None, now: datetime, action_id: UUID
) -> Done:
    """The person signed the printed answers. Raises ActionRefused without the paper, texts.Faulty for an unreadable one."""
    if paper is None:
        raise ActionRefused("assisted_needs_paper")
    told = answers_hash(held.case)
    return _confirmed(held, help_, "paper", told, kept(paper, now=now), now, action_id)


def _confirmed(
    held: HeldCase,
    help_: Assistance,
    by: str,
    told: str,
    paper: StoredFile | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    Assistance.objects.filter(pk=help_.pk).update(
        answers_hash=told, confirmed_at=now, confirmed_by=by, confirmed_paper=paper, tries_left=0
    )
    return _record(held, "case.assisted_confirmed", {"by": by, "answers": told}, (), now, action_id)


def refuse_unconfirmed(held: HeldCase) -> None:
    """A helper hands in nothing that the person has not confirmed as it stands. Raises ActionRefused."""
    help_ = open_help(held.case, held.user)
    if help_ is not None and help_.answers_hash != answers_hash(held.case):
        raise ActionRefused("assisted_not_confirmed")


def is_confirmed(help_: Assistance) -> bool:
    """Whether the person has confirmed the answers as they stand."""
    return help_.answers_hash == answers_hash(help_.case)


def channel_of(held: HeldCase) -> dict[str, str]:
    """What an entry says of an answer that a helper wrote down."""
    found = list(_running(held.case, held.user).values_list("channel", flat=True))  # one at a time in a case
    return {"channel": found[0]} if found else {}


@whole
def go_on_alone(
    held: HeldCase, help_: Assistance, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """The person goes on without the helper, whose paper ends; every answer stays. Raises StepRefused."""
    done = take_step(
        held.case,
        "end_authority",
        by=held.acting("case", "end_authority"),
        seen_version=seen_version,
        facts=steps.StepFacts(),
        said={"assisted": "ended"},
        now=now,
        action_id=action_id,
    )
    mine = Authority.objects.filter(case=held.case, agent=help_.helper, scope=SCOPE, revoked_at__isnull=True)
    mine.update(revoked_at=now)
    Party.objects.filter(case=held.case, user=help_.helper, left_at__isnull=True).update(left_at=now)
    Assistance.objects.filter(pk=help_.pk).update(ended_at=now)
    return done


def _record(
    held: HeldCase,
    verb: str,
    said: dict[str, Any],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb=verb,
        subject=held.case.id,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )
