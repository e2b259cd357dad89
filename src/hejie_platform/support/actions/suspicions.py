"""Reports of what says it is from us and may not be, what the desk found, and a person's own phrase.

A report needs no account. It is told to the supervisors and the handlers at once; the reporter, where known, is told
what was found.
"""

from datetime import datetime
from uuid import UUID

from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, chain_for, record, whole
from hejie_platform.people.models import User
from hejie_platform.support.access import Desk
from hejie_platform.support.actions import papers
from hejie_platform.support.actions.complaints import candidates
from hejie_platform.support.actions.telling import supervisors, tell
from hejie_platform.support.models import OwnPhrase, Suspicion

VERDICTS = ("ours", "not_ours", "unclear")
CHANNELS = ("call", "sms", "message", "mail", "visit", "letter", "other")
PHRASE_LONGEST = 40
PHRASE_SHORTEST = 4


@whole
def report_suspicion(
    reporter: User | None,
    *,
    channel: str,
    words: str,
    number: str = "",
    code: str = "",
    reach: str = "",
    attached: papers.Attached | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take in a report with its evidence; it lands in the desk's queue and the supervisors are told."""
    if channel not in CHANNELS:
        raise ActionRefused("complaint_not_on_list")
    if not words.strip() and attached is None:
        raise ActionRefused("complaint_says_nothing")
    file, _ = papers.keep(attached, may_be_heard=True, now=now)
    row = Suspicion.objects.create(
        reporter=reporter,
        at=now,
        code=code[:40],
        channel=channel,
        number=number,
        words=words,
        reach=reach,
        file=file,
    )
    handlers = User.objects.filter(pk__in=[one.person for one in candidates(now=now)]).order_by("id")
    desk = [*supervisors(now=now), *handlers]
    return record(
        chain=chain_for(row.id, "suspicion"),
        by=Actor(reporter, "borrower" if reporter else "system"),
        verb="suspicion.reported",
        subject=row.id,
        facts={"channel": channel, "file": file is not None},
        owed=tell(desk, "suspicion_reported", side="platform", machine="suspicion", ref=row.ref),
        now=now,
        action_id=action_id,
    )


@whole
def look_at(desk: Desk, row: Suspicion, *, verdict: str, note: str, now: datetime, action_id: UUID) -> Done:
    """The desk says whether it was ours."""
    if verdict not in VERDICTS:
        raise ActionRefused("complaint_not_on_list")
    if not note.strip():
        raise ActionRefused("complaint_needs_reasons")
    open_row = Suspicion.objects.filter(pk=row.pk, looked_at__isnull=True)
    if not open_row.update(verdict=verdict, note=note, looked_by=desk.user, looked_at=now):
        raise ActionRefused("stale")
    people = [row.reporter] if row.reporter else []
    return record(
        chain=chain_for(row.id, "suspicion"),
        by=Actor(desk.user, desk.role),
        verb="suspicion.looked_at",
        subject=row.id,
        facts={"verdict": verdict},
        owed=tell(people, f"suspicion_{verdict}", side="borrower", machine="suspicion", ref=row.ref),
        now=now,
        action_id=action_id,
    )


@whole
def set_phrase(person: User, *, phrase: str, now: datetime, action_id: UUID) -> Done:
    """The words by which this person knows our messages; "" forgets them."""
    said = " ".join(phrase.split())
    if said and not PHRASE_SHORTEST <= len(said) <= PHRASE_LONGEST:
        raise ActionRefused("phrase_length", least=PHRASE_SHORTEST, most=PHRASE_LONGEST)
    if said:
        OwnPhrase.objects.update_or_create(person=person, defaults={"phrase": said, "set_at": now})
    else:
        OwnPhrase.objects.filter(person=person).delete()
    return record(
        chain=chain_for(person.id, f"private:{person.id}"),
        by=Actor(person, "borrower"),
        verb="phrase.set" if said else "phrase.forgotten",
        subject=person.id,
        facts={},
        now=now,
        action_id=action_id,
    )
