"""Complaints, contacts and suspicions by real actions.

complaint = filed(cast.borrower, now=NOW)                    # about somebody of the platform
filed(cast.borrower, now=NOW, key=f"lender:{talks.ref}")     # about the lender of these talks
accepted(complaint, cast.complaint_handler, now=NOW); asked(...); commented(...); answered(...)
noted(held, now=NOW, hour=23)                                # one contact in the borrower's record
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from hejie_platform.agreements import actions as agreeing
from hejie_platform.cases import access as cases
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.people.models import User
from hejie_platform.support import access, actions
from hejie_platform.support.models import BrokenRest, CollectionReport, Complaint, ContactEntry, Suspicion
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures

new_id = uuid.uuid4


def filed(
    person: User, *, now: datetime, key: str = "staff", paper: bytes | None = None, **told: Any
) -> Complaint:
    """A complaint just received."""
    given: dict[str, Any] = {
        "topic": "manners",
        "happened_on": clock.legal_day(now),
        "words": "They shouted at me.",
        "wish": "apologise",
    }
    done = actions.file_complaint(
        person,
        subject=access.subject_of(person, key, now=now),
        told=actions.Told(**(given | told)),
        attached=[actions.Attached(paper, "shot.png")] if paper else [],
        now=now,
        action_id=new_id(),
    )
    return Complaint.objects.get(pk=done.subject)


def held(person: User, row: Complaint, now: datetime) -> access.HeldComplaint:
    """The complaint afresh in somebody's hands."""
    return access.complaint_for(person, row.ref, now=now)


def stepped(action: Any, person: User, row: Complaint, *, now: datetime, **given: Any) -> Complaint:
    """One act on the complaint."""
    action(held(person, row, now), **given, seen_version=None, now=now, action_id=new_id())
    row.refresh_from_db()
    return row


def accepted(row: Complaint, by: User, *, now: datetime, is_complex: bool = False) -> Complaint:
    return stepped(actions.accept, by, row, now=now, is_complex=is_complex)


def asked(row: Complaint, by: User, *, now: datetime) -> Complaint:
    return stepped(actions.ask_other_side, by, row, now=now)


def commented(row: Complaint, by: User, *, now: datetime) -> Complaint:
    return stepped(actions.comment, by, row, now=now, words="We listened to the call.")


def answered(row: Complaint, by: User, *, now: datetime) -> Complaint:
    given = {"outcome": "upheld", "words": "You were right; we are sorry.", "routes": ["regulator"]}
    return stepped(actions.answer, by, row, now=now, **given)


def talks_of(case: HeldCase, cast: Cast) -> Negotiation:
    """The talks of the case with the bank."""
    return Negotiation.objects.get(case=case.case, creditor=cast.bank)


def noted(
    case: HeldCase,
    *,
    now: datetime,
    hour: int = 10,
    days_ago: int = 1,
    file: bytes | None = None,
    **told: Any,
) -> ContactEntry:
    """One contact noted in the record."""
    day = clock.legal_day(now) - timedelta(days=days_ago)
    talks = told.pop("talks", "")
    given: dict[str, Any] = {"channel": "call", "number": "95000", "words": "Pay today."}
    done = actions.note_contact(
        case,
        told=actions.ContactTold(at=moment(day, hour), **(given | told)),
        talks=talks,
        attached=actions.Attached(file, "call.png") if file else None,
        now=now,
        action_id=new_id(),
    )
    return ContactEntry.objects.get(pk=done.subject)


def moment(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.legal_zone())


def rested(
    talks: Negotiation,
    officer: User,
    *,
    now: datetime,
    days: tuple[int, int] = (-5, 60),
    interest: bool = False,
) -> None:
    """The lender lets collection rest in these talks, some days around today; where it says so, interest too."""
    day = clock.legal_day(now)
    agreeing.grant_standstill(
        cases.negotiation_for(officer, talks.ref, now=now),
        from_day=day + timedelta(days=days[0]),
        until_day=day + timedelta(days=days[1]),
        rests_interest=interest,
        seen_version=None,
        now=now,
        action_id=new_id(),
    )


def reported(case: HeldCase, *entries: ContactEntry, now: datetime) -> CollectionReport:
    """A report of these notes to their lender."""
    done = actions.report_collection(case, entries=entries, words="Please stop.", now=now, action_id=new_id())
    return CollectionReport.objects.get(pk=done.subject)


def suspected(person: User | None, *, now: datetime, file: bytes | None = None) -> Suspicion:
    """Something reported as suspicious."""
    done = actions.report_suspicion(
        person,
        channel="sms",
        words="Pay a fee and the debt goes away.",
        number="10690000",
        attached=actions.Attached(file, "sms.png") if file else None,
        now=now,
        action_id=new_id(),
    )
    return Suspicion.objects.get(pk=done.subject)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A complaint just received, one in which the bank was asked, notes with a picture, a report, a suspicion."""
    case = intake.open_case(cast, now=now)
    talks = talks_of(case, cast)
    received = filed(cast.borrower, now=now, paper=pictures.png())
    heard = filed(cast.borrower, now=now, key=f"lender:{talks.ref}")
    asked(accepted(heard, cast.complaint_handler, now=now), cast.complaint_handler, now=now)
    entry = noted(case, now=now, hour=23, talks=talks.ref, conduct=("threat",), file=pictures.png())
    quiet = intake.open_case(cast, now=now)
    rested(talks_of(quiet, cast), cast.officer, now=now)
    noted(quiet, now=now, talks=talks_of(quiet, cast).ref)
    actions.raise_broken(now)
    return {
        "broken_rest": BrokenRest.objects.latest("raised_at"),
        "complaint": received,
        "complaint_paper": received.papers.get(),
        "heard_complaint": heard,
        "contact": entry,
        "contact_case": case.case,
        "contact_talks": talks,
        "collection_report": reported(case, entry, now=now),
        "suspicion": suspected(cast.borrower, now=now, file=pictures.png()),
    }


SAMPLES = {
    "complaint": lambda world: {"ref": world.objects["complaint"].ref},
    "complaint_paper": lambda world: {
        "ref": world.objects["complaint"].ref,
        "paper": world.objects["complaint_paper"].ref,
    },
    "heard_complaint": lambda world: {"ref": world.objects["heard_complaint"].ref},
    "contact_case": lambda world: {"ref": world.objects["contact_case"].ref},
    "contact": lambda world: {
        "ref": world.objects["contact_case"].ref,
        "entry": world.objects["contact"].ref,
    },
    "contact_talks": lambda world: {"ref": world.objects["contact_talks"].ref},
    "broken_rest": lambda world: {"ref": world.objects["broken_rest"].ref},
    "collection_report": lambda world: {"ref": world.objects["collection_report"].ref},
    "suspicion": lambda world: {"ref": world.objects["suspicion"].ref},
    "lived_stage": lambda world: {"stage": "submission", "ref": world.objects["contact_case"].ref},
}
