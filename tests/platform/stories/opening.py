"""Cases that a lender opened, and people brought into a case, by real actions.

row = invited(cast, now=NOW)                          # the bank invited the stranger's address
held = joined(cast, cast.stranger, now=NOW)           # the same, accepted by code
acts = represented(cast, now=NOW)                     # the representative holds the borrower's case
stand_for(cast.guarantor, case, now=NOW)              # a guarantor of every loan of the case
"""

import uuid
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress

from hejie_platform.cases.models import Case, Party
from hejie_platform.intake import access, actions
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.facts.opening import Opening
from hejie_platform.intake.models import Guarantee, Invitation, Mandate, OpeningFile
from hejie_platform.intake.queries import opening as queries
from hejie_platform.lenders import access as desks
from hejie_platform.people.models import Organisation, User
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures

new_id = uuid.uuid4
UNTIL = date(2027, 11, 23)
CONTRACT = "HT-2026-7788"


def desk(cast: Cast, *, now: datetime, who: User | None = None, at: Organisation | None = None) -> Any:
    """The bank in its officer's hands."""
    return desks.lender_for(who or cast.officer, (at or cast.bank).ref, now=now)


def opening(contact: str = "stranger@example.org", contract: str = CONTRACT, **told: Any) -> Opening:
    """One loan in the lender's words."""
    given = {
        "name": "",
        "app_name": "Sampleloan",
        "principal_minor": 6_000_000,
        "balance_minor": 5_600_000,
        "overdue_since": "2026-09-10",
        "words": "请与我们商量。",
    }
    return Opening(contact=contact, contract_number=contract, **(given | told))


def invited(
    cast: Cast, *, now: datetime, contact: str = "stranger@example.org", contract: str = CONTRACT, **told: Any
) -> Invitation:
    """An invitation of the bank that waits."""
    sends = told.pop("sends", False)
    done = actions.invite(
        desk(cast, now=now), opening(contact, contract, **told), sends=sends, now=now, action_id=new_id()
    )
    return queries.invitation_of(done.subject)


def confirmed(person: User) -> User:
    """The same person with the e-mail address of the account confirmed."""
    given = {"verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults=given)
    return person


def joined(cast: Cast, person: User, *, now: datetime) -> HeldCase:
    """A lender's opening that this person accepted by code; in their hands."""
    row = invited(cast, now=now, contact=str(confirmed(person).email))
    done = actions.join(person, row, now=now, action_id=new_id())
    return intake.hold(person, done.subject, now)


def named(
    held: HeldCase, cast: Cast, *, now: datetime, scope: str = "general", until: date = UNTIL
) -> Mandate:
    """The representative named by the borrower, with the paper handed in."""
    actions.name_representative(
        held,
        contact=str(cast.representative.email),
        name="legal representative",
        kind="relative",
        scope=scope,
        until_day=until,
        paper=pictures.png(),
        now=now,
        action_id=new_id(),
    )
    return Mandate.objects.filter(case=held.case).latest("named_at", "id")


def represented(
    cast: Cast, *, now: datetime, held: HeldCase | None = None, scope: str = "general", until: date = UNTIL
) -> HeldCase:
    """The case in the representative's hands: named, joined, accepted by the desk."""
    mine = held or intake.filled_case(cast, now=now)
    mandate = named(mine, cast, now=now, scope=scope, until=until)
    assert mandate.invitation is not None
    row = queries.by_code(queries.code_of(mandate.invitation))
    assert row is not None
    actions.join_as_representative(confirmed(cast.representative), row, now=now, action_id=new_id())
    accept(cast, mandate, now=now)
    return access.application_for(cast.representative, mine.case.ref, now=now)


def accept(cast: Cast, mandate: Mandate, *, now: datetime) -> None:
    """The reviewer says that the paper holds."""
    reading, fresh = access.mandate_for(cast.reviewer, mandate.ref, now=now)
    actions.accept_mandate(reading, fresh, seen_version=reading.case.version, now=now, action_id=new_id())


def asked_guarantor(cast: Cast, held: HeldCase, lender: Organisation, *, now: datetime) -> Invitation:
    """The guarantor asked about the loans of one lender."""
    actions.invite_guarantor(
        held,
        held.case,
        loans=list(held.case.loans.filter(creditor=lender)),
        contact=str(confirmed(cast.guarantor).email),
        name="legal guarantor",
        now=now,
        action_id=new_id(),
    )
    return Invitation.objects.filter(case=held.case, role="guarantor").latest("made_at", "id")


def stand_for(person: User, case: Case, *, now: datetime, lender: Organisation | None = None) -> Party:
    """Somebody who guarantees every loan of the case, or those with one lender."""
    party = Party.objects.create(case=case, user=person, role="guarantor", joined_at=now)
    loans = case.loans.all() if lender is None else case.loans.filter(creditor=lender)
    Guarantee.objects.bulk_create(Guarantee(party=party, loan=loan, consented_at=now) for loan in loans)
    return party


HEADER = "手机或邮箱,姓名,产品,合同编号,借款本金,未还金额,逾期起始日,邀请原因"


def csv_file(rows: int, *, first: int = 0, extra: str = "") -> bytes:
    """So many rows that can be opened, and whatever lines follow."""
    lines = [
        f"139{place:08},,网商贷,HT-{place:05},60000.00,56000.00,2026-09-10,请与我们商量"
        for place in range(first, first + rows)
    ]
    return "\n".join([HEADER, *lines, *([extra] if extra else [])]).encode("utf-8-sig")


def file_read(cast: Cast, data: bytes, *, now: datetime) -> OpeningFile:
    """A file handed in by the officer, not confirmed yet."""
    done = actions.take_file(desk(cast, now=now), data, filename="八月.csv", now=now, action_id=new_id())
    return OpeningFile.objects.get(pk=done.subject)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """An invitation that waits, one for the borrower, a file with a bad row, a paper of authority that waits."""
    held = intake.draft_case(cast, now=now, who=cast.representative)
    mandate = _named_other(held, now)
    waiting = invited(cast, now=now, contact="13900139000", contract="HT-S-1")
    own = invited(cast, now=now, contact=str(confirmed(cast.borrower).email), contract="HT-S-2")
    file = file_read(cast, csv_file(3, first=900, extra="not a phone,,,HT-9,1,1,,"), now=now)
    return {"invitation": waiting, "own_invitation": own, "opening_file": file, "mandate": mandate}


def _named_other(held: HeldCase, now: datetime) -> Mandate:
    actions.name_representative(
        held,
        contact="lawyer@example.org",
        name="legal lawyer",
        kind="lawyer",
        scope="general",
        until_day=UNTIL,
        paper=pictures.png(),
        now=now,
        action_id=new_id(),
    )
    return Mandate.objects.filter(case=held.case).latest("named_at", "id")


SAMPLES = {
    "invitation": lambda world: {"ref": world.objects["invitation"].ref},
    "code": lambda world: {"code": queries.grouped(queries.code_of(world.objects["invitation"]))},
    "own_code": lambda world: {"code": queries.grouped(queries.code_of(world.objects["own_invitation"]))},
    "opening_file": lambda world: {"ref": world.objects["opening_file"].ref},
    "mandate": lambda world: {"ref": world.objects["mandate"].ref},
}
