"""What life does to a case, by real actions: a creditor outside, help by phone, a hold, special care, court, a wish for credit.

outside = with_outside_creditor(cast, now=now)      # registered, consented, talks begun
letter = letter_written(cast, outside, now=now)
help_ = assisted(cast, now=now); confirmed(help_, now=now)
held(cast, case, "death", now=now)
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.agreements import access as holding
from hejie_platform.agreements import actions as agreeing
from hejie_platform.agreements import queries as found
from hejie_platform.agreements.access import row_for
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Assistance, Case, Negotiation, OutsideLetter, Task
from hejie_platform.core import clock
from hejie_platform.intake import access, actions
from hejie_platform.intake.actions import assisting, credit
from hejie_platform.intake.actions import outside as letters
from hejie_platform.intake.models import CreditRequest
from hejie_platform.jobs.worker import Worker
from hejie_platform.negotiation import access as access_to_talks
from hejie_platform.negotiation import actions as negotiating
from hejie_platform.people.models import Organisation, User
from tests.platform.cast import Cast, prove_identity
from tests.platform.stories import agreements as keeping
from tests.platform.stories import intake, pictures
from tests.platform.stories import negotiation as talks

new_id = uuid.uuid4
TOLD_NAME = "Farhill"  # as the borrower calls it
OUTSIDE_NAME = "远山消费金融公司"
OUTSIDE_ENGLISH = "Farhill Finance"
PHONE = "+8613912345678"
LETTER = pictures.png()


def worked(now: datetime) -> None:
    """Everything owed and due is done."""
    Worker(name="story", now=lambda: now + timedelta(seconds=1)).run_all_due()


def with_outside_loan(cast: Cast, *, now: datetime, who: User | None = None) -> access.HeldCase:
    """An open case in which one loan's creditor was told by name alone."""
    held = intake.filled_case(cast, now=now, creditors=[cast.bank], **({"who": who} if who else {}))
    told = {**intake.LOAN, "creditor_name": TOLD_NAME, "app_name": "Farhill app"}
    intake._again(actions.add_loan, held, actions.Given(told), now=now)
    held.case.refresh_from_db()
    actions.submit(held, legal_notice_seen=True, seen_version=held.case.version, now=now, action_id=new_id())
    desk = intake.at_desk(cast, held, now=now)
    actions.admit(
        desk,
        parties_confirmed=True,
        content_confirmed=True,
        cause=intake.CAUSE,
        track="ability",
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    return intake.hold(held.user, held.case.pk, now)


def registered(cast: Cast, held: access.HeldCase, *, now: datetime) -> Organisation:
    """The desk registers the creditor of that loan."""
    desk = cases.desk_case_for(cast.operator, held.case.ref, now=now)
    loan = held.case.loans.get(creditor_name=TOLD_NAME)
    letters.register_creditor(
        desk,
        loan,
        name_zh=OUTSIDE_NAME,
        name_en=OUTSIDE_ENGLISH,
        lender_type="consumer_finance",
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    return Organisation.objects.get(name_zh=OUTSIDE_NAME)


def with_outside_creditor(cast: Cast, *, now: datetime, who: User | None = None) -> Negotiation:
    """Talks with a creditor outside: the borrower consented, and asked that we write."""
    held = with_outside_loan(cast, now=now, who=who)
    creditor = registered(cast, held, now=now)
    intake.consent(held, creditor, now=now)
    answers.begin_talks(held, creditor, legal_notice_seen=True, now=now, action_id=new_id())
    return Negotiation.objects.get(case=held.case, creditor=creditor)


def letter_written(cast: Cast, row: Negotiation, *, now: datetime, kind: str = "invitation") -> OutsideLetter:
    """A letter, the invitation unless said; not sent yet."""
    desk = cases.outside_for(cast.operator, row.ref, now=now)
    answers.write_letter(desk, kind=kind, address="山城路一号", now=now, action_id=new_id())
    return OutsideLetter.objects.filter(negotiation=row).latest("made_at")


def letter_sent(cast: Cast, letter: OutsideLetter, *, now: datetime) -> None:
    """It went by post, with the receipt."""
    desk = cases.outside_for(cast.operator, letter.negotiation.ref, now=now)
    letters.mark_sent(
        desk,
        letter,
        sent_on=clock.legal_day(now),
        way="post",
        paper=pictures.png(),
        seen_version=letter.version,
        now=now,
        action_id=new_id(),
    )


def promised(cast: Cast, row: Negotiation, *, now: datetime, words: str = "可以减免罚息") -> None:
    """Its staff said something on the phone."""
    desk = cases.outside_for(cast.operator, row.ref, now=now)
    letters.note_promise(
        desk,
        said_by="客服二十一号",
        said_on=clock.legal_day(now),
        way="phone",
        words=words,
        now=now,
        action_id=new_id(),
    )


def figures_recorded(cast: Cast, row: Negotiation, *, now: datetime) -> Negotiation:
    """Its letter says that it is ready to talk, and what is owed."""
    plain(cast.operator, "negotiation", row.ref, "talk", now=now, note="愿意协商", paper=LETTER)
    desk = cases.outside_for(cast.operator, row.ref, now=now)
    answers.record_facts(
        desk,
        as_of=clock.legal_day(now),
        buckets=talks.OWED,
        contracts=[talks.contract(one) for one in row.loans.all()],
        words="",
        paper=pictures.png(),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    row.refresh_from_db()
    return row


def offer_recorded(
    cast: Cast,
    row: Negotiation,
    *,
    now: datetime,
    seen_offer: int = 0,
    paper: bytes | None = LETTER,
    **changes: object,
) -> Any:
    """Its letter offers a plan."""
    return answers.record_offer(
        cases.outside_for(cast.operator, row.ref, now=now),
        package=talks.package(_story(cast, row), now=now, **changes),
        days_open=14,
        words="我们同意减免一半罚息。",
        paper=paper,
        seen_offer=seen_offer,
        now=now,
        action_id=new_id(),
    )


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody who is helped, and the operator who helps."""

    ref: str
    person: User
    helper: User

    def held(self, now: datetime) -> access.HeldCase:
        """The application in the helper's hands."""
        return access.application_for(self.helper, self.ref, now=now)

    def help(self) -> Assistance:
        return Assistance.objects.select_related("person", "helper", "case").get(case__ref=self.ref)


def assisted(cast: Cast, *, now: datetime, person: User | None = None, fill: bool = False) -> Helped:
    """Help by phone has begun; with `fill`, every answer is written down."""
    phone = PHONE
    if person is not None:
        phone = person.phone = person.phone or PHONE
        person.save(update_fields=["phone"])
    done = assisting.begin_help(
        cast.operator,
        phone=phone,
        name="石先生",
        language="zh-hans",
        channel="phone",
        agreed=assisting.Agreed("spoken", "本人口头同意，通话录音编号三"),
        now=now,
        action_id=new_id(),
    )
    case = Case.objects.select_related("borrower").get(pk=done.subject)
    helped = Helped(case.ref, case.borrower, cast.operator)
    if fill:
        if person is None:
            prove_identity(case.borrower, now=now)
        written_down(cast, helped, now=now)
    return helped


def written_down(cast: Cast, helped: Helped, *, now: datetime) -> None:
    """The story, a loan and a consent sheet, as they were told."""
    held = helped.held(now)
    intake.tell_story(held, now=now)
    intake.add_loan(held, cast.bank, now=now)
    intake.consent(held, cast.bank, now=now)


def confirmed(helped: Helped, *, now: datetime) -> None:
    """Read back, and confirmed with the code of the person's phone."""
    assisting.send_code(helped.held(now), helped.help(), now=now, action_id=new_id())
    code = assisting.code_of(helped.help())
    assisting.confirm_by_code(helped.held(now), helped.help(), typed=code, now=now, action_id=new_id())


def plain(person: User, machine: str, ref: str, step: str, *, now: datetime, **more: Any) -> Any:
    """A step that needs no form of its own."""
    held = row_for(person, machine, ref, now=now)
    version = held.row.version
    return take_plain_step(held, held.row, step, seen_version=version, now=now, action_id=new_id(), **more)


def credit_asked(held: access.HeldCase, *, now: datetime, kind: str = "higher_limit") -> CreditRequest:
    """The wish for a higher limit, written down."""
    credit.ask_credit(
        held, kind=kind, amount_minor=2_000_000, words="想提高额度周转", now=now, action_id=new_id()
    )
    return CreditRequest.objects.filter(case=held.case).latest("asked_at")


def task_opened(cast: Cast, case: Case, *, now: datetime) -> Task:
    """Somebody needs special care: a person is to call."""
    plain(case.borrower, "case", case.ref, "flag_vulnerable", now=now, note="正在住院，电话请下午打")
    worked(now)
    return Task.objects.filter(case=case, kind="task_human_contact").latest("opened_at")


def countered(cast: Cast, row: Negotiation, *, now: datetime) -> Negotiation:
    """The borrower's own offer stands on the table."""
    held = access_to_talks.room_for(row.case.borrower, row.ref, now=now)
    claim = row.claims.latest("number")
    negotiating.agree_facts(held, claim_hash=claim.hash, legal_notice_seen=True, now=now, action_id=new_id())
    negotiating.put_offer(
        held,
        package=talks.package(_story(cast, row), now=now, instalments=60),
        days_open=14,
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        seen_offer=row.offers.count(),
        now=now,
        action_id=new_id(),
    )
    return row


SIGNER = "周主任（授权代表）"


def with_figures(cast: Cast, *, now: datetime) -> Negotiation:
    """Talks outside in which it has said what is owed."""
    return figures_recorded(cast, with_outside_creditor(cast, now=now), now=now)


def agreed_outside(cast: Cast, row: Negotiation, *, now: datetime) -> Negotiation:
    """Its letter's offer, accepted by the borrower; the document is written."""
    offer_recorded(cast, row, now=now)
    held = access_to_talks.room_for(row.case.borrower, row.ref, now=now)
    claim = row.claims.latest("number")
    negotiating.agree_facts(held, claim_hash=claim.hash, legal_notice_seen=True, now=now, action_id=new_id())
    accepted_by_the_borrower(row, now=now)
    worked(now)
    row.refresh_from_db()
    return row


def accepted_by_the_borrower(row: Negotiation, *, now: datetime) -> None:
    """The newest offer, as it stands."""
    offer = row.offers.latest("number")
    agreeing.accept_offer(
        access_to_talks.room_for(row.case.borrower, row.ref, now=now),
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        beyond_budget_confirmed=True,
        now=now,
        action_id=new_id(),
    )


def on_paper(row: Negotiation, *, now: datetime, **changes: Any) -> agreeing.OnPaper:
    """What came back by post."""
    given: dict[str, Any] = {
        "mark": row.agreements.latest("created_at").terms_hash[:8],
        "signed_by": SIGNER,
        "signed_on": clock.legal_day(now),
        "scan": pictures.png(300, 400),
        "authority": pictures.png(200, 300),
    }
    return agreeing.OnPaper(**(given | changes))


def paper_signed(cast: Cast, row: Negotiation, *, now: datetime, **changes: Any) -> None:
    """The creditor's signature, recorded from the paper."""
    held = holding.outside_agreement_for(cast.operator, row.ref, now=now)
    agreeing.record_signature(held, on_paper=on_paper(row, now=now, **changes), now=now, action_id=new_id())


def scan_corrected(
    cast: Cast, row: Negotiation, *, now: datetime, why: str = "上次传错了页", **changes: Any
) -> None:
    """Another scan in the place of a wrong one."""
    held = holding.outside_agreement_for(cast.operator, row.ref, now=now)
    shown = on_paper(row, now=now, **({"scan": pictures.png(310, 410)} | changes))
    agreeing.correct_scan(held, on_paper=shown, why=why, now=now, action_id=new_id())


def kept_outside(cast: Cast, row: Negotiation, *, now: datetime) -> Negotiation:
    """In force: signed by the borrower here and by the creditor on paper; the borrower told the first payment."""
    agreed_outside(cast, row, now=now)
    story = _story(cast, row)
    keeping.signed(story, story.borrower, now=now)
    paper_signed(cast, row, now=now)
    worked(now)
    keeping.claimed(story, now=now)
    row.refresh_from_db()
    return row


def _story(cast: Cast, row: Negotiation) -> talks.Story:
    borrower = row.case.borrower
    assert borrower is not None
    return talks.Story(row.ref, borrower, cast.officer, cast.checker)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """One of everything that the pages of these rooms need."""
    loan_case = with_outside_loan(cast, now=now)
    row = with_outside_creditor(cast, now=now)
    letter = letter_written(cast, row, now=now)
    letter_sent(cast, letter, now=now)
    promised(cast, row, now=now)
    plain(cast.operator, "negotiation", row.ref, "talk", now=now, note="愿意协商", paper=pictures.png())
    second = letter_written(cast, row, now=now)
    ready = with_outside_loan(cast, now=now)
    creditor = Organisation.objects.get(name_zh=OUTSIDE_NAME)
    registered(cast, ready, now=now)
    task = task_opened(cast, row.case, now=now)
    wish = credit_asked(intake.hold(cast.borrower, row.case.pk, now), now=now)
    offered = figures_recorded(cast, with_outside_creditor(cast, now=now), now=now)
    offer_recorded(cast, offered, now=now)
    answered = figures_recorded(cast, with_outside_creditor(cast, now=now), now=now)
    kept = kept_outside(cast, with_figures(cast, now=now), now=now)
    return {
        "outside_signing": agreed_outside(cast, with_figures(cast, now=now), now=now),
        "outside_kept": kept,
        "outside_told": kept.agreements.get().obligations.get(state="claimed"),
        "outside_deed": found.open_deeds(kept.agreements.get(), "lender")[0],
        "outside_paper": next(one for one in found.proofs(kept) if one.authority),
        "outside_offered": offered,
        "outside_countered": countered(cast, answered, now=now),
        "outside_loan": loan_case.case.loans.get(creditor_name=TOLD_NAME),
        "outside_talks": row,
        "outside_letter": second,
        "outside_ready": (ready.case, creditor),
        "desk_task": task,
        "desk_credit": wish,
        "assisted": assisted(cast, now=now, person=cast.borrower),
    }


SAMPLES = {
    "desk_task": lambda world: {"ref": world.objects["desk_task"].ref},
    "desk_case": lambda world: {"ref": world.objects["desk_task"].case.ref},
    "desk_credit": lambda world: {
        "ref": world.objects["desk_credit"].case.ref,
        "wish": world.objects["desk_credit"].ref,
    },
    "outside_loan": lambda world: {
        "ref": world.objects["outside_loan"].case.ref,
        "loan": world.objects["outside_loan"].ref,
    },
    "outside_lender": lambda world: {
        "ref": world.objects["outside_ready"][0].ref,
        "lender": world.objects["outside_ready"][1].ref,
    },
    "outside_talks": lambda world: {"ref": world.objects["outside_talks"].ref},
    "outside_figures": lambda world: {"ref": world.objects["outside_offered"].ref},
    "outside_offered": lambda world: {"ref": world.objects["outside_offered"].ref},
    "outside_countered": lambda world: {"ref": world.objects["outside_countered"].ref},
    "outside_signing": lambda world: {"ref": world.objects["outside_signing"].ref},
    "outside_kept": lambda world: {"ref": world.objects["outside_kept"].ref},
    "outside_told": lambda world: {
        "ref": world.objects["outside_kept"].ref,
        "duty": world.objects["outside_told"].ref,
    },
    "outside_deed": lambda world: {
        "ref": world.objects["outside_kept"].ref,
        "duty": world.objects["outside_deed"].ref,
    },
    "outside_paper": lambda world: {
        "ref": world.objects["outside_kept"].ref,
        "number": world.objects["outside_paper"].number,
    },
    "outside_letter": lambda world: {
        "ref": world.objects["outside_talks"].ref,
        "letter": world.objects["outside_letter"].ref,
    },
    "outside_proof": lambda world: {"ref": world.objects["outside_talks"].ref, "number": 3},
    "assisted": lambda world: {"ref": world.objects["assisted"].ref},
}
