"""Reading notices, and the sentence for a code.

    say("money_too_small", {"least_minor": 100, "currency": "CNY"})     "Please enter at least 1 yuan."

The sentence is in the active language, and facts read as `showing` shows them: `*_minor` as an amount, `*_on` as a
day, `*_rate` as a percentage, words of the engine in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from hejie_platform.core import help_lines
from hejie_platform.notices import answers, showing, told
from hejie_platform.notices.models import Notice, Preference
from hejie_platform.notices.showing import shown as shown  # pages read facts through here
from hejie_platform.notices.wording import sentences
from hejie_platform.people.models import User
from hejie_platform.support.queries import verifying


def say(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code of the engine or the platform, with the help lines that it names (core.help_lines).

    Raises LookupError for a code without wording.
    """
    wording = sentences()
    if code not in wording:
        raise LookupError(f"nobody has worded {code!r}; it belongs in notices/wording")
    return str(wording[code]).format_map(help_lines.numbers() | showing.shown(facts or {}))


def word(name: str, value: str) -> str:
    """One word of the engine for a label: word("rests_on", "law"), word("bucket", "penalty_interest")."""
    return showing.word(name, value)


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as its person reads it."""

    notice: Notice
    text: str
    until: date | None
    ready: tuple[tuple[str, Any], ...] = ()

    @property
    def is_read(self) -> bool:
        return self.notice.read_at is not None


def notices_of(person: User, *, limit: int = 50) -> list[Told]:
    """The person's notices, newest first, in the active language."""
    rows = Notice.objects.filter(person=person).order_by("-created_at", "-id")[:limit]
    return [as_told(row) for row in rows]


def as_told(notice: Notice) -> Told:
    """One notice in the active language."""
    facts = _localised(notice.facts)
    due = facts.get("due_on")
    text = str(told.text_of(notice.code)).format_map(showing.shown(facts))
    return Told(notice, text, date.fromisoformat(due) if due else None, answers.ready(notice))


def _localised(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Names that exist in two languages, in the one that is read: `lender_zh`, `lender_en` -> `lender`."""
    ending = "_zh" if (get_language() or "en").startswith("zh") else "_en"
    both = {name: value for name, value in facts.items() if not name.endswith(("_zh", "_en"))}
    chosen = {name.removesuffix(ending): value for name, value in facts.items() if name.endswith(ending)}
    return both | chosen


def unread_count(person: User) -> int:
    """How many notices the person has not read: the number beside the bell."""
    return Notice.objects.filter(person=person, read_at__isnull=True).count()


def notice_for(person: User, ref: str) -> Notice | None:
    """The person's own notice of this reference, or None: it does not exist, or is not theirs."""
    return Notice.objects.filter(person=person, ref=ref).first()


def wanted_channels(person: User) -> tuple[str, ...]:
    """The channels by which this person may be reached and wants to be."""
    unwanted = set(_preferences(person).filter(is_wanted=False).values_list("channel", flat=True))
    reachable = {"sms": person.phone, "mail": person.email}
    return tuple(channel for channel, address in reachable.items() if address and channel not in unwanted)


def last_told(person: User, code: str) -> datetime | None:
    """When the person was last told this code."""
    rows = Notice.objects.filter(person=person, code=code).order_by("-created_at")
    return rows.values_list("created_at", flat=True).first()


def _preferences(person: User) -> QuerySet[Preference]:
    return Preference.objects.filter(person=person)


def verification_code(notice: Notice) -> str:
    """The code by which a stranger checks that this notice is ours: it follows from what the notice says."""
    return verifying.code_of("notice", notice.ref, _said(notice))


def genuine(code: verifying.Code) -> verifying.Genuine | None:
    """What may be told of the notice with this code; None when there is none, or it says something else now."""
    notice = Notice.objects.filter(ref=code.ref).first()
    if notice is None or not verifying.is_true(code, _said(notice)):
        return None
    return verifying.Genuine("notice", (), notice.created_at, holds=True)


def _said(notice: Notice) -> list[Any]:
    return [notice.code, notice.facts, notice.created_at.isoformat()]
